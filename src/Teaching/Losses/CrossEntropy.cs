using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// The cross-entropy of a choice among C classes. P (N, C) holds probabilities, Z (N, C) logits with P = softmax(Z), and
/// the targets are the classes' numbers (N) or rows of Y (N, C) with the sum 1, as <see cref="OneHot"/> makes them.
/// Mean means over the N samples, not over the N·C entries. Prefer the form from logits: it never meets ln 0.
/// </summary>
public static class CrossEntropy
{
    private const string Operation = "the cross-entropy";

    /// <summary>-1/N · Σ_n Σ_c y_nc·ln p_nc. It is ∞ where a probability of 0 rules out its target.</summary>
    /// <exception cref="ArgumentException">The shapes differ, or a row of P or Y holds no probabilities: numbers from 0 to 1 with the sum 1.</exception>
    public static double Mean<T>(Matrix<T> P, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        RequireProbabilities(P, Y);
        return LossShapes.Sum(P, Y, static (p, y) => -LossShapes.TimesLog(y, p)) / P.RowCount;
    }

    /// <summary>-1/N · Σ_n ln p of the sample's class.</summary>
    /// <exception cref="ArgumentException">There are not N classes, one is not from 0 to C - 1, or a row of P holds no probabilities.</exception>
    public static double Mean<T>(Matrix<T> P, IReadOnlyList<int> classes) where T : struct, IBinaryFloatingPointIeee754<T> =>
        Mean(P, OneHotLike(P, classes));

    /// <summary>The gradient of Mean: dP_nc = -1/N · y_nc / p_nc, (N, C).</summary>
    /// <exception cref="ArgumentException">As for Mean.</exception>
    public static Matrix<T> MeanGradient<T>(Matrix<T> P, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        RequireProbabilities(P, Y);
        double count = P.RowCount;
        return LossShapes.Map(P, Y, (p, y) => y == 0 ? 0 : -y / p / count);
    }

    /// <summary>The gradient of Mean: dP_nc = -1/(N·p_nc) at the sample's class, else 0, (N, C).</summary>
    /// <exception cref="ArgumentException">As for Mean.</exception>
    public static Matrix<T> MeanGradient<T>(Matrix<T> P, IReadOnlyList<int> classes) where T : struct, IBinaryFloatingPointIeee754<T> =>
        MeanGradient(P, OneHotLike(P, classes));

    /// <summary>1/N · Σ_n Σ_c y_nc·(ln Σ_j e^(z_nj) - z_nc), which is Mean of P = softmax(Z).</summary>
    /// <exception cref="ArgumentException">The shapes differ, a logit is NaN or ∞, or a row of Y has not the sum 1.</exception>
    public static double MeanFromLogits<T>(Matrix<T> Z, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        RequireTargets("Z", Z, Y);
        return LossShapes.Sum(Softmax.LogRows(Z), Y, static (logP, y) => y == 0 ? 0 : -y * logP) / Z.RowCount;
    }

    /// <summary>1/N · Σ_n (ln Σ_j e^(z_nj) - z of the sample's class).</summary>
    /// <exception cref="ArgumentException">There are not N classes, one is not from 0 to C - 1, or a logit is NaN or ∞.</exception>
    public static double MeanFromLogits<T>(Matrix<T> Z, IReadOnlyList<int> classes) where T : struct, IBinaryFloatingPointIeee754<T> =>
        MeanFromLogits(Z, OneHotLike(Z, classes));

    /// <summary>The gradient of MeanFromLogits: dZ = 1/N · (softmax(Z) - Y), (N, C).</summary>
    /// <exception cref="ArgumentException">As for MeanFromLogits.</exception>
    public static Matrix<T> MeanFromLogitsGradient<T>(Matrix<T> Z, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        RequireTargets("Z", Z, Y);
        double count = Z.RowCount;
        return LossShapes.Map(Softmax.Rows(Z), Y, (p, y) => (p - y) / count);
    }

    /// <summary>The gradient of MeanFromLogits: dZ = 1/N · (softmax(Z) - one-hot classes), (N, C).</summary>
    /// <exception cref="ArgumentException">As for MeanFromLogits.</exception>
    public static Matrix<T> MeanFromLogitsGradient<T>(Matrix<T> Z, IReadOnlyList<int> classes) where T : struct, IBinaryFloatingPointIeee754<T> =>
        MeanFromLogitsGradient(Z, OneHotLike(Z, classes));

    /// <summary>A row for each class number, 1 at that place and 0 elsewhere: (N, C).</summary>
    /// <exception cref="ArgumentException">There is no class number, or one is not from 0 to C - 1.</exception>
    public static Matrix<T> OneHot<T>(IReadOnlyList<int> classes, int C) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(classes);
        if (C < 1) throw new ArgumentException($"One-hot rows need at least one class, not {C}.");
        if (classes.Count == 0) throw new ArgumentException("There is no sample to make a one-hot row of.");
        var Y = Matrix<T>.Build.Dense(classes.Count, C);
        for (int n = 0; n < classes.Count; n++)
        {
            if (classes[n] < 0 || classes[n] >= C)
                throw new ArgumentException($"Sample {n} has the class {classes[n]}, but there are {C} classes, 0 to {C - 1}.");
            Y.At(n, classes[n], T.One);
        }
        return Y;
    }

    private static Matrix<T> OneHotLike<T>(Matrix<T> P, IReadOnlyList<int> classes) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(P);
        return OneHot<T>(classes, P.ColumnCount);
    }

    private static void RequireProbabilities<T>(Matrix<T> P, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        RequireTargets("P", P, Y);
        LossDoor.RequireChoice(Operation, P);
    }

    private static void RequireTargets<T>(string name, Matrix<T> P, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        LossDoor.RequireShapes(Operation, name, P, Y);
        LossDoor.RequireNumbers(Operation, name, P);
        LossDoor.RequireDistribution(Operation, Y);
    }
}
