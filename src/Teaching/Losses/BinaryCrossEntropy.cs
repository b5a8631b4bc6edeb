using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// The cross-entropy of yes-or-no predictions. Y (N, Out) holds the targets from 0 to 1, P the probabilities of yes, Z the
/// logits with P = σ(Z). Mean means over all N·Out entries. Prefer the form from logits: it never meets ln 0.
/// </summary>
public static class BinaryCrossEntropy
{
    private const string Operation = "the binary cross-entropy";

    /// <summary>-1/(N·Out) · Σ (y·ln p + (1 - y)·ln(1 - p)). It is ∞ where a prediction of 0 or 1 rules out its target.</summary>
    /// <exception cref="ArgumentException">The shapes differ, or a probability or a target is not from 0 to 1.</exception>
    public static double Mean<T>(Matrix<T> P, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        RequireProbabilities(P, Y);
        return LossShapes.Sum(P, Y, static (p, y) => -(LossShapes.TimesLog(y, p) + LossShapes.TimesLog(1 - y, 1 - p))) / Count(Y);
    }

    /// <summary>The gradient of <see cref="Mean"/>: dp = 1/(N·Out) · ((1 - y)/(1 - p) - y/p), (N, Out).</summary>
    /// <exception cref="ArgumentException">The shapes differ, or a probability or a target is not from 0 to 1.</exception>
    public static Matrix<T> MeanGradient<T>(Matrix<T> P, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        RequireProbabilities(P, Y);
        double count = Count(Y);
        return LossShapes.Map(P, Y, (p, y) => ((y == 1 ? 0 : (1 - y) / (1 - p)) - (y == 0 ? 0 : y / p)) / count);
    }

    /// <summary>1/(N·Out) · Σ (softplus(z) - y·z), which is <see cref="Mean"/> of P = σ(Z).</summary>
    /// <exception cref="ArgumentException">The shapes differ, a logit is NaN, or a target is not from 0 to 1.</exception>
    public static double MeanFromLogits<T>(Matrix<T> Z, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        RequireLogits(Z, Y);
        // As softplus of the sign that is wrong: y = 1 leaves softplus(-z), y = 0 leaves softplus(z), with no difference of large numbers.
        return LossShapes.Sum(Z, Y, static (z, y) => (y == 0 ? 0 : y * Softplus.Of(-z)) + (y == 1 ? 0 : (1 - y) * Softplus.Of(z))) / Count(Y);
    }

    /// <summary>The gradient of <see cref="MeanFromLogits"/>: dZ = 1/(N·Out) · (σ(Z) - Y), (N, Out).</summary>
    /// <exception cref="ArgumentException">The shapes differ, a logit is NaN, or a target is not from 0 to 1.</exception>
    public static Matrix<T> MeanFromLogitsGradient<T>(Matrix<T> Z, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        RequireLogits(Z, Y);
        double count = Count(Y);
        return LossShapes.Map(Z, Y, (z, y) => (Sigmoid.Of(z) - y) / count);
    }

    private static double Count<T>(Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T> => (double)Y.RowCount * Y.ColumnCount;

    private static void RequireProbabilities<T>(Matrix<T> P, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        LossDoor.RequireShapes(Operation, "P", P, Y);
        LossDoor.RequireNumbers(Operation, "P", P);
        LossDoor.RequireProbabilities(Operation, P);
        LossDoor.RequireUnitTargets(Operation, Y);
    }

    private static void RequireLogits<T>(Matrix<T> Z, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        LossDoor.RequireShapes(Operation, "Z", Z, Y);
        LossDoor.RequireNumbers(Operation, "Z", Z);
        LossDoor.RequireUnitTargets(Operation, Y);
    }
}
