namespace Teaching.Tests.Lessons;

/// <summary>What the source article prints and claims about its 2-2-2 network, and what is right.</summary>
public class SourceArticleTests
{
    private static readonly TwoTwoTwo Start = TwoTwoTwo.Forward();

    /// <summary>The gradients as the article's sheet computed them: with a_h1·(1 - a_h1) where w3 and w4 need a_h2·(1 - a_h2).</summary>
    private static TwoTwoTwoGradients SheetGradients(TwoTwoTwo pass)
    {
        var d = pass.Backward();
        return d with { dE_dw3 = d.dE_da_h2 * d.da_h1_dh1 * d.dh2_dw3, dE_dw4 = d.dE_da_h2 * d.da_h1_dh1 * d.dh2_dw4 };
    }

    [Fact]
    public void The_sheet_took_the_other_hidden_neuron_s_slope_which_gives_all_its_digits_in_both_rows()
    {
        double[] firstPrinted =
        [
            0.15, 0.2, 0.25, 0.3, 0.0275, 0.506874567, 0.0425, 0.510623401, 0.4, 0.45, 0.5, 0.55,
            0.432530357, 0.606477732, 0.534280154, 0.630480835, 0.005668754, 0.008512624, 0.014181378,
            0.000316993, 0.000633987, 0.000351869, 0.000703737, 0.012880819, 0.012976085, 0.015408348, 0.015522308,
        ];
        double[] secondPrinted =
        [
            0.149683007, 0.199366013, 0.249648131, 0.299296263, 0.027420752, 0.506854758, 0.042412033, 0.510601419,
            0.387119181, 0.437023915, 0.484591652, 0.534477692, 0.41935823, 0.60332967, 0.518522653, 0.626802248,
            0.00533851, 0.008039405, 0.013377915,
            0.000299281, 0.000598562, 0.000333197, 0.000666394, 0.012534095, 0.012626746, 0.01503419, 0.015145323,
        ];
        var second = Start.Step(1, SheetGradients(Start));
        Assert.Equal(firstPrinted, SheetRow(Start));
        Assert.Equal(secondPrinted, SheetRow(second));
    }

    [Fact]
    public void The_centred_difference_says_0_000351776_and_0_000703553()
    {
        double slope3 = NumericalGradient.Derivative(w => (Start with { w3 = w }).E_total, Start.w3);
        double slope4 = NumericalGradient.Derivative(w => (Start with { w4 = w }).E_total, Start.w4);
        Assert.Equal(0.000351776, slope3, 5e-10);
        Assert.Equal(0.000703553, slope4, 5e-10);
        Assert.Equal(slope3, Start.Backward().dE_dw3, 1e-11);
        Assert.Equal(slope4, Start.Backward().dE_dw4, 1e-11);
    }

    [Fact]
    public void The_table_s_inputs_are_0_05_and_0_1_and_not_the_text_s_0_5_and_0_05()
    {
        var text = TwoTwoTwo.Forward(inputs: [0.5, 0.05]);
        Assert.Equal(0.085, text.h1, 1e-15);
        Assert.Equal(0.015247243, text.E_total, 5e-10);
        Assert.Equal(0.0275, Start.h1, 1e-15);
    }

    [Fact]
    public void The_text_s_a_o2_of_0_5342_is_o2()
    {
        Assert.Equal(0.534280154, Start.o2, 5e-10);
        Assert.Equal(0.630480835, Start.a_o2, 5e-10);
        Assert.Equal(0.6065, Math.Round(Start.a_o1, 4));
    }

    [Fact]
    public void E2_with_a_o1_as_the_text_has_it_would_be_E1_and_not_the_table_s_number()
    {
        double textE2 = 0.5 * Math.Pow(Start.t2 - Start.a_o1, 2);
        Assert.Equal(Start.E1, textE2, 1e-17);
        Assert.Equal(0.0113375, Start.E1 + textE2, 5e-8);
        Assert.Equal(0.008512624, Start.E2, 5e-10);
    }

    [Fact]
    public void The_text_s_update_of_w1_is_a_wrong_subtraction_of_a_cut_number()
    {
        Assert.Equal(0.14969, Math.Round(0.15 - 1 * 0.00031, 5));
        Assert.Equal(0.14968, Math.Round(Start.Step(1).w1, 5));
        Assert.Equal(0.00032, Math.Round(Start.Backward().dE_dw1, 5));
        Assert.Equal(0.01338, Math.Round(Start.Step(1).E_total, 5));
    }

    [Fact]
    public void Changing_a_weight_does_not_change_all_that_comes_after()
    {
        Assert.Equal(Start.o2, (Start with { w5 = 9 }).o2);
        Assert.Equal(Start.h2, (Start with { w1 = 9 }).h2);
        Assert.NotEqual(Start.E_total, (Start with { t1 = 0.4 }).E_total);
    }

    [Fact]
    public void A_rate_of_1000_stays_on_a_plateau_of_saturated_sigmoids_and_arrives_after_636_updates()
    {
        var passes = Start.Train(1000, 5000);
        Assert.Equal(636, passes.TakeWhile(p => p.E_total >= 1e-6).Count());
        Assert.All(passes.Skip(636), p => Assert.True(p.E_total < 1e-6));
        Assert.InRange(passes[67].Backward().da_o1_do1, 0, 1e-4);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(2.5, true)]
    [InlineData(50, true)]
    [InlineData(80, false)]
    [InlineData(200, true)]
    [InlineData(700, true)]
    [InlineData(711, false)]
    [InlineData(760, true)]
    [InlineData(765, false)]
    [InlineData(766.1, true)]
    [InlineData(769, false)]
    [InlineData(780, false)]
    [InlineData(1000, false)]
    public void Within_67_updates_rates_up_to_about_760_arrive_but_not_all_of_them(double lr, bool arrives) =>
        Assert.Equal(arrives, Start.Train(lr, 67)[67].E_total < 1e-6);

    private static IEnumerable<double> SheetRow(TwoTwoTwo p)
    {
        double[] row =
        [
            p.w1, p.w2, p.w3, p.w4, p.h1, p.a_h1, p.h2, p.a_h2, p.w5, p.w6, p.w7, p.w8,
            p.o1, p.a_o1, p.o2, p.a_o2, p.E1, p.E2, p.E_total, .. SheetGradients(p).ToArray(),
        ];
        return row.Select(x => Math.Round(x, 9));
    }
}
