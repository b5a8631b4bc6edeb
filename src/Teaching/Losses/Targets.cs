using System.Numerics;
using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>Checks of targets that cost nothing beside the training step: the slow search for the wrong one comes after.</summary>
internal static class Targets
{
    /// <summary>Throws unless all targets are from 0 to 1.</summary>
    public static void RequireUnit<T>(string loss, Matrix<T> Y)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> y = MatrixView<T>.Of(Y).Data;
        if (TensorPrimitives.Min(y) >= T.Zero && TensorPrimitives.Max(y) <= T.One) return;
        LossShapes.RequireUnit(loss, "Y", "a target", Y);
    }

    /// <summary>Throws unless each row has targets from 0 to 1 with the sum 1.</summary>
    public static void RequireDistribution<T>(string loss, Matrix<T> Y)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        RequireUnit(loss, Y);
        T tolerance = T.CreateChecked(1e-4);
        ReadOnlySpan<T> y = MatrixView<T>.Of(Y).Data;
        for (int n = 0; n < Y.RowCount; n++)
        {
            T sum = T.Zero;
            for (int at = n; at < y.Length; at += Y.RowCount) sum += y[at];
            if (T.Abs(sum - T.One) <= tolerance) continue;
            throw new ArgumentException($"For {loss} each row of Y should have the sum 1, as one-hot rows have, but row {n} has "
                + $"{NumberText.Significant(double.CreateChecked(sum), 6)}.");
        }
    }

    /// <summary>Throws unless all targets are 0 or 1.</summary>
    public static void RequireYesOrNo<T>(string loss, Matrix<T> Y)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> y = MatrixView<T>.Of(Y).Data;
        int wrong = y.IndexOfAnyExcept(T.Zero, T.One);
        if (wrong < 0) return;
        (int column, int row) = Math.DivRem(wrong, Y.RowCount);
        throw new ArgumentException($"For {loss} a target is 0 or 1, but Y[{row}, {column}] = "
            + $"{NumberText.Significant(double.CreateChecked(y[wrong]), 6)}.");
    }
}
