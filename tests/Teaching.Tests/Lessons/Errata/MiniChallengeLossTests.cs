using MathNet.Numerics.LinearAlgebra;
using Source = Teaching.Tests.Lessons.Errata.MiniChallengeSource;

namespace Teaching.Tests.Lessons.Errata;

/// <summary>What the losses of the "Mini-Challenge" compute, and what they are taken for; lesson 05 shows each.</summary>
public class MiniChallengeLossTests
{
    private static readonly Matrix<double> Z = Initializer.Normal(1).Draw<double>(4, 3, new Rng(2));
    private static readonly Matrix<double> P = Softmax.Rows(Z);
    private static readonly Matrix<double> Y = CrossEntropy.OneHot<double>([0, 2, 1, 1], 3);
    private static readonly Matrix<double> YesP = Matrix<double>.Build.Dense(4, 1, [0.8, 0.3, 0.6, 0.1]);
    private static readonly Matrix<double> YesY = Matrix<double>.Build.Dense(4, 1, [1.0, 0, 0, 1]);

    [Fact]
    public void Softmax_grad_is_the_diagonal_of_the_Jacobian_and_drops_entries_as_large_as_those_it_keeps()
    {
        var jacobian = Softmax.Jacobian(Z.Row(0));
        Assert.Equal(jacobian.Diagonal().ToArray(), Source.SoftmaxGrad(Z).Row(0).ToArray(), (a, b) => Math.Abs(a - b) < 1e-15);
        double dropped = jacobian.EnumerateIndexed().Where(e => e.Item1 != e.Item2).Max(e => Math.Abs(e.Item3));
        Assert.InRange(dropped, 0.4 * jacobian.Diagonal().Maximum(), 1);
    }

    [Fact]
    public void Softmax_grad_times_the_right_gradient_by_P_is_not_the_gradient_by_Z()
    {
        var dP = -Y.PointwiseDivide(P) / 4;
        Assert.False(IsGradientByZ(dP.PointwiseMultiply(Source.SoftmaxGrad(Z))));
        Assert.True(IsGradientByZ((P - Y) / 4));
    }

    [Fact]
    public void The_mean_squared_error_is_as_many_times_the_mean_as_there_are_outputs_and_its_gradient_belongs_to_it()
    {
        Assert.Equal(3 * SquaredError.Mean(P, Y), Source.Mse(P, Y), 1e-14);
        Assert.True(GradientCheck.Of(() => Source.Mse(P, Y), [("P", P, Source.MseGrad(P, Y))]).Passes());
    }

    [Fact]
    public void The_gradient_of_the_binary_cross_entropy_is_N_times_that_of_its_mean()
    {
        Assert.False(GradientCheck.Of(() => Source.Bce(YesP, YesY), [("P", YesP, Source.BceGrad(YesP, YesY))]).Passes());
        Assert.True(GradientCheck.Of(() => Source.Bce(YesP, YesY), [("P", YesP, Source.BceGrad(YesP, YesY) / 4)]).Passes());
    }

    [Fact]
    public void The_focal_loss_multiplies_by_gamma_where_the_formula_has_a_power()
    {
        Assert.Equal(0.01, Source.FocalFormula(0.9, 1) / (-0.9 * Math.Log(0.9)), 1e-14);
        Assert.Equal(0.2, Source.Focal(0.9, 1) / (-0.9 * Math.Log(0.9)), 1e-14);
    }

    [Theory]
    [InlineData(0.3, 1)]
    [InlineData(0.3, 0)]
    [InlineData(0.8, 1)]
    public void The_gradient_of_the_focal_loss_is_that_of_the_formula_by_z_and_no_other(double p, double y)
    {
        double z = Math.Log(p / (1 - p)), gradient = Source.FocalGrad(p, y);
        Assert.Equal(NumericalGradient.Derivative(v => Source.FocalFormula(Sigmoid.Of(v), y), z), gradient, 1e-8);
        Assert.NotEqual(NumericalGradient.Derivative(v => Source.FocalFormula(v, y), p), gradient, 1e-2);
        Assert.NotEqual(NumericalGradient.Derivative(v => Source.Focal(Sigmoid.Of(v), y), z), gradient, 1e-2);
        Assert.NotEqual(NumericalGradient.Derivative(v => Source.Focal(v, y), p), gradient, 1e-2);
    }

    [Fact]
    public void The_gradient_of_the_cross_entropy_is_not_the_one_by_P_but_N_times_the_one_by_Z()
    {
        var gradient = Source.CrossEntropyGrad(P, Y);
        Assert.False(GradientCheck.Of(() => Source.CrossEntropy(P, Y), [("P", P, gradient)]).Passes());
        Assert.False(IsGradientByZ(gradient));
        Assert.True(IsGradientByZ(gradient / 4));
    }

    [Fact]
    public void The_ten_digit_output_layer_multiplies_P_minus_Y_by_a_factor_from_8_to_18_percent()
    {
        var rng = new Rng(3);
        var scores = Matrix<double>.Build.Dense(50, 10, (_, _) => 5 * rng.Gaussian());
        var factors = Source.SoftmaxGrad(Softmax.Rows(scores)).Enumerate().ToArray();
        Assert.InRange(factors.Min(), 0.0780, 0.0790);
        Assert.InRange(factors.Max(), 0.15, 0.1782);
        Assert.False(IsGradientByZ(Source.CrossEntropyGrad(P, Y).PointwiseMultiply(Source.SoftmaxGrad(P))));
        Assert.False(IsGradientByZ(Source.CrossEntropyGrad(P, Y).PointwiseMultiply(Source.SoftmaxGrad(P)) / 4));
    }

    private static bool IsGradientByZ(Matrix<double> gradient) =>
        GradientCheck.Of(() => CrossEntropy.MeanFromLogits(Z, Y), [("Z", Z, gradient)]).Passes();
}
