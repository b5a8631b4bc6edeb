using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Fast;

/// <summary>
/// The matrix product, fast: Y = XW, and with transposed views XᵀdY and dYWᵀ, for float and double, with the bias or the sum so
/// far fused into it. Sums run over k = 0, 1, 2, ... exactly as in <see cref="PlainProduct"/>, so both give the same bits
/// on every number of threads and every width of vectors.
/// </summary>
/// <remarks>
/// The ladder, in GFLOP/s for float on one core with AVX-512 (limit 262), 64x784x256 and, in the second column, 1024³:
/// <list type="table">
/// <item><term><see cref="PlainProduct"/>, three loops</term><description>1.3, 1.2: one sum at a time, each waits for the last</description></item>
/// <item><term>vectors, 6 by 2 sums in registers of 256 bits</term><description>130, 125: MicroKernel.cs, Simd.cs</description></item>
/// <item><term>vectors of 512 bits, 4 by 2 sums</term><description>215, 200</description></item>
/// <item><term>12 by 2 sums</term><description>254, 230</description></item>
/// <item><term>k in one piece as far as caches allow, not in slices of 256</term><description>262, 240: ProductBlock.cs</description></item>
/// <item><term>two threads</term><description>470 for the first (55 µs instead of 101): Crew.cs</description></item>
/// </list>
/// No transposed copy is made of a whole matrix: A is read number by number, so any stride will do, and of B only the
/// panels that the kernel is about to use are turned, where its columns are not side by side (XᵀdY and dYWᵀ: Packing.cs).
/// </remarks>
internal static unsafe class Product
{
    /// <summary>Y = XW + b, or Y += XW, for matrices of MathNet: x (N, In), w (In, Out), y (N, Out), bias Out numbers or none.</summary>
    /// <inheritdoc cref="Multiply{T}(MatrixView{T}, MatrixView{T}, MatrixView{T}, ReadOnlySpan{T}, bool)" path="/exception"/>
    public static void Multiply<T>(Matrix<T> x, Matrix<T> w, Matrix<T> y, ReadOnlySpan<T> bias = default, bool accumulate = false)
        where T : struct, IBinaryFloatingPointIeee754<T> =>
        Multiply(MatrixView<T>.Of(x), MatrixView<T>.Of(w), MatrixView<T>.Of(y), bias, accumulate);

    /// <summary>dW = XᵀdY, or dW += XᵀdY: x (N, In), dY (N, Out), dW (In, Out). No transposed copy is made.</summary>
    /// <inheritdoc cref="Multiply{T}(MatrixView{T}, MatrixView{T}, MatrixView{T}, ReadOnlySpan{T}, bool)" path="/exception"/>
    public static void TransposeThisAndMultiply<T>(Matrix<T> x, Matrix<T> dY, Matrix<T> dW, bool accumulate = false)
        where T : struct, IBinaryFloatingPointIeee754<T> =>
        Multiply(MatrixView<T>.Of(x).Transpose(), MatrixView<T>.Of(dY), MatrixView<T>.Of(dW), default, accumulate);

    /// <summary>dX = dYWᵀ, or dX += dYWᵀ: dY (N, Out), w (In, Out), dX (N, In). No transposed copy is made.</summary>
    /// <inheritdoc cref="Multiply{T}(MatrixView{T}, MatrixView{T}, MatrixView{T}, ReadOnlySpan{T}, bool)" path="/exception"/>
    public static void TransposeAndMultiply<T>(Matrix<T> dY, Matrix<T> w, Matrix<T> dX, bool accumulate = false)
        where T : struct, IBinaryFloatingPointIeee754<T> =>
        Multiply(MatrixView<T>.Of(dY), MatrixView<T>.Of(w).Transpose(), MatrixView<T>.Of(dX), default, accumulate);

    /// <summary>
    /// Y = XW, or Y += XW: y(i, j) starts at 0, at the bias b(j) or at the y(i, j) that is there, and x(i, k)·w(k, j) is added
    /// to it for k = 0, 1, 2, ... with one rounding each. With In = 0 the start is the result.
    /// </summary>
    /// <param name="x">(N, In)</param>
    /// <param name="w">(In, Out)</param>
    /// <param name="y">(N, Out), overwritten.</param>
    /// <param name="bias">Out numbers, or none.</param>
    /// <param name="accumulate">Whether to add to what <paramref name="y"/> holds.</param>
    /// <exception cref="ArgumentException">
    /// The shapes do not fit, <paramref name="y"/> shares memory with another argument, there is both a bias and
    /// <paramref name="accumulate"/>, or a matrix is not dense.
    /// </exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static void Multiply<T>(
        MatrixView<T> x, MatrixView<T> w, MatrixView<T> y, ReadOnlySpan<T> bias = default, bool accumulate = false)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Check(x, w, y, bias, accumulate);
        if (typeof(T) == typeof(float))
            Run<T, float>(x, w, y, bias, accumulate);
        else if (typeof(T) == typeof(double))
            Run<T, double>(x, w, y, bias, accumulate);
        else
            throw new NotSupportedException($"The product is made for float and double, not for {typeof(T).Name}.");
    }

    /// <summary>Throws unless Y = XW can be computed; names the operation, the shapes and what to do.</summary>
    internal static void Check<T>(MatrixView<T> x, MatrixView<T> w, MatrixView<T> y, ReadOnlySpan<T> bias, bool accumulate)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (x.Columns != w.Rows)
        {
            throw new ArgumentException(
                $"cannot multiply {x.Shape} by {w.Shape}: the inner sizes {x.Columns} and {w.Rows} differ. "
                + "Is one of them to be transposed?");
        }
        if (y.Rows != x.Rows || y.Columns != w.Columns)
        {
            throw new ArgumentException(
                $"{x.Shape} times {w.Shape} makes ({x.Rows}, {w.Columns}), and the result has the shape {y.Shape}: "
                + $"make one of ({x.Rows}, {w.Columns}).");
        }
        if (!bias.IsEmpty && bias.Length != y.Columns)
            throw new ArgumentException($"the bias has {bias.Length} numbers for {y.Columns} columns of the result {y.Shape}: it needs one for each.");
        if (!bias.IsEmpty && accumulate)
            throw new ArgumentException("the result starts from the bias or from what it holds, not from both: add the bias with the first product alone.");
        if (y.Data.Overlaps(x.Data) || y.Data.Overlaps(w.Data) || y.Data.Overlaps(bias))
        {
            throw new ArgumentException(
                $"the result {y.Shape} shares memory with {(y.Data.Overlaps(x.Data) ? "the first matrix" : y.Data.Overlaps(w.Data) ? "the second matrix" : "the bias")}, "
                + "which would change while it is still read: give the result memory of its own.");
        }
    }

    /// <summary>The same memory as numbers of the type that T is known to be here.</summary>
    private static void Run<T, TNumber>(MatrixView<T> x, MatrixView<T> w, MatrixView<T> y, ReadOnlySpan<T> bias, bool accumulate)
        where T : struct, IBinaryFloatingPointIeee754<T>
        where TNumber : unmanaged
    {
        if (y.Data.IsEmpty)
            return;
        fixed (void* px = &Start<T>(x.Data), pw = &Start<T>(w.Data), py = &Start<T>(y.Data), pb = &Start(bias))
        {
            ProductTask<TNumber> task = default;
            // The inner files want each row of the result in one piece; where the columns are, they get Yᵀ = WᵀXᵀ.
            bool swap = y.ColumnStride != 1 || (y.RowStride == 1 && y.Rows > y.Columns);
            MatrixView<T> a = swap ? w.Transpose() : x, b = swap ? x.Transpose() : w, c = swap ? y.Transpose() : y;
            task.A = (TNumber*)(swap ? pw : px);
            task.B = (TNumber*)(swap ? px : pw);
            task.C = (TNumber*)py;
            (task.Rows, task.Columns, task.Depth) = (c.Rows, c.Columns, a.Columns);
            (task.ARow, task.AStep) = (a.RowStride, a.ColumnStride);
            (task.BStep, task.BColumn) = (b.RowStride, b.ColumnStride);
            task.CRow = c.RowStride;
            if (accumulate)
                task.StartFromC();
            else if (!bias.IsEmpty)
                task.StartFrom((TNumber*)pb, swap ? 1 : 0, swap ? 0 : 1);
            else
                task.StartFromZero();
            task.Run();
        }
    }

    private static ref byte Start<T>(ReadOnlySpan<T> span)
        where T : struct => ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(span));
}
