using System.Numerics;

namespace Teaching.Fast;

/// <summary>
/// The matrix product as one would write it down: three loops and nothing else. It is what <see cref="Product"/> is
/// compared with, bit by bit, and what the lessons time it against.
/// </summary>
internal static class PlainProduct
{
    /// <summary>
    /// Y = XW, or Y += XW: y(i, j) starts at 0, at the bias b(j) or at the y(i, j) that is there, and x(i, k)·w(k, j) is added
    /// to it for k = 0, 1, 2, ... with one rounding each (a fused multiply-add).
    /// </summary>
    /// <param name="x">(N, In)</param>
    /// <param name="w">(In, Out)</param>
    /// <param name="y">(N, Out), overwritten; shares no memory with the others.</param>
    /// <param name="bias">Out numbers, or none.</param>
    /// <param name="accumulate">Whether to add to what <paramref name="y"/> holds.</param>
    /// <exception cref="ArgumentException">As for <see cref="Product.Multiply{T}(MatrixView{T}, MatrixView{T}, MatrixView{T}, ReadOnlySpan{T}, bool)"/>.</exception>
    public static void Multiply<T>(
        MatrixView<T> x, MatrixView<T> w, MatrixView<T> y, ReadOnlySpan<T> bias = default, bool accumulate = false)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Product.Check(x, w, y, bias, accumulate);
        for (int i = 0; i < y.Rows; i++)
        {
            StopSign.ThrowIfRequested();
            for (int j = 0; j < y.Columns; j++)
            {
                T sum = accumulate ? y[i, j] : bias.IsEmpty ? T.Zero : bias[j];
                for (int k = 0; k < x.Columns; k++)
                    sum = Fused.MultiplyAdd(x[i, k], w[k, j], sum);
                y[i, j] = sum;
            }
        }
    }
}
