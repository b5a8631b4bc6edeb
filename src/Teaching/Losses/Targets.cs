using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// What all losses ask of their targets and outputs; <c>loss</c> is the name in the message, such as <c>the cross-entropy</c>. An output of
/// NaN passes: it makes the loss NaN, whose origin the trainer looks for.
/// </summary>
internal static class Targets
{
    private const string OrSoftmax = ": let the network end with a SoftmaxLayer, or take SoftmaxCrossEntropyLoss for logits";
    private const string OrSigmoid = ": let the network end with a sigmoid, or take SigmoidCrossEntropyLoss for logits";
    private const string OrLogSoftmax = ": let the network end with a LogSoftmaxLayer, or take SoftmaxCrossEntropyLoss for logits";

    public static void RequireShapes<T>(string loss, string name, Matrix<T> P, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Shapes.RequireSame(loss, name, Require.Given(P), "Y", Require.Given(Y));
        if (P.RowCount == 0 || P.ColumnCount == 0) throw new ArgumentException($"For {loss}, {name} {Shapes.Of(P)} holds no entry.");
    }

    public static void RequireUnitTargets<T>(string loss, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T> =>
        RequireAll(Entries.AreUnit(Y), loss, "a target is from 0 to 1", "Y", Y, y => y is not (>= 0 and <= 1));

    public static void RequireYesOrNo<T>(string loss, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T> =>
        RequireAll(Entries.AreZeroOrOne(Y), loss, "a target is 0 or 1", "Y", Y, y => y is not (0 or 1));

    public static void RequireProbabilities<T>(string loss, Matrix<T> P, string advice = OrSigmoid) where T : struct, IBinaryFloatingPointIeee754<T> =>
        RequireAll(Entries.AreUnit(P), loss, "a probability is from 0 to 1", "P", P, p => p is < 0 or > 1, " is no probability", advice);

    public static void RequireLogProbabilities<T>(string loss, Matrix<T> Q) where T : struct, IBinaryFloatingPointIeee754<T> =>
        RequireAll(Entries.Largest(Q) <= T.Zero, loss, "an output is the logarithm of a probability, 0 or below", "P", Q, q => q > 0, "", OrLogSoftmax);

    public static void RequireDistribution<T>(string loss, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        RequireUnitTargets(loss, Y);
        RequireRowsOfOne(loss, "Y", "as one-hot rows have", Y, tolerance: 1e-4);
    }

    // The sums may be off by more: a gradient check moves the probabilities a little.
    public static void RequireChoice<T>(string loss, Matrix<T> P) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        RequireProbabilities(loss, P, OrSoftmax);
        RequireRowsOfOne(loss, "P", "as probabilities of a choice have", P, tolerance: 1e-3, OrSoftmax);
    }

    private static void RequireAll<T>(
        bool areRight, string loss, string rule, string name, Matrix<T> M, Func<double, bool> isWrong, string what = "", string advice = "")
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (areRight || Entries.First(M, isWrong) is not var (row, column, value)) return;
        throw new ArgumentException($"For {loss} {rule}, but {name}[{row}, {column}] = {NumberText.Significant(value, 6)}{what}{advice}.");
    }

    /// <summary>Throws when a row does not have the sum 1; a sum of NaN passes.</summary>
    private static void RequireRowsOfOne<T>(string loss, string name, string like, Matrix<T> M, double tolerance, string advice = "")
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        for (int n = 0; n < M.RowCount; n++)
        {
            T sum = Rows.Sum(M, n);
            if (T.Abs(sum - T.One) > T.CreateChecked(tolerance))
                throw new ArgumentException($"For {loss} each row of {name} should have the sum 1, {like}, but row {n} has "
                    + $"{NumberText.Significant(double.CreateChecked(sum), 6)}{advice}.");
        }
    }
}
