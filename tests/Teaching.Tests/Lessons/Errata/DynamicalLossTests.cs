namespace Teaching.Tests.Lessons.Errata;

/// <summary>What the training loop and the plot of the source "Dynamical Loss Function Implementation Documentation" do, step by step.</summary>
public class DynamicalLossTests
{
    private const int C = 10, TotalTime = 1500;

    /// <summary>The loop's t, c and w_max at every step, as the source has them; T is not given there.</summary>
    private static (int t, int c, double w_max)[] Loop(int T)
    {
        var steps = new (int t, int c, double w_max)[TotalTime];
        double w_max = 1.5;
        for (int i = 0; i < TotalTime; i++)
        {
            int t = i % T;
            int c = i % C;
            w_max = Math.Max(1, w_max - 0.001);
            steps[i] = (t, c, w_max);
        }
        return steps;
    }

    private static double[] Weights((int t, int c, double w_max) step, int T)
    {
        double slope = 2 * (step.w_max - 1) / T;
        double[] w = [.. Enumerable.Repeat(1.0, C)];
        w[step.c] = step.t < T / 2.0 ? 1 + step.t * slope : 2 * step.w_max - step.t * slope - 1;
        return [.. w.Select(one => one / w.Sum() * C)];
    }

    [Theory]
    [InlineData(50)]
    [InlineData(150)]
    [InlineData(500)]
    public void The_class_in_turn_changes_with_every_step_and_not_with_every_period(int T)
    {
        var loop = Loop(T);
        Assert.All(Enumerable.Range(1, TotalTime - 1), i => Assert.NotEqual(loop[i - 1].c, loop[i].c));
        Assert.Equal([0, 0, 0, 1], new long[] { 0, 1, T - 1, T }.Select(new ClassTilt(C, T, 1.5).ClassAt));
    }

    [Theory]
    [InlineData(50)]
    [InlineData(150)]
    [InlineData(500)]
    public void Over_ten_steps_each_class_counts_almost_the_same(int T)
    {
        double[][] weights = [.. Loop(T).Select(step => Weights(step, T))];
        for (int from = 0; from + C <= TotalTime; from++)
        {
            for (int c = 0; c < C; c++) Assert.InRange(Enumerable.Range(from, C).Average(i => weights[i][c]), 0.97, 1.03);
        }
    }

    [Fact]
    public void The_tilt_is_gone_after_a_third_of_the_steps()
    {
        var loop = Loop(150);
        Assert.True(loop[490].w_max > 1.005);
        Assert.All(loop[501..], step => Assert.Equal(1, step.w_max));
        Assert.All(loop[501..], step => Assert.All(Weights(step, 150), w => Assert.Equal(1, w, 1e-12)));
    }

    [Fact]
    public void The_loss_is_printed_only_when_class_0_is_in_turn()
    {
        var loop = Loop(150);
        Assert.All(Enumerable.Range(0, TotalTime).Where(i => i % 100 == 0), i => Assert.Equal(0, loop[i].c));
    }

    [Fact]
    public void With_T_equal_to_the_number_of_classes_each_class_always_has_the_same_weight()
    {
        foreach (var (t, c, _) in Loop(C)) Assert.Equal(t, c);
    }

    [Theory]
    [InlineData(44.61333453655243)]
    [InlineData(95.42666673660278)]
    public void The_listed_losses_are_accuracies_in_percent_of_sixty_thousand_images(double listed)
    {
        double images = listed / 100 * 60_000;
        Assert.InRange(Math.Abs(images - Math.Round(images)), 0, 1e-3);
        float accuracy = (float)(Math.Round(images) / 60_000);
        Assert.Equal(listed, accuracy * 100.0, 1e-13);
    }

    [Theory]
    [InlineData(2, 1, 0)]
    [InlineData(15, 1, 0)]
    [InlineData(1500, 15, 15)]
    [InlineData(1501, 16, 15)]
    public void The_plot_has_as_many_ticks_as_labels_only_for_whole_hundreds(int length, int ticks, int labels)
    {
        Assert.Equal(ticks, Enumerable.Range(0, length).Count(i => i % 100 == 0));
        Assert.Equal(labels, length / 100);
    }
}
