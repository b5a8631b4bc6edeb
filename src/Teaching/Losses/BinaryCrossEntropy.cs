using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// The cross-entropy of yes-or-no predictions. Y (N, Out) holds the targets from 0 to 1, P the probabilities of yes, Z the logits with
/// P = σ(Z). Mean means over all N·Out entries. Prefer the form from logits: it never meets ln 0. What is out of range or NaN is an error.
/// Used in lessons 04, 06, 07.
/// </summary>
public static class BinaryCrossEntropy
{
    private const string Operation = "the binary cross-entropy";

    /// <summary>-1/(N·Out) · Σ (y·ln p + (1 - y)·ln(1 - p)). It is ∞ where a prediction of 0 or 1 rules out its target.</summary>
    public static double Mean<T>(Matrix<T> P, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T> =>
        new BinaryCrossEntropyLoss<T>().Of(Operation, "P", P, Y);

    /// <summary>The gradient of <see cref="Mean"/>: dp = 1/(N·Out) · ((1 - y)/(1 - p) - y/p), (N, Out).</summary>
    public static Matrix<T> MeanGradient<T>(Matrix<T> P, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        BinaryCrossEntropyLoss<T> loss = new();
        loss.Of(Operation, "P", P, Y);
        return loss.Backward();
    }

    /// <summary>1/(N·Out) · Σ (softplus(z) - y·z), which is <see cref="Mean"/> of P = σ(Z).</summary>
    public static double MeanFromLogits<T>(Matrix<T> Z, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T> =>
        new SigmoidCrossEntropyLoss<T>().Of(Operation, "Z", Z, Y);
}

/// <summary>
/// The cross-entropy of yes-or-no probabilities P (N, Out), as a sigmoid gives them:
/// L = -1/(N·Out)·Σ (y·ln p + (1 - y)·ln(1 - p)), with dp = ((1 - y)/(1 - p) - y/p)/(N·Out). Where p is 0 or 1 against its target
/// both are infinite; in training prefer <see cref="SigmoidCrossEntropyLoss{T}"/>.
/// </summary>
public sealed class BinaryCrossEntropyLoss<T> : Loss<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    public override string Name => "binary cross-entropy";
    protected override void RequireTargets(Matrix<T> Y) => Targets.RequireUnitTargets(Called, Y);
    protected override void RequireOutputs(Matrix<T> P) => Targets.RequireProbabilities(Called, P);

    protected override double Sum(Matrix<T> P, Matrix<T> Y) => SumOver(P, Y, static (p, y) =>
        -((y == 0 ? 0 : y * Elementary.Log(p)) + (y == 1 ? 0 : (1 - y) * Elementary.Log(1 - p))));
    protected override void SumGradient(Matrix<T> P, Matrix<T> Y, Matrix<T> dP) =>
        MapOver(P, Y, dP, static (p, y) => (y == 1 ? 0 : (1 - y) / (1 - p)) - (y == 0 ? 0 : y / p));
}

/// <summary>Sigmoid and binary cross-entropy in one, from logits Z (N, Out): L = -1/(N·Out)·Σ (y·ln σ(z) + (1 - y)·ln(1 - σ(z))).</summary>
/// <remarks>
/// With -ln σ(z) = softplus(-z) and -ln(1 - σ(z)) = softplus(z) each term is y·softplus(-z) + (1 - y)·softplus(z), which meets no ln 0.
/// The derivative of softplus is σ, so dz = -y·σ(-z) + (1 - y)·σ(z) = σ(z) - y, divided by N·Out. For y = 1 it is computed as -σ(-z),
/// which is right also where σ(z) rounds to 1.
/// </remarks>
public sealed class SigmoidCrossEntropyLoss<T> : Loss<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    public override string Name => "sigmoid with binary cross-entropy";
    internal override Squash Applies => Squash.Sigmoid;
    protected override void RequireTargets(Matrix<T> Y) => Targets.RequireUnitTargets(Called, Y);

    protected override double Sum(Matrix<T> Z, Matrix<T> Y) => SumOver(Z, Y, static (z, y) =>
        (y == 0 ? 0 : y * Softplus.Of(-z)) + (y == 1 ? 0 : (1 - y) * Softplus.Of(z)));
    protected override void SumGradient(Matrix<T> Z, Matrix<T> Y, Matrix<T> dZ) =>
        MapOver(Z, Y, dZ, static (z, y) => y == 1 ? -Sigmoid.Of(-z) : Sigmoid.Of(z) - y);
}
