using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// The squared error between predictions P and targets Y, both (N, Out), in two forms whose names say which:
/// half the sum, as in the backpropagation article, and the mean.
/// </summary>
public static class SquaredError
{
    /// <summary>½·Σ (p - y)², summed over all N·Out entries and divided by nothing.</summary>
    /// <exception cref="ArgumentException">The shapes differ, there is no entry, or a target is NaN or ∞.</exception>
    public static double HalfSum<T>(Matrix<T> P, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T> => 0.5 * Sum(P, Y);

    /// <summary>The gradient of <see cref="HalfSum"/>: dP = P - Y, (N, Out).</summary>
    /// <exception cref="ArgumentException">The shapes differ, there is no entry, or a target is NaN or ∞.</exception>
    public static Matrix<T> HalfSumGradient<T>(Matrix<T> P, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Require(P, Y);
        return P - Y;
    }

    /// <summary>1/(N·Out) · Σ (p - y)², the mean over all entries.</summary>
    /// <exception cref="ArgumentException">The shapes differ, there is no entry, or a target is NaN or ∞.</exception>
    public static double Mean<T>(Matrix<T> P, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T> =>
        Sum(P, Y) / ((double)P.RowCount * P.ColumnCount);

    /// <summary>The gradient of <see cref="Mean"/>: dP = 2/(N·Out) · (P - Y), (N, Out).</summary>
    /// <exception cref="ArgumentException">The shapes differ, there is no entry, or a target is NaN or ∞.</exception>
    public static Matrix<T> MeanGradient<T>(Matrix<T> P, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Require(P, Y);
        return (P - Y) * T.CreateChecked(2.0 / ((double)P.RowCount * P.ColumnCount));
    }

    private static double Sum<T>(Matrix<T> P, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Require(P, Y);
        double sum = 0;
        for (int n = 0; n < P.RowCount; n++)
        {
            for (int j = 0; j < P.ColumnCount; j++)
            {
                double d = double.CreateChecked(P.At(n, j)) - double.CreateChecked(Y.At(n, j));
                sum += d * d;
            }
        }
        return sum;
    }

    private static void Require<T>(Matrix<T> P, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        LossDoor.RequireShapes("the squared error", "P", P, Y);
        Finite.Require("the squared error", "Y", Y);
    }
}
