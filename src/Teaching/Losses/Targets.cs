using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// What all losses ask of their targets and outputs: the one check of the family. It costs nothing beside the training step; the slow
/// search for the wrong entry comes after. <c>loss</c> is the loss's name in a message, such as <c>the cross-entropy</c>.
/// </summary>
internal static class Targets
{
    /// <summary>How far the sum of a row of targets may be from 1, and of a row of probabilities, which a gradient check moves a little.</summary>
    private const double TargetTolerance = 1e-4, ProbabilityTolerance = 1e-3;

    private const string OrSoftmax = "let the network end with a SoftmaxLayer, or take SoftmaxCrossEntropyLoss for logits";
    private const string OrSigmoid = "let the network end with a sigmoid, or take SigmoidCrossEntropyLoss for logits";
    private const string OrLogSoftmax = "let the network end with a LogSoftmaxLayer, or take SoftmaxCrossEntropyLoss for logits";

    /// <summary>Throws when the shapes differ or there is no entry.</summary>
    public static void RequireShapes<T>(string loss, string name, Matrix<T> P, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(P);
        ArgumentNullException.ThrowIfNull(Y);
        Shapes.RequireSame(loss, name, P, "Y", Y);
        if (P.RowCount == 0 || P.ColumnCount == 0) throw new ArgumentException($"For {loss}, {name} {Shapes.Of(P)} holds no entry.");
    }

    /// <summary>Throws unless all targets are from 0 to 1.</summary>
    public static void RequireUnitTargets<T>(string loss, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (!AreUnit(Y) && First(Y, y => y is not (>= 0 and <= 1)) is { } wrong)
            throw new ArgumentException($"For {loss} a target is from 0 to 1, but {At("Y", Y, wrong)}.");
    }

    /// <summary>Throws unless all targets are from 0 to 1 and each row has the sum 1.</summary>
    public static void RequireDistribution<T>(string loss, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        RequireUnitTargets(loss, Y);
        if (RowOffOne(Y, TargetTolerance) is { } row)
            throw new ArgumentException($"For {loss} each row of Y should have the sum 1, as one-hot rows have, but row {row.Row} has {row.Sum}.");
    }

    /// <summary>Throws unless all targets are 0 or 1.</summary>
    public static void RequireYesOrNo<T>(string loss, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (!Entries.AreZeroOrOne(Y) && First(Y, y => y is not (0 or 1)) is { } wrong)
            throw new ArgumentException($"For {loss} a target is 0 or 1, but {At("Y", Y, wrong)}.");
    }

    /// <summary>Throws unless all are probabilities, from 0 to 1. NaN passes: it makes the loss NaN, whose origin the trainer looks for.</summary>
    public static void RequireProbabilities<T>(string loss, Matrix<T> P, string advice = OrSigmoid) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (!AreUnit(P) && First(P, p => p is < 0 or > 1) is { } wrong)
            throw new ArgumentException($"For {loss} a probability is from 0 to 1, but {At("P", P, wrong)} is no probability: {advice}.");
    }

    /// <summary>Throws unless each row holds the probabilities of a choice: from 0 to 1, with the sum 1. NaN passes, as above.</summary>
    public static void RequireChoice<T>(string loss, Matrix<T> P) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        RequireProbabilities(loss, P, OrSoftmax);
        if (RowOffOne(P, ProbabilityTolerance) is { } row)
            throw new ArgumentException($"For {loss} each row of P should have the sum 1, as probabilities of a choice have, but row {row.Row} has {row.Sum}: {OrSoftmax}.");
    }

    /// <summary>Throws unless all are logarithms of probabilities, 0 or below. NaN passes, as above.</summary>
    public static void RequireLogProbabilities<T>(string loss, Matrix<T> Q) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (Entries.Largest(Q) <= T.Zero || First(Q, q => q > 0) is not { } wrong) return;
        throw new ArgumentException($"For {loss} an output is the logarithm of a probability, 0 or below, but {At("P", Q, wrong)}: {OrLogSoftmax}.");
    }

    /// <summary>Throws when an entry is NaN, for the losses that are asked directly and have no trainer to look where it came from.</summary>
    public static void RequireNumbers<T>(string loss, string name, Matrix<T> M) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (First(M, double.IsNaN) is { } wrong)
            throw new ArgumentException($"{loss[0..1].ToUpperInvariant()}{loss[1..]} needs numbers, but {At(name, M, wrong)}.");
    }

    private static bool AreUnit<T>(Matrix<T> M) where T : struct, IBinaryFloatingPointIeee754<T> => Entries.Smallest(M) >= T.Zero && Entries.Largest(M) <= T.One;

    /// <summary>The first row whose sum is not 1, or null; a sum of NaN counts as 1.</summary>
    private static (int Row, string Sum)? RowOffOne<T>(Matrix<T> M, double tolerance) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        T most = T.CreateChecked(tolerance);
        for (int n = 0; n < M.RowCount; n++)
        {
            T sum = T.Zero;
            for (int j = 0; j < M.ColumnCount; j++) sum += M.At(n, j);
            if (T.Abs(sum - T.One) > most) return (n, NumberText.Significant(double.CreateChecked(sum), 6));
        }
        return null;
    }

    /// <summary>The first entry, row by row, that is as asked, or null.</summary>
    private static (int Row, int Column)? First<T>(Matrix<T> M, Func<double, bool> isWrong) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        for (int n = 0; n < M.RowCount; n++)
        {
            for (int j = 0; j < M.ColumnCount; j++)
            {
                if (isWrong(double.CreateChecked(M.At(n, j)))) return (n, j);
            }
        }
        return null;
    }

    /// <summary>Such as <c>Y[2, 1] = 7</c>.</summary>
    private static string At<T>(string name, Matrix<T> M, (int Row, int Column) at) where T : struct, IBinaryFloatingPointIeee754<T> =>
        $"{name}[{at.Row}, {at.Column}] = {NumberText.Significant(double.CreateChecked(M.At(at.Row, at.Column)), 6)}";
}
