using System.Numerics;
using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// The softmax of each row, P_nc = e^(z_nc - m_n)/s_n with the row's largest m_n and s_n = Σ_c e^(z_nc - m_n), without new memory.
/// It goes column by column, which is how the matrix lies in memory: all rows at once take a step, and each s_n is
/// added up from the first class to the last. A row with NaN or ∞ becomes NaN.
/// </summary>
internal static class SoftmaxRows
{
    /// <summary>P (N, C) from Z (N, C); leaves m and s, N numbers each.</summary>
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
