namespace Teaching.Tests.Lessons;

public class TwoTwoTwoTests
{
    private static readonly TwoTwoTwo Start = TwoTwoTwo.Forward();

    [Fact]
    public void The_first_pass_is_the_first_row_of_the_article_s_sheet()
    {
        // All printed digits but those of ∂E/∂w3 and ∂E/∂w4, of which the sheet has 0.000351869 and 0.000703737.
        double[] printed = [0.0275, 0.506874567, 0.0425, 0.510623401, 0.432530357, 0.606477732, 0.534280154, 0.630480835, 0.005668754, 0.008512624, 0.014181378];
        double[] actual = [Start.h1, Start.a_h1, Start.h2, Start.a_h2, Start.o1, Start.a_o1, Start.o2, Start.a_o2, Start.E1, Start.E2, Start.E_total];
        Assert.Equal(printed, actual.Select(Printed));
        Assert.Equal([0.000316993, 0.000633987, 0.000351776, 0.000703553, 0.012880819, 0.012976085, 0.015408348, 0.015522308],
            Start.Backward().ToArray().Select(Printed));
    }

    [Theory]
    [InlineData(0.1, 0.00957213947)]
    [InlineData(0.2, 0.00636996968)]
    [InlineData(0.5, 0.00178202207)]
    [InlineData(0.8, 0.000478649221)]
    [InlineData(1, 0.000196837526)]
    [InlineData(2, 2.09236234e-06)]
    [InlineData(1000, 0.249996882)]
    public void The_error_after_67_updates_is_the_reference(double lr, double expected) =>
        Assert.Equal(expected, Start.Train(lr, 67)[67].E_total, 1e-8 * expected);

    [Fact]
    public void One_update_at_rate_1_takes_the_error_from_0_014181378_to_0_013377916()
    {
        Assert.Equal(0.014181378, Start.E_total, 5e-10);
        Assert.Equal(0.013377916, Start.Step(lr: 1).E_total, 5e-10);
    }

    [Fact]
    public void Every_factor_of_every_chain_is_the_slope_that_its_name_says()
    {
        var d = Start.Backward();
        Slope(d.dE1_da_o1, a_o1 => Half(Start.t1, a_o1), Start.a_o1);
        Slope(d.dE2_da_o2, a_o2 => Half(Start.t2, a_o2), Start.a_o2);
        Slope(d.da_o1_do1, Sigmoid.Of, Start.o1);
        Slope(d.da_o2_do2, Sigmoid.Of, Start.o2);
        Slope(d.da_h1_dh1, Sigmoid.Of, Start.h1);
        Slope(d.da_h2_dh2, Sigmoid.Of, Start.h2);
        Slope(d.do1_dw5, w => (Start with { w5 = w }).o1, Start.w5);
        Slope(d.do1_dw6, w => (Start with { w6 = w }).o1, Start.w6);
        Slope(d.do2_dw7, w => (Start with { w7 = w }).o2, Start.w7);
        Slope(d.do2_dw8, w => (Start with { w8 = w }).o2, Start.w8);
        Slope(d.dh1_dw1, w => (Start with { w1 = w }).h1, Start.w1);
        Slope(d.dh1_dw2, w => (Start with { w2 = w }).h1, Start.w2);
        Slope(d.dh2_dw3, w => (Start with { w3 = w }).h2, Start.w3);
        Slope(d.dh2_dw4, w => (Start with { w4 = w }).h2, Start.w4);
        Slope(d.dE1_da_h1, a => Half(Start.t1, Sigmoid.Of(O1(a, Start.a_h2))), Start.a_h1);
        Slope(d.dE_da_h1, a => Half(Start.t1, Sigmoid.Of(O1(a, Start.a_h2))) + Half(Start.t2, Sigmoid.Of(O2(a, Start.a_h2))), Start.a_h1);
        Slope(d.dE_da_h2, a => Half(Start.t1, Sigmoid.Of(O1(Start.a_h1, a))) + Half(Start.t2, Sigmoid.Of(O2(Start.a_h1, a))), Start.a_h2);

        static double Half(double t, double a) => 0.5 * (t - a) * (t - a);
        static double O1(double a_h1, double a_h2) => Start.w5 * a_h1 + Start.w6 * a_h2;
        static double O2(double a_h1, double a_h2) => Start.w7 * a_h1 + Start.w8 * a_h2;
        static void Slope(double derived, Func<double, double> f, double x) => Assert.Equal(NumericalGradient.Derivative(f, x), derived, 1e-9);
    }

    [Fact]
    public void The_gradients_agree_with_centred_differences_at_other_numbers_too()
    {
        var rng = new Rng(20);
        for (int k = 0; k < 20; k++)
        {
            double[] Draw(int n) => [.. Enumerable.Range(0, n).Select(_ => rng.Gaussian())];
            double[] inputs = Draw(2), targets = Draw(2);
            var pass = TwoTwoTwo.Forward(Draw(8), inputs, targets);
            GradientCheck.Of(w => TwoTwoTwo.Forward(w, inputs, targets).E_total, pass.Weights, pass.Backward().ToArray()).Assert();
        }
    }

    [Fact]
    public void Training_gives_the_start_and_a_pass_for_each_update_and_changes_no_pass()
    {
        var passes = Start.Train(lr: 1, updates: 3);
        Assert.Equal(4, passes.Count);
        Assert.Equal(Start, passes[0]);
        Assert.Equal(Start.Step(1).Step(1).Step(1), passes[3]);
        Assert.Equal(TwoTwoTwo.Forward(), Start);
        Assert.Equal([Start], Start.Train(1, 0));
    }

    [Fact]
    public void A_pass_with_another_weight_computes_everything_anew()
    {
        var moved = Start with { w3 = 0.35 };
        Assert.Equal(0.35 * 0.05 + 0.3 * 0.1, moved.h2);
        Assert.Equal(TwoTwoTwo.Forward(weights: [0.15, 0.2, 0.35, 0.3, 0.4, 0.45, 0.5, 0.55]).E_total, moved.E_total);
    }

    [Fact]
    public void The_wrong_numbers_of_numbers_and_rates_are_refused()
    {
        Assert.Equal("The 2-2-2 network has 8 weights, but 7 were given.", Assert.Throws<ArgumentException>(() => TwoTwoTwo.Forward(new double[7])).Message);
        Assert.Contains("2 inputs, but 3", Assert.Throws<ArgumentException>(() => TwoTwoTwo.Forward(inputs: [1, 2, 3])).Message);
        Assert.Contains("2 targets, but 1", Assert.Throws<ArgumentException>(() => TwoTwoTwo.Forward(targets: [1])).Message);
        Assert.Contains("not NaN", Assert.Throws<ArgumentException>(() => Start.Step(double.NaN)).Message);
        Assert.Contains("not -1", Assert.Throws<ArgumentException>(() => Start.Train(1, -1)).Message);
    }

    [Fact]
    public void The_tables_hold_every_quantity()
    {
        string text = Start.ToString();
        foreach (string name in new[] { "i1", "i2", "t1", "t2", "h1", "h2", "a_h1", "a_h2", "o1", "o2", "a_o1", "a_o2", "E1", "E2", "E_total", "w1", "w8" })
            Assert.Contains(name, text);
        Assert.Contains("0.014181378", Start.ToTable().Digits(8).ToString());
        Assert.Contains("0.000351776", Start.Backward().ToString());
        var sheet = TwoTwoTwo.Sheet(Start.Train(1, 1));
        Assert.Equal((31, 2), (sheet.Columns.Count, sheet.Rows.Count));
        TestContext.Current.TestOutputHelper?.WriteLine($"{text}\n\n{Start.Backward()}\n\n{sheet}");
    }

    /// <summary>A number as the article's sheet prints it.</summary>
    private static double Printed(double x) => Math.Round(x, 9);
}
