using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// The cross-entropy of a choice among C classes. P (N, C) holds probabilities, Z (N, C) logits with P = softmax(Z), and
/// the targets are rows of Y (N, C) with the sum 1, as <see cref="OneHot"/> makes them of class numbers. Mean means over the N samples,
/// not over the N·C entries. Prefer the form from logits: it never meets ln 0. Rows of P or Y that are not distributions are an error.
/// Used in lessons 01, 03, 05, 07, 08, 09, 10, 11, 12, 13.
/// </summary>
public static class CrossEntropy
{
    private const string Operation = "the cross-entropy";

    /// <summary>-1/N · Σ_n Σ_c y_nc·ln p_nc. It is ∞ where a probability of 0 rules out its target.</summary>
    public static double Mean<T>(Matrix<T> P, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T> =>
        new CrossEntropyLoss<T>().Of(Operation, "P", P, Y);

    /// <summary>1/N · Σ_n Σ_c y_nc·(ln Σ_j e^(z_nj) - z_nc), which is Mean of P = softmax(Z).</summary>
    public static double MeanFromLogits<T>(Matrix<T> Z, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        double L = new SoftmaxCrossEntropyLoss<T>().Of(Operation, "Z", Z, Y);
        Softmax.RequireScores(Z);
        return L;
    }

    /// <summary>A row for each class number from 0 to C - 1, 1 at that place and 0 elsewhere: (N, C).</summary>
    public static Matrix<T> OneHot<T>(IReadOnlyList<int> classes, int C) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (Require.Given(classes).Count == 0) throw new ArgumentException("There is no sample to make a one-hot row of.");
        var Y = Matrix<T>.Build.Dense(classes.Count, Require.AtLeastOne(C, "A one-hot row", "class"));
        for (int n = 0; n < classes.Count; n++)
        {
            if (classes[n] < 0 || classes[n] >= C)
                throw new ArgumentException($"Sample {n} has the class {classes[n]}, but there are {C} classes, 0 to {C - 1}.");
            Y.At(n, classes[n], T.One);
        }
        return Y;
    }
}

/// <summary>
/// The cross-entropy of probabilities P (N, C), as a <see cref="SoftmaxLayer{T}"/> gives them: L = -1/N·Σ_n Σ_c y_nc·ln p_nc.
/// Its derivative is dp_nc = -y_nc/(N·p_nc), so a right class with probability 0 makes both infinite; in training prefer
/// <see cref="SoftmaxCrossEntropyLoss{T}"/>.
/// </summary>
public class CrossEntropyLoss<T> : Loss<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    public override string Name => "cross-entropy";
    protected override double Terms(Matrix<T> P) => P.RowCount;
    protected override void RequireTargets(Matrix<T> Y) => Targets.RequireDistribution(Called, Y);
    protected override void RequireOutputs(Matrix<T> P) => Targets.RequireChoice(Called, P);

    protected override double Sum(Matrix<T> P, Matrix<T> Y) =>
        SumOver(P, Y, static (p, y) => y == 0 && !double.IsNaN(p) ? 0 : -y * Elementary.Log(p));
    protected override void SumGradient(Matrix<T> P, Matrix<T> Y, Matrix<T> dP) => MapOver(P, Y, dP, static (p, y) => y == 0 ? 0 : -y / p);
}

/// <summary>
/// The Kullback-Leibler divergence of probabilities P (N, C) from targets Y: L = 1/N·Σ_n Σ_c y_nc·ln(y_nc/p_nc), 0 exactly where
/// P = Y. It is the cross-entropy less the targets' own entropy -Σ y·ln y, which no weight can change (0 for one-hot targets), so the
/// gradient is the same.
/// </summary>
public sealed class KlDivergenceLoss<T> : CrossEntropyLoss<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    public override string Name => "KL divergence";
    protected override double Sum(Matrix<T> P, Matrix<T> Y) =>
        SumOver(P, Y, static (p, y) => y == 0 && !double.IsNaN(p) ? 0 : y * (Elementary.Log(y) - Elementary.Log(p)));
}

/// <summary>
/// The negative log-likelihood of log-probabilities Q (N, C), as a <see cref="LogSoftmaxLayer{T}"/> gives them:
/// L = -1/N·Σ_n Σ_c y_nc·q_nc. Its derivative is dq_nc = -y_nc/N, whatever Q is. It never takes a logarithm, so what is not one
/// yet is an error: logits given to it by mistake would have a loss without a lower bound.
/// </summary>
public sealed class NegativeLogLikelihoodLoss<T> : Loss<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    public override string Name => "negative log-likelihood";
    protected override double Terms(Matrix<T> Q) => Q.RowCount;
    protected override void RequireTargets(Matrix<T> Y) => Targets.RequireDistribution(Called, Y);
    protected override void RequireOutputs(Matrix<T> Q) => Targets.RequireLogProbabilities(Called, Q);
    protected override double Sum(Matrix<T> Q, Matrix<T> Y) => SumOver(Q, Y, static (q, y) => y == 0 && !double.IsNaN(q) ? 0 : -y * q);
    protected override void SumGradient(Matrix<T> Q, Matrix<T> Y, Matrix<T> dQ) => MapOver(Q, Y, dQ, static (_, y) => -y);
}

/// <summary>Softmax and cross-entropy in one, from logits Z (N, C): L = -1/N·Σ_n Σ_c y_nc·ln p_nc with P = softmax(Z).</summary>
/// <remarks>
/// With s_n = Σ_k e^z_nk it is ln p_nc = z_nc - ln s_n, so ln 0 is never met. Since Σ_c y_nc = 1, one example's loss is
/// ln s_n - Σ_c y_nc·z_nc, and ∂ ln s_n/∂z_nc = e^z_nc/s_n = p_nc: dZ = (P - Y)/N. Jacobian and division by p have cancelled.
/// </remarks>
public class SoftmaxCrossEntropyLoss<T> : Loss<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly Reused<T> probabilities = new(), logarithms = new();

    public override string Name => "softmax with cross-entropy";
    internal override Squash Applies => Squash.Softmax;
    protected override double Terms(Matrix<T> Z) => Z.RowCount;
    protected override void RequireTargets(Matrix<T> Y) => Targets.RequireDistribution(Called, Y);

    /// <summary>softmax(Z) of the last Forward.</summary>
    private protected Matrix<T>? P { get; private set; }

    protected override double Sum(Matrix<T> Z, Matrix<T> Y)
    {
        P = probabilities.Like(Z);
        return SumOver(SoftmaxRows.LogOf(Z, P, logarithms.Like(Z)), Y, static (logP, y) => y == 0 ? 0 : -y * logP);
    }

    protected override void SumGradient(Matrix<T> Z, Matrix<T> Y, Matrix<T> dZ) => Entries.Subtract(P!, Y, dZ);   // P - Y
}
