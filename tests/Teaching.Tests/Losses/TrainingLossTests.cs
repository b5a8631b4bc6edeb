using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Losses;

/// <summary>The losses that train: equal to the plain ones, gradients checked, mistakes of 1 % found, targets refused.</summary>
public class TrainingLossTests
{
    private const int N = 5, C = 4;

    private static readonly Matrix<double> OneHot = CrossEntropy.OneHot<double>([3, 0, 1, 1, 2], C);
    private static readonly Matrix<double> Soft = Softmax.Rows(Drawn(7));
    private static readonly Matrix<double> YesNo = OneHot;

    private static readonly Dictionary<string, (Loss<double> Loss, Matrix<double> P, Matrix<double> Y)> All = new()
    {
        ["softmax with cross-entropy"] = (new SoftmaxCrossEntropyLoss<double>(), Drawn(1), OneHot),
        ["softmax with cross-entropy, soft targets"] = (new SoftmaxCrossEntropyLoss<double>(), Drawn(1), Soft),
        ["softmax with cross-entropy, sum"] = (new SoftmaxCrossEntropyLoss<double> { Reduction = Reduction.Sum }, Drawn(1), OneHot),
        ["cross-entropy"] = (new CrossEntropyLoss<double>(), Softmax.Rows(Drawn(2)), OneHot),
        ["negative log-likelihood"] = (new NegativeLogLikelihoodLoss<double>(), Softmax.Rows(Drawn(2)).PointwiseLog(), OneHot),
        ["negative log-likelihood, soft targets"] = (new NegativeLogLikelihoodLoss<double>(), Softmax.Rows(Drawn(2)).PointwiseLog(), Soft),
        ["KL divergence"] = (new KlDivergenceLoss<double>(), Softmax.Rows(Drawn(2)), Soft),
        ["mean squared error"] = (new MeanSquaredErrorLoss<double>(), Drawn(3), Drawn(4)),
        ["mean squared error, sum"] = (new MeanSquaredErrorLoss<double> { Reduction = Reduction.Sum }, Drawn(3), Drawn(4)),
        ["binary cross-entropy"] = (new BinaryCrossEntropyLoss<double>(), Drawn(5).Map(Sigmoid.Of), YesNo),
        ["sigmoid with binary cross-entropy"] = (new SigmoidCrossEntropyLoss<double>(), Drawn(5), YesNo),
        ["sigmoid with binary cross-entropy, soft targets"] = (new SigmoidCrossEntropyLoss<double>(), Drawn(5), Soft),
        ["focal loss"] = (new FocalLoss<double>(), Drawn(6), YesNo),
        ["focal loss, gamma 0.5"] = (new FocalLoss<double>(0.5, 0.9), Drawn(6), YesNo),
        ["focal loss, gamma 0"] = (new FocalLoss<double>(0, 0.5), Drawn(6), YesNo),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradient_agrees_to_a_millionth(string name) => Assert.InRange(Check(name, 1).Assert().WorstError, 0, GradientCheck.DefaultTolerance);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_planted_percent_is_found(string name) => Assert.Throws<CheckFailedException>(() => Check(name, 1.01).Assert());

    [Fact]
    public void The_values_are_those_of_the_plain_losses()
    {
        Assert.Equal(CrossEntropy.MeanFromLogits(Drawn(1), OneHot), Value("softmax with cross-entropy"), 1e-15);
        Assert.Equal(CrossEntropy.Mean(Softmax.Rows(Drawn(2)), OneHot), Value("cross-entropy"), 1e-15);
        Assert.Equal(BinaryCrossEntropy.MeanFromLogits(Drawn(5), YesNo), Value("sigmoid with binary cross-entropy"), 1e-15);
        Assert.Equal(BinaryCrossEntropy.Mean(Drawn(5).Map(Sigmoid.Of), YesNo), Value("binary cross-entropy"), 1e-15);
        Assert.Equal(SquaredError.Mean(Drawn(3), Drawn(4)), Value("mean squared error"), 1e-15);
        Assert.Equal(N * Value("softmax with cross-entropy"), Value("softmax with cross-entropy, sum"), 1e-14);
        Assert.Equal(Value("sigmoid with binary cross-entropy") * BinaryCrossEntropy.MeanFromLogits(Drawn(6), YesNo) / BinaryCrossEntropy.MeanFromLogits(Drawn(5), YesNo) / 2,
            Value("focal loss, gamma 0"), 1e-15);
    }

    [Fact]
    public void The_focal_loss_is_as_computed_by_hand()
    {
        // p = 0.9 and yes: -0.25·0.1²·ln 0.9; p = 0.2 and no: -0.75·0.2²·ln 0.8.
        var Z = Of(new[,] { { Math.Log(9) }, { -Math.Log(4) } });
        double expected = (-0.25 * 0.01 * Math.Log(0.9) - 0.75 * 0.04 * Math.Log(0.8)) / 2;
        Assert.Equal(expected, new FocalLoss<double>().Forward(Z, Of(new double[,] { { 1 }, { 0 } })), 1e-16);
    }

    [Fact]
    public void The_KL_divergence_is_zero_for_equal_distributions_and_the_cross_entropy_for_one_hot_targets()
    {
        Assert.Equal(0, new KlDivergenceLoss<double>().Forward(Soft, Soft));
        Assert.Equal(Value("cross-entropy"), new KlDivergenceLoss<double>().Forward(Softmax.Rows(Drawn(2)), OneHot), 1e-15);
        Assert.True(Value("KL divergence") > 0);
    }

    [Fact]
    public void Fused_and_separate_steps_give_the_same_gradient_of_the_logits()
    {
        var (softmax, separate, fused) = (new SoftmaxLayer<double>(C), new CrossEntropyLoss<double>(), new SoftmaxCrossEntropyLoss<double>());
        Assert.Equal(fused.Forward(Drawn(1), OneHot), separate.Forward(softmax.Forward(Drawn(1)), OneHot), 1e-15);
        Assert.Equal(0, (fused.Backward() - softmax.Backward(separate.Backward())).InfinityNorm(), 1e-16);

        var sigmoid = new Dense<double>(Matrix<double>.Build.DenseIdentity(C), Matrix<double>.Build.Dense(1, C), Activation.Sigmoid);
        var (binary, logits) = (new BinaryCrossEntropyLoss<double>(), new SigmoidCrossEntropyLoss<double>());
        Assert.Equal(logits.Forward(Drawn(5), YesNo), binary.Forward(sigmoid.Forward(Drawn(5)), YesNo), 1e-15);
        Assert.Equal(0, (logits.Backward() - sigmoid.Backward(binary.Backward())).InfinityNorm(), 1e-15);
    }

    [Fact]
    public void Log_softmax_with_negative_log_likelihood_is_softmax_with_cross_entropy()
    {
        var (layer, separate, fused) = (new LogSoftmaxLayer<double>(C), new NegativeLogLikelihoodLoss<double>(), new SoftmaxCrossEntropyLoss<double>());
        foreach (double scale in new[] { 1.0, 500 })
        {
            Assert.Equal(fused.Forward(scale * Drawn(1), OneHot), separate.Forward(layer.Forward(scale * Drawn(1)), OneHot), 1e-12);
            Assert.Equal(0, (fused.Backward() - layer.Backward(separate.Backward())).InfinityNorm(), 1e-15);
        }
        Assert.Contains("P[0, 0] = 2: let the network end with a LogSoftmaxLayer",
            Assert.Throws<ArgumentException>(() => separate.Forward(Of(new double[,] { { 2, -3 } }), Of(new double[,] { { 0, 1 } }))).Message);
    }

    [Fact]
    public void Far_logits_give_neither_infinity_nor_NaN_and_probabilities_of_zero_do()
    {
        var far = Of(new double[,] { { 1000, -1000 } });
        Assert.Equal(2000, new SoftmaxCrossEntropyLoss<double>().Forward(far, Of(new double[,] { { 0, 1 } })));
        Assert.Equal(1000, new SigmoidCrossEntropyLoss<double>().Forward(far, Of(new double[,] { { 0, 1 } })));
        var focal = new FocalLoss<double>();
        Assert.Equal(0.5 * (0.75 * 1000 + 0.25 * 1000), focal.Forward(far, Of(new double[,] { { 0, 1 } })), 1e-9);
        Assert.Equal([0.375, -0.125], focal.Backward().ToRowMajorArray());
        Assert.Equal(double.PositiveInfinity, new CrossEntropyLoss<double>().Forward(Of(new double[,] { { 1, 0 } }), Of(new double[,] { { 0, 1 } })));
        Assert.Equal(double.PositiveInfinity, new BinaryCrossEntropyLoss<double>().Forward(Of(new double[,] { { 0 } }), Of(new double[,] { { 1 } })));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_output_of_NaN_makes_the_loss_NaN(string name)
    {
        var (loss, P, Y) = All[name];
        var broken = P.Clone();
        broken[1, 1] = double.NaN;
        Assert.True(double.IsNaN(loss.Forward(broken, Y)));
    }

    [Fact]
    public void What_cannot_be_a_target_is_refused_with_its_place()
    {
        var wrong = OneHot.Clone();
        wrong[2, 1] = 7;
        Assert.Contains("Y[2, 1] = 7", Refused(new SoftmaxCrossEntropyLoss<double>(), wrong));
        Assert.Contains("Y[2, 1] = 7", Refused(new SigmoidCrossEntropyLoss<double>(), wrong));
        Assert.Contains("a target is 0 or 1, but Y[2, 1] = 7", Refused(new FocalLoss<double>(), wrong));
        wrong[2, 1] = double.NaN;
        Assert.Contains("Y[2, 1] = NaN", Refused(new BinaryCrossEntropyLoss<double>(), wrong));
        wrong[2, 1] = 0.5;
        Assert.Contains("row 2 has 0.5", Refused(new KlDivergenceLoss<double>(), wrong));
        Assert.Contains("(5, 4) and Y (4, 4) should have the same shape", Refused(new MeanSquaredErrorLoss<double>(), OneHot.SubMatrix(0, 4, 0, C)));
        Assert.Contains("call Forward first", Assert.Throws<InvalidOperationException>(() => new MeanSquaredErrorLoss<double>().Backward()).Message);
        Assert.Contains("not -1", Assert.Throws<ArgumentOutOfRangeException>(() => new FocalLoss<double>(gamma: -1)).Message);
        Assert.Contains("not 1", Assert.Throws<ArgumentOutOfRangeException>(() => new FocalLoss<double>(alpha: 1)).Message);
    }

    private static string Refused(Loss<double> loss, Matrix<double> Y) => Assert.Throws<ArgumentException>(() => loss.Forward(Drawn(1), Y)).Message;

    private static double Value(string name) => All[name].Loss.Forward(All[name].P, All[name].Y);

    private static GradientCheck Check(string name, double mistake)
    {
        var (loss, P, Y) = All[name];
        var moved = P.Clone();
        loss.Forward(moved, Y);
        var gradient = mistake * loss.Backward();
        return GradientCheck.Of(() => loss.Forward(moved, Y), [(name, moved, gradient)]);
    }

    private static Matrix<double> Drawn(long seed)
    {
        var rng = new Rng(seed);
        return Matrix<double>.Build.Dense(N, C, (_, _) => rng.Gaussian());
    }

    private static Matrix<double> Of(double[,] values) => Matrix<double>.Build.DenseOfArray(values);
}
