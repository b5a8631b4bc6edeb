using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Losses;

public class LossTests
{
    private static readonly Matrix<double> Z = Of(new[,] { { 0.5, -1 }, { 2, -0.25 } });
    private static readonly Matrix<double> Y = Of(new[,] { { 1, 0 }, { 0.3, 1 } });
    private static readonly Matrix<double> Scores = Of(new[,] { { 1, 2, 3 }, { -0.5, 0, 0.25 } });
    private static readonly Matrix<double> Classes = CrossEntropy.OneHot<double>([2, 0], 3);

    [Fact]
    public void Squared_errors_are_what_their_names_say()
    {
        var P = Of(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        var T = Of(new double[,] { { 1, 0, 0 }, { 4, 4, 8 } });
        Assert.Equal((4 + 9 + 1 + 4) / 2.0, SquaredError.HalfSum(P, T));
        Assert.Equal((4 + 9 + 1 + 4) / 6.0, SquaredError.Mean(P, T));
        Assert.Equal(9.0, SquaredError.HalfSum(P.ToSingle(), T.ToSingle()));
    }

    [Fact]
    public void The_half_sum_is_the_article_s_error()
    {
        var pass = TwoTwoTwo.Forward();
        var P = Of(new[,] { { pass.a_o1, pass.a_o2 } });
        Assert.Equal(pass.E_total, SquaredError.HalfSum(P, Of(new[,] { { pass.t1, pass.t2 } })), 1e-17);
    }

    [Fact]
    public void Cross_entropies_are_as_computed_with_40_digits_in_Python()
    {
        Assert.Equal(0.7850515256550364, BinaryCrossEntropy.MeanFromLogits(Z, Y), 2e-16);
        Assert.Equal(0.7850515256550364, BinaryCrossEntropy.Mean(Z.Map(Sigmoid.Of), Y), 4e-16);
        Assert.Equal(0.9845274310194471, CrossEntropy.MeanFromLogits(Scores, Classes), 2e-16);
        Assert.Equal(0.9845274310194471, CrossEntropy.Mean(Softmax.Rows(Scores), Classes), 4e-16);
        Assert.Equal(0.9845274310194471, CrossEntropy.MeanFromLogits(Scores.ToSingle(), Classes.ToSingle()), 1e-6);
        Assert.Equal(Math.Log(10), CrossEntropy.MeanFromLogits(Matrix<double>.Build.Dense(3, 10), CrossEntropy.OneHot<double>([4, 0, 9], 10)), 1e-15);
    }

    [Fact]
    public void Every_gradient_passes_the_gradient_check()
    {
        var soft = Of(new[,] { { 0.2, 0.3, 0.5 }, { 0, 0.9, 0.1 } });
        (string Name, Matrix<double> X, Func<Matrix<double>, double> Loss, Matrix<double> Gradient)[] all =
        [
            ("half sum", Z, z => SquaredError.HalfSum(z, Y), Gradient(new MeanSquaredErrorLoss<double> { Reduction = Reduction.Sum }, Z, Y) / 2),
            ("mean", Z, z => SquaredError.Mean(z, Y), Gradient(new MeanSquaredErrorLoss<double>(), Z, Y)),
            ("binary", Z.Map(Sigmoid.Of), p => BinaryCrossEntropy.Mean(p, Y), BinaryCrossEntropy.MeanGradient(Z.Map(Sigmoid.Of), Y)),
            ("binary from logits", Z, z => BinaryCrossEntropy.MeanFromLogits(z, Y), Gradient(new SigmoidCrossEntropyLoss<double>(), Z, Y)),
            ("classes", Softmax.Rows(Scores), p => CrossEntropy.Mean(p, Classes), Gradient(new CrossEntropyLoss<double>(), Softmax.Rows(Scores), Classes)),
            ("classes from logits", Scores, z => CrossEntropy.MeanFromLogits(z, Classes), Gradient(new SoftmaxCrossEntropyLoss<double>(), Scores, Classes)),
            ("soft targets", Scores, z => CrossEntropy.MeanFromLogits(z, soft), Gradient(new SoftmaxCrossEntropyLoss<double>(), Scores, soft)),
        ];
        foreach (var (name, x, loss, gradient) in all)
        {
            var moved = x.Clone();
            GradientCheck.Of(() => loss(moved), [(name, moved, gradient)]).Assert();
        }
    }

    [Fact]
    public void Softmax_cross_entropy_gradient_is_p_minus_y_over_N()
    {
        var expected = (Softmax.Rows(Scores) - Classes) / 2;
        Assert.Equal(expected, Gradient(new SoftmaxCrossEntropyLoss<double>(), Scores, Classes));
        var softmax = new SoftmaxLayer<double>(3);
        var throughP = softmax.Backward(Gradient(new CrossEntropyLoss<double>(), softmax.Forward(Scores), Classes));
        Assert.Equal(0, (expected - throughP).InfinityNorm(), 1e-16);
    }

    [Fact]
    public void Logits_far_out_give_neither_infinity_nor_NaN()
    {
        var far = Of(new double[,] { { 1000, -1000 } });
        Assert.Equal(0, BinaryCrossEntropy.MeanFromLogits(far, Of(new double[,] { { 1, 0 } })));
        Assert.Equal(1000, BinaryCrossEntropy.MeanFromLogits(far, Of(new double[,] { { 0, 1 } })));
        Assert.Equal(2000, CrossEntropy.MeanFromLogits(far, Of(new double[,] { { 0, 1 } })));
        Assert.Equal(4.248354255291589e-18, BinaryCrossEntropy.MeanFromLogits(Of(new double[,] { { 40 } }), Of(new double[,] { { 1 } })), 1e-32);
    }

    [Fact]
    public void A_probability_of_0_or_1_costs_nothing_when_right_and_infinity_when_wrong()
    {
        var P = Of(new double[,] { { 1, 0 } });
        Assert.Equal(0, BinaryCrossEntropy.Mean(P, P));
        Assert.Equal(double.PositiveInfinity, BinaryCrossEntropy.Mean(P, 1 - P));
        Assert.Equal(0, CrossEntropy.Mean(P, P));
        Assert.Equal(double.PositiveInfinity, CrossEntropy.Mean(P, 1 - P));
        Assert.DoesNotContain(BinaryCrossEntropy.MeanGradient(P, P).Enumerate(), double.IsNaN);
        Assert.DoesNotContain(Gradient(new CrossEntropyLoss<double>(), P, P).Enumerate(), double.IsNaN);
    }

    [Fact]
    public void Errors_name_the_loss_and_what_is_wrong_with_which_entry()
    {
        Assert.Contains("the squared error, P (2, 2) and Y (2, 3)", Message(() => SquaredError.Mean(Z, Scores)));
        Assert.Contains("the binary cross-entropy a probability is from 0 to 1, but P[0, 1] = -1", Message(() => BinaryCrossEntropy.Mean(Z, Y)));
        Assert.Contains("a target is from 0 to 1, but Y[1, 0] = 2", Message(() => BinaryCrossEntropy.MeanFromLogits(Z, Z.PointwiseAbs())));
        Assert.Contains("Sample 1 has the class 3, but there are 3 classes, 0 to 2", Message(() => CrossEntropy.OneHot<double>([0, 3], 3)));
        Assert.Contains("Sample 0 has the class -1", Message(() => CrossEntropy.OneHot<double>([-1, 0], 3)));
        Assert.Contains("Z (2, 3) and Y (1, 3)", Message(() => CrossEntropy.MeanFromLogits(Scores, CrossEntropy.OneHot<double>([0], 3))));
        Assert.Contains("row 1 has 1.3", Message(() => CrossEntropy.MeanFromLogits(Z, Y)));
        var bad = Z.Clone();
        bad[1, 1] = double.NaN;
        Assert.Contains("The binary cross-entropy needs numbers, but Z[1, 1] = NaN", Message(() => BinaryCrossEntropy.MeanFromLogits(bad, Y)));
    }

    private static Matrix<double> Gradient(Loss<double> loss, Matrix<double> P, Matrix<double> Y)
    {
        loss.Forward(P, Y);
        return loss.Backward();
    }

    private static Matrix<double> Of(double[,] entries) => Matrix<double>.Build.DenseOfArray(entries);

    private static string Message(Func<object> act) => Assert.Throws<ArgumentException>(() => { act(); }).Message;
}
