using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// What a network's output decides. With several outputs it is the class with the largest, of equal ones the first; with
/// one output it is 1 (yes) above the threshold and else 0. NaN decides for nothing, so for class 0.
/// </summary>
internal static class Decisions
{
    /// <summary>The class that row n of the output decides for.</summary>
    public static int Of<T>(Matrix<T> output, int n, double threshold)
        where T : struct, IBinaryFloatingPointIeee754<T> => output.ColumnCount > 1 ? Rows.ColumnOfLargest(output, n)
            : output.At(n, 0) > T.CreateChecked(threshold) ? 1 : 0;

    /// <summary>How many rows of the output decide as their targets do.</summary>
    public static int Right<T>(Matrix<T> output, Matrix<T> Y, double threshold)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        int right = 0;
        for (int n = 0; n < output.RowCount; n++)
        {
            if (Of(output, n, threshold) == Of(Y, n, 0.5)) right++;
        }
        return right;
    }
}
