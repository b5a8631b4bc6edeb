using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Fast;

/// <summary>
/// The softmax of each row, P_nc = e^(z_nc - m_n)/s_n with the row's largest m_n and s_n = Σ_c e^(z_nc - m_n), without new memory.
/// It goes column by column, which is how the matrix lies in memory: all rows at once take a step, and each s_n is
/// added up from the first class to the last. A row with NaN or ∞ becomes NaN.
/// </summary>
internal static class SoftmaxRows
{
    /// <summary>P (N, C) from Z (N, C).</summary>
    public static Matrix<T> Of<T>(Matrix<T> Z, Matrix<T> P)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        int n = Z.RowCount;
        T[] rented = ArrayPool<T>.Shared.Rent(2 * n);
        Of(Z, P, rented.AsSpan(0, n), rented.AsSpan(n, n));
        ArrayPool<T>.Shared.Return(rented);
        return P;
    }

    /// <summary>P and its logarithm, ln p_nc = z_nc - m_n - ln s_n, which meets no ln 0.</summary>
    public static Matrix<T> LogOf<T>(Matrix<T> Z, Matrix<T> P, Matrix<T> logP)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        int n = Z.RowCount;
        T[] rented = ArrayPool<T>.Shared.Rent(2 * n);
        Span<T> largest = rented.AsSpan(0, n), logSum = rented.AsSpan(n, n);
        Of(Z, P, largest, logSum);
        Elementary.Log<T>(logSum, logSum);
        Span<T> z = MatrixView<T>.Of(Z).Data, log = MatrixView<T>.Of(logP).Data;
        for (int c = 0; c < z.Length; c += n)
        {
            TensorPrimitives.Subtract(z.Slice(c, n), largest, log.Slice(c, n));
            TensorPrimitives.Subtract(log.Slice(c, n), logSum, log.Slice(c, n));
        }
        ArrayPool<T>.Shared.Return(rented);
        return logP;
    }

    /// <summary>dz_j = p_j·Σ_i y_i - y_j in each row: the gradient of -Σ_i y_i·ln p_i.</summary>
    public static void MinusTargets<T>(Matrix<T> P, Matrix<T> Y, Matrix<T> dZ)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        for (int n = 0; n < P.RowCount; n++)
        {
            T sum = Rows.Sum(Y, n);
            for (int j = 0; j < P.ColumnCount; j++) dZ.At(n, j, Fused.MultiplyAdd(P.At(n, j), sum, -Y.At(n, j)));
        }
    }

    /// <summary>dz_j = p_j·(dp_j - Σ_i dp_i·p_i) in each row.</summary>
    public static Matrix<T> Backward<T>(Matrix<T> P, Matrix<T> dP, Matrix<T> dZ)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        int n = P.RowCount;
        T[] rented = ArrayPool<T>.Shared.Rent(n);
        Span<T> sum = rented.AsSpan(0, n), p = MatrixView<T>.Of(P).Data, dp = MatrixView<T>.Of(dP).Data, dz = MatrixView<T>.Of(dZ).Data;
        sum.Clear();
        for (int i = 0; i < p.Length; i += n) Fused.MultiplyAdd(p.Slice(i, n), dp.Slice(i, n), sum, sum);
        for (int j = 0; j < p.Length; j += n) TensorPrimitives.Subtract(dp.Slice(j, n), sum, dz.Slice(j, n));
        TensorPrimitives.Multiply(p, dz, dz);
        ArrayPool<T>.Shared.Return(rented);
        return dZ;
    }

    /// <summary>dz_j = dy_j - p_j·Σ_i dy_i in each row, for the logarithm.</summary>
    public static Matrix<T> LogBackward<T>(Matrix<T> P, Matrix<T> dY, Matrix<T> dZ)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        int n = P.RowCount;
        T[] rented = ArrayPool<T>.Shared.Rent(n);
        Span<T> sum = rented.AsSpan(0, n), p = MatrixView<T>.Of(P).Data, dy = MatrixView<T>.Of(dY).Data, dz = MatrixView<T>.Of(dZ).Data;
        sum.Clear();
        for (int i = 0; i < dy.Length; i += n) TensorPrimitives.Add(sum, dy.Slice(i, n), sum);
        TensorPrimitives.Negate(sum, sum);
        for (int j = 0; j < dy.Length; j += n) Fused.MultiplyAdd(p.Slice(j, n), sum, dy.Slice(j, n), dz.Slice(j, n));
        ArrayPool<T>.Shared.Return(rented);
        return dZ;
    }

    /// <summary>The same; leaves m and s, N numbers each.</summary>
    public static void Of<T>(Matrix<T> Z, Matrix<T> P, Span<T> largest, Span<T> sum)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        int n = Z.RowCount, classes = Z.ColumnCount;
        Span<T> z = MatrixView<T>.Of(Z).Data, p = MatrixView<T>.Of(P).Data;
        z[..n].CopyTo(largest);
        for (int c = 1; c < classes; c++) TensorPrimitives.Max(largest, z.Slice(c * n, n), largest);
        for (int c = 0; c < classes; c++) TensorPrimitives.Subtract(z.Slice(c * n, n), largest, p.Slice(c * n, n));
        Elementary.Exp<T>(p, p);
        p[..n].CopyTo(sum);
        for (int c = 1; c < classes; c++) TensorPrimitives.Add(sum, p.Slice(c * n, n), sum);
        for (int c = 0; c < classes; c++) TensorPrimitives.Divide(p.Slice(c * n, n), sum, p.Slice(c * n, n));
    }
}
