using MathNet.Numerics.LinearAlgebra;
using Source = Teaching.Tests.Lessons.Errata.MiniChallengeSource;

namespace Teaching.Tests.Lessons.Errata;

/// <summary>What layer, loop and measures of the "Mini-Challenge" do; lessons 05 and 06 show each.</summary>
public class MiniChallengeNetworkTests
{
    private static readonly (string Name, Func<double, double> Of, Func<double, double> Slope)[] Activations =
    [
        ("ReLU", Relu.Of, Relu.Derivative), ("sigmoid", Sigmoid.Of, Sigmoid.Derivative), ("tanh", Tanh.Of, Tanh.Derivative),
    ];

    [Fact]
    public void With_no_hidden_output_the_slope_is_taken_at_the_gradient_and_all_weight_gradients_are_wrong() =>
        Assert.All(Activations, f => Assert.False(IsRight(f.Of, f.Slope, (_, _) => null), f.Name));

    [Fact]
    public void With_the_layer_s_output_as_hidden_output_ReLU_is_right_and_sigmoid_and_tanh_are_not() =>
        Assert.Equal(["ReLU"], Activations.Where(f => IsRight(f.Of, f.Slope, (_, y) => y)).Select(f => f.Name));

    [Fact]
    public void With_the_sums_as_hidden_output_all_are_right() =>
        Assert.All(Activations, f => Assert.True(IsRight(f.Of, f.Slope, (z, _) => z), f.Name));

    [Fact]
    public void A_ReLU_layer_that_sees_pixels_gets_no_negative_weight_gradient()
    {
        var rng = new Rng(5);
        MiniChallengeLayer layer = new(Random(6, 5, rng), Relu.Of, Relu.Derivative);
        layer.Forward(Random(8, 6, rng).Map(Math.Abs));
        layer.Backward(Random(8, 5, rng));
        Assert.All(layer.WeightsGrad.Enumerate(), g => Assert.True(g >= 0));
        Assert.Contains(layer.WeightsGrad.Enumerate(), g => g > 0);
    }

    [Fact]
    public void The_pull_of_a_4_grows_weaker_the_more_wrong_the_network_is()
    {
        double Pull(double p) => Sigmoid.Derivative((p - 1) / (p * (1 - p))) * (p - 1) / (p * (1 - p));
        Assert.Equal(-4.1e-8, Pull(0.05), 1e-9);
        Assert.True(Math.Abs(Pull(0.05)) < Math.Abs(Pull(0.2)) && Math.Abs(Pull(0.2)) < Math.Abs(Pull(0.4)));
    }

    [Fact]
    public void F1_without_a_single_hit_is_NaN_where_it_should_be_0()
    {
        Assert.True(double.IsNaN(Source.F1(0, 1, 1)));
        Assert.Equal(0, ConfusionMatrix.Of([1, 0], [0, 1], 2).F1());
        Assert.Equal(ConfusionMatrix.Of([1, 1, 0], [1, 0, 1], 2).F1(), Source.F1(1, 1, 1), 1e-15);
    }

    [Fact]
    public void Its_batches_of_256_leave_out_96_of_60_000_images() =>
        Assert.Equal(60_000 - 96, Source.ImagesOfAnEpoch(60_000, 256).Count());

    [Fact]
    public void The_printed_loss_does_not_know_which_target_belongs_to_which_image()
    {
        double[] p = [0.9, 0.2, 0.4, 0.1], y = [1, 0, 0, 1];
        Assert.Equal(Source.PrintedLoss(p, y), Source.PrintedLoss(p, [0, 1, 1, 0]), 1e-15);
        double shares = Source.PrintedLoss([0.25, 0.25, 0.25, 0.25], [1, 0, 0, 0]);
        Assert.True(shares < Source.PrintedLoss([0.99, 0.01, 0.01, 0.01], [1, 0, 0, 0]));
    }

    [Fact]
    public void On_a_balanced_set_the_printed_loss_is_never_below_ln_2()
    {
        var rng = new Rng(7);
        for (int k = 0; k < 100; k++)
        {
            double[] p = [rng.NextDouble(), rng.NextDouble(), rng.NextDouble(), rng.NextDouble()];
            Assert.True(Source.PrintedLoss(p, [1, 1, 0, 0]) >= Math.Log(2) - 1e-12);
        }
        Assert.Equal(Math.Log(2), Source.PrintedLoss([0.5, 0.5], [1, 0]), 1e-15);
    }

    private static bool IsRight(Func<double, double> activation, Func<double, double> slope, Func<Matrix<double>, Matrix<double>, Matrix<double>?> hiddenOutput)
    {
        var rng = new Rng(4);
        MiniChallengeLayer layer = new(Random(3, 2, rng), activation, slope);
        var x = Random(4, 3, rng);
        Projection projection = new(4, 2, new Rng(7));
        var y = layer.Forward(x);
        layer.Backward(projection.Gradient, hiddenOutput(x * layer.Weights, y));
        return GradientCheck.Of(() => projection.Loss(layer.Forward(x)), [("W", layer.Weights, layer.WeightsGrad)]).Passes();
    }

    private static Matrix<double> Random(int rows, int columns, Rng rng) => Matrix<double>.Build.Dense(rows, columns, (_, _) => rng.Gaussian());
}
