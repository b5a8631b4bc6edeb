namespace Teaching.Tests.Lessons.Errata;

/// <summary>Claims of the article "Backpropagation" about its network, beside what <see cref="SourceArticleTests"/> tests of its numbers.</summary>
public class WorkedExampleTests
{
    private static readonly (int In, int Out, int Size)[] Convolutions =
    [
        (1, 16, 3), (16, 16, 3), (16, 16, 3), (16, 16, 3), (16, 12, 1), (12, 20, 3), (20, 20, 3), (20, 20, 3), (20, 16, 3), (16, 10, 1),
    ];

    [Fact]
    public void Length_times_width_weights_in_a_kernel_give_1_606_parameters_and_only_times_the_channels_its_19_972()
    {
        int batchNormalisation = Convolutions.Sum(c => 2 * c.Out);
        Assert.Equal(1_606, Convolutions.Sum(c => c.Out * c.Size * c.Size) + batchNormalisation);
        Assert.Equal(19_972, Convolutions.Sum(c => c.Out * c.Size * c.Size * c.In) + batchNormalisation);
    }

    [Fact]
    public void At_a_rate_of_1000_the_loss_that_is_not_decreasing_falls_in_each_of_the_updates_2_to_67()
    {
        var passes = TwoTwoTwo.Forward().Train(1000, 67);
        Assert.All(Enumerable.Range(2, 66), k => Assert.True(passes[k].E_total < passes[k - 1].E_total));
        Assert.Equal(3.7e-7, passes[1].E_total - passes[67].E_total, 1e-8);
    }

    [Fact]
    public void Its_68_epochs_are_68_rows_and_67_updates() =>
        Assert.Equal(68, TwoTwoTwo.Forward().Train(1, updates: 67).Count);

    [Fact]
    public void The_weights_initialized_randomly_are_evenly_spaced()
    {
        double[] w = TwoTwoTwo.Forward().Weights;
        Assert.Equal([0.05, 0.05, 0.05, 0.1, 0.05, 0.05, 0.05], w.Skip(1).Zip(w, (next, one) => Math.Round(next - one, 9)));
    }
}
