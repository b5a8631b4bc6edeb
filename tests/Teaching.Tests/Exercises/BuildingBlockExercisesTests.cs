using MathNet.Numerics.LinearAlgebra;
using static Teaching.BuildingBlockExercises;

namespace Teaching.Tests.Exercises;

/// <summary>What the exercises of lesson 01 say of wrong answers, each by its kind, and of right ones in two styles.</summary>
public sealed class BuildingBlockExercisesTests
{
    [Fact]
    public void The_neuron_is_right_in_two_styles()
    {
        Assert.True(Neuron.Judge(Sum).IsRight);
        Assert.True(Neuron.Judge((x, w, b) => x.Zip(w, (xi, wi) => xi * wi).Sum() + b).IsRight);
    }

    public static TheoryData<NeuronFunction, string> WrongNeurons => new()
    {
        { (x, w, b) => throw new NotImplementedException(), "not written yet" },
        { (x, w, b) => Sum(x, w, 0), "bias is missing" },
        { (x, w, b) => Sum(x, w, b * x.Length), "once for every input" },
        { (x, w, b) => Sum(x[1..], w[1..], b), "first input is left out" },
        { (x, w, b) => Sum(x[..^1], w, b), "last input is left out" },
        { (x, w, b) => x.Sum() + w.Sum() + b, "are added; each input" },
        { (x, w, b) => 1 / (1 + Math.Exp(-Sum(x, w, b))), "bent already" },
        { (x, w, b) => -Sum(x, w, b), "wrong sign" },
        { (x, w, b) => x[x.Length] * w[0], "throws IndexOutOfRangeException" },
        { (x, w, b) => 0, "all zeros" },
    };

    [Theory]
    [MemberData(nameof(WrongNeurons), DisableDiscoveryEnumeration = true)]
    public void A_wrong_neuron_is_told_its_kind(NeuronFunction answer, string kind) => Told.Kind(Neuron.Judge(answer), kind);

    [Fact]
    public void The_layer_is_right_in_two_styles()
    {
        Assert.True(Layer.Judge(LayerByLoops).IsRight);
        Assert.True(Layer.Judge((x, W, b, f) =>
            (Vector<double>.Build.Dense(x) * Matrix<double>.Build.DenseOfArray(W) + Vector<double>.Build.Dense(b)).Map(f).ToArray()).IsRight);
    }

    public static TheoryData<LayerFunction, string> WrongLayers => new()
    {
        { (x, W, b, f) => throw new NotImplementedException(), "not written yet" },
        { (x, W, b, f) => LayerByLoops(x, Matrix<double>.Build.DenseOfArray(W).Transpose().ToArray(), b, f), "rows and columns of W are exchanged" },
        { (x, W, b, f) => LayerByLoops(x, W, b, z => z), "activation function f is missing" },
        { (x, W, b, f) => LayerByLoops(x, W, new double[b.Length], f), "biases are missing" },
        { (x, W, b, f) => [.. LayerByLoops(x, W, new double[b.Length], f).Select((a, j) => a + b[j])], "added after f" },
        { (x, W, b, f) => LayerByLoops(x, W, b, z => f(f(z))), "twice" },
        { (x, W, b, f) => LayerByLoops(x, W, [.. b.Skip(1), b[0]], f), "differs" },
        { (x, W, b, f) => LayerByLoops(x, W, b, f)[1..], "wrong shape" },
        { (x, W, b, f) => new double[b.Length], "all zeros" },
        { (x, W, b, f) => null!, "is null" },
        { (x, W, b, f) => [], "is null" },
    };

    [Theory]
    [MemberData(nameof(WrongLayers), DisableDiscoveryEnumeration = true)]
    public void A_wrong_layer_is_told_its_kind(LayerFunction answer, string kind) => Told.Kind(Layer.Judge(answer), kind);

    [Fact]
    public void The_loss_is_right_in_two_styles()
    {
        Assert.True(Loss.Judge(LossByLoop).IsRight);
        Assert.True(Loss.Judge((P, right) => P.Zip(right, (p, c) => Math.Log(1 / p[c])).Sum() / P.Length).IsRight);
    }

    public static TheoryData<LossFunction, string> WrongLosses => new()
    {
        { (P, right) => throw new NotImplementedException(), "not written yet" },
        { (P, right) => LossByLoop(P, right) * P.Length, "too large by the factor N" },
        { (P, right) => LossByLoop(P, right) / P[0].Length, "divided by the number of classes as well" },
        { (P, right) => -LossByLoop(P, right), "wrong sign" },
        { (P, right) => LossByLoop(P, right) / Math.Log(2), "1.443 times" },
        { (P, right) => P.Average(p => -Math.Log(p.Max())), "the winner" },
        { (P, right) => right.Select((c, n) => 1 - P[n][c]).Average(), "logarithm is missing" },
        { (P, right) => right.Select((c, n) => Array.IndexOf(P[n], P[n].Max()) == c ? 1.0 : 0).Average(), "accuracy" },
        { (P, right) => -Math.Log(P[0][right[0]]), "only the first example" },
        { (P, right) => P[0][10], "throws IndexOutOfRangeException" },
    };

    [Theory]
    [MemberData(nameof(WrongLosses), DisableDiscoveryEnumeration = true)]
    public void A_wrong_loss_is_told_its_kind(LossFunction answer, string kind) => Told.Kind(Loss.Judge(answer), kind);

    [Fact]
    public void The_step_is_right_in_two_styles()
    {
        Assert.True(Step.Judge(StepByLoops).IsRight);
        Assert.True(Step.Judge((X, y, w, b, lr) =>
        {
            // written into the reader's own array, with the library's loss
            var network = new Network<double>(new Dense<double>(Matrix<double>.Build.Dense(w.Length, 1, w), Matrix<double>.Build.Dense(1, 1, b), Activation.Identity));
            var loss = new SigmoidCrossEntropyLoss<double>();
            loss.Forward(network.Forward(Matrix<double>.Build.DenseOfRowArrays(X)), Matrix<double>.Build.Dense(y.Length, 1, y));
            network.Backward(loss.Backward());
            for (int i = 0; i < w.Length; i++) w[i] -= lr * network.Parameters[0].Gradient[i, 0];
            return (w, b - lr * network.Parameters[1].Gradient[0, 0]);
        }).IsRight);
    }

    public static TheoryData<StepFunction, string> WrongSteps => new()
    {
        { (X, y, w, b, lr) => throw new NotImplementedException(), "not written yet" },
        { (X, y, w, b, lr) => StepByLoops(X, y, w, b, -lr), "uphill" },
        { (X, y, w, b, lr) => StepByLoops(X, y, w, b, lr * y.Length), "averaged" },
        { (X, y, w, b, lr) => StepByLoops(X, y, w, b, 1), "learning rate is missing" },
        { (X, y, w, b, lr) => (StepByLoops(X, y, w, b, lr).w, b), "bias does not move" },
        { (X, y, w, b, lr) => (w, StepByLoops(X, y, w, b, lr).b), "weights do not move" },
        { (X, y, w, b, lr) => StepByLoops(X, y, w, b, lr / 2), "0.5 times" },
        { (X, y, w, b, lr) => (StepByLoops(X, y, w, b, lr).w, StepByLoops(X, y, w, b, -lr).b), "the change of b has the wrong sign" },
        { (X, y, w, b, lr) => (null!, b), "w is null" },
        { (X, y, w, b, lr) => (w[..2], b), "wrong shape" },
    };

    [Theory]
    [MemberData(nameof(WrongSteps), DisableDiscoveryEnumeration = true)]
    public void A_wrong_step_is_told_its_kind(StepFunction answer, string kind) => Told.Kind(Step.Judge(answer), kind);

    /// <summary>No suspect gives the same results as the reference or as one before it, or it would never be named.</summary>
    [Fact]
    public void Every_suspect_is_wrong_and_is_told_its_own_kind()
    {
        Assert.All(Neuron.Suspects, suspect => Assert.Contains(suspect.Kind, Neuron.Judge(suspect.Wrong).Message, StringComparison.Ordinal));
        Assert.All(Layer.Suspects, suspect => Assert.Contains(suspect.Kind, Layer.Judge(suspect.Wrong).Message, StringComparison.Ordinal));
        Assert.All(Loss.Suspects, suspect => Assert.Contains(suspect.Kind, Loss.Judge(suspect.Wrong).Message, StringComparison.Ordinal));
        Assert.All(Step.Suspects, suspect => Assert.Contains(suspect.Kind, Step.Judge(suspect.Wrong).Message, StringComparison.Ordinal));
    }

    private static double Sum(double[] x, double[] w, double b)
    {
        double z = b;
        for (int i = 0; i < x.Length; i++) z += x[i] * w[i];
        return z;
    }

    private static double[] LayerByLoops(double[] x, double[,] W, double[] b, Func<double, double> f)
    {
        double[] a = new double[b.Length];
        for (int j = 0; j < b.Length; j++)
        {
            double z = b[j];
            for (int i = 0; i < x.Length; i++) z += x[i] * W[i, j];
            a[j] = f(z);
        }
        return a;
    }

    private static double LossByLoop(double[][] P, int[] right)
    {
        double sum = 0;
        for (int n = 0; n < right.Length; n++) sum -= Math.Log(P[n][right[n]]);
        return sum / right.Length;
    }

    private static (double[] w, double b) StepByLoops(double[][] X, double[] y, double[] w, double b, double lr)
    {
        double[] moved = [.. w];
        double movedB = b;
        for (int n = 0; n < X.Length; n++)
        {
            double dz = 1 / (1 + Math.Exp(-Sum(X[n], w, b))) - y[n];
            for (int i = 0; i < w.Length; i++) moved[i] -= lr * dz * X[n][i] / X.Length;
            movedB -= lr * dz / X.Length;
        }
        return (moved, movedB);
    }
}
