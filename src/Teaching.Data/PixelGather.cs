using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Storage;
using Teaching.Fast;

namespace Teaching.Data;

/// <summary>
/// The one place where row-stored images become a batch X of shape (N, H·W). In memory the images lie row by row, but MathNet
/// lays a matrix out column by column: X[i, j] is at j·N + i, so neighbours in an image end up N numbers apart, and X is written column by column.
/// </summary>
internal static class PixelGather
{
    /// <summary>Fills row firstRow + i of <paramref name="x"/> with image indices[i].</summary>
    public static void Into<T>(byte[] pixels, int size, ReadOnlySpan<int> indices, Matrix<T> x, PixelScale scale, int firstRow = 0)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Span<T> columns = Check(pixels.Length / size, size, indices, x, firstRow);
        if (columns.IsEmpty) return;
        PixelRows.Fill(pixels, size, indices, scale.Table<T>(), columns[firstRow..], x.RowCount);
    }

    private static Span<T> Check<T>(int count, int size, ReadOnlySpan<int> indices, Matrix<T> x, int firstRow)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (firstRow + indices.Length > x.RowCount || x.ColumnCount != size)
            throw new ArgumentException($"Cannot gather {indices.Length} images of {size} pixels into a matrix ({x.RowCount}, {x.ColumnCount}): it must be ({indices.Length}, {size}).");
        foreach (int index in indices)
        {
            if ((uint)index >= (uint)count)
                throw new ArgumentOutOfRangeException(nameof(indices), $"There is no image {index}: the {count} images have the numbers 0 to {count - 1}.");
        }
        return x.Storage is DenseColumnMajorMatrixStorage<T> dense
            ? dense.Data
            : throw new ArgumentException($"Images can only be gathered into a dense matrix, not into a {x.GetType().Name}.");
    }
}
