namespace Teaching.Tests.Numerics;

public class ElementaryTests
{
    [Fact]
    public void Log_is_within_two_ulp_of_the_system()
    {
        var rng = new Rng(5);
        double worst = 0;
        for (int i = 0; i < 1_000_000; i++)
        {
            double x = i % 2 == 0 ? rng.NextDouble() + 0.5 * (i % 3) : Math.ScaleB(1 + rng.NextDouble(), rng.Below(2000) - 1000);
            if (x == 0) continue;
            double expected = Math.Log(x);
            worst = Math.Max(worst, Math.Abs(Elementary.Log(x) - expected) / (Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected)));
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"worst: {worst} ulp");
        Assert.InRange(worst, 0, 2);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(Math.E, 1)]
    [InlineData(2, 0.6931471805599453)]
    [InlineData(0.5, -0.6931471805599453)]
    [InlineData(1.4142135623730951, 0.34657359027997275)]
    [InlineData(double.Epsilon, -744.4400719213812)]
    [InlineData(double.MaxValue, 709.782712893384)]
    [InlineData(0, double.NegativeInfinity)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(-1, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    public void Log_knows_the_special_numbers(double x, double expected) =>
        Assert.Equal(expected, Elementary.Log(x), 4e-16 * Math.Max(1, double.IsFinite(expected) ? Math.Abs(expected) : 1));
}
