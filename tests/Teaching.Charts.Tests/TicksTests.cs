using FsCheck;
using FsCheck.Fluent;

namespace Teaching.Charts.Tests;

public class TicksTests
{
    [Theory]
    [InlineData(0, 1, "0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-6, 6, "−6 −4 −2 0 2 4 6")]
    [InlineData(0.0034, 0.0141, "0.004 0.006 0.008 0.010 0.012 0.014")]
    [InlineData(0, 5e-7, "0 10⁻⁷ 2×10⁻⁷ 3×10⁻⁷ 4×10⁻⁷ 5×10⁻⁷")]
    [InlineData(0, 3e6, "0 5×10⁵ 10⁶ 1.5×10⁶ 2×10⁶ 2.5×10⁶ 3×10⁶")]
    [InlineData(1e9, 1e9 + 1, "1000000000 1000000000.2 1000000000.4 1000000000.6 1000000000.8 1000000001")]
    public void Linear_ticks_step_by_one_two_or_five(double low, double high, string expected) =>
        Assert.Equal(expected, Texts(low, high, log: false, 6));

    [Theory]
    [InlineData(-4.2, 4.2, 3, "−4 −2 0 2 4")]
    [InlineData(-8.4, 8.4, 3, "−5 0 5")]
    [InlineData(-8.4, 8.4, 2, "−5 0 5")]
    public void A_short_axis_around_zero_has_labels_beside_its_middle(double low, double high, int count, string expected) =>
        Assert.Equal(expected, Texts(low, high, log: false, count));

    [Theory]
    [InlineData(0.001, 1, "0.001 0.01 0.1 1")]
    [InlineData(1e-6, 1, "10⁻⁶ 10⁻⁵ 10⁻⁴ 10⁻³ 10⁻² 10⁻¹ 1")]
    [InlineData(1e-300, 1, "10⁻³⁰⁰ 10⁻²⁵⁰ 10⁻²⁰⁰ 10⁻¹⁵⁰ 10⁻¹⁰⁰ 10⁻⁵⁰ 1")]
    [InlineData(2, 40, "2 5 10 20")]
    [InlineData(0.00018, 0.0142, "0.0002 0.0005 0.001 0.002 0.005 0.01")]
    public void Log_ticks_are_powers_of_ten_and_twos_and_fives_where_these_are_few(double low, double high, string expected) =>
        Assert.Equal(expected, Texts(low, high, log: true, 7));

    [Fact]
    public void Ticks_lie_inside_rise_and_have_different_labels()
    {
        Gen<(double A, double B)> pairs =
            from a in ArbMap.Default.GeneratorFor<double>().Where(double.IsFinite)
            from b in ArbMap.Default.GeneratorFor<double>().Where(double.IsFinite)
            select (a, b);
        Prop.ForAll(Arb.From(pairs), pair =>
        {
            Extent range = AxisRange.Of(new Axis(), new Extent(Math.Min(pair.A, pair.B), Math.Max(pair.A, pair.B)), 0.05);
            IReadOnlyList<Tick> ticks = Ticks.Of(new AxisScale(range, false, 0, 300), 6);
            double slack = (range.High / 2 - range.Low / 2) * 1e-6;
            return ticks.Count is >= 1 and <= 13
                && ticks.All(tick => tick.Value >= range.Low - slack && tick.Value <= range.High + slack)
                && ticks.Zip(ticks.Skip(1)).All(two => two.First.Value < two.Second.Value)
                && ticks.Select(tick => tick.Text).Distinct().Count() == ticks.Count;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(0, 0)]
    [InlineData(1e300, 1e300)]
    [InlineData(1e-300, 1e-300)]
    [InlineData(double.MinValue, double.MaxValue)]
    [InlineData(double.MaxValue, double.MaxValue)]
    [InlineData(double.Epsilon, double.Epsilon)]
    public void Every_range_has_a_length(double low, double high)
    {
        Extent range = AxisRange.Of(new Axis(), new Extent(low, high), 0.05);
        Assert.True(double.IsFinite(range.Low) && double.IsFinite(range.High));
        var scale = new AxisScale(range, false, 0, 100);
        Assert.Equal((0.0, 100.0), (scale.Pixel(range.Low), scale.Pixel(range.High)));
        Assert.InRange(scale.Pixel(low), 0, 100);
    }

    private static string Texts(double low, double high, bool log, int count) =>
        string.Join(' ', Ticks.Of(new AxisScale(new Extent(low, high), log, 0, 300), count).Select(tick => tick.Text));
}
