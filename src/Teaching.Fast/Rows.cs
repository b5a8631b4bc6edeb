using System.Numerics;
using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Fast;

/// <summary>What is asked of the rows of a matrix, which lies column by column.</summary>
internal static class Rows
{
    /// <summary>The column of the largest entry of a row, of equal ones the first; NaN is never larger.</summary>
    public static int ColumnOfLargest<T>(Matrix<T> M, int row)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> m = MatrixView<T>.Of(M).Data;
        int best = row;
        for (int at = row; at < m.Length; at += M.RowCount)
        {
            if (m[at] > m[best]) best = at;
        }
        return best / M.RowCount;
    }

    /// <summary>The sum of a row, from the first column to the last.</summary>
    public static T Sum<T>(Matrix<T> M, int row)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> m = MatrixView<T>.Of(M).Data;
        T sum = T.Zero;
        for (int at = row; at < m.Length; at += M.RowCount) sum += m[at];
        return sum;
    }

    /// <summary>The largest entry of a row; NaN when one is, -∞ when there is none.</summary>
    public static T Largest<T>(Matrix<T> M, int row)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        T largest = T.NegativeInfinity;
        for (int j = 0; j < M.ColumnCount; j++) largest = T.Max(largest, M.At(row, j));
        return largest;
    }

    /// <summary>Fills rows i of <paramref name="to"/>, begin &lt;= i &lt; end, with the rows indices[i] of <paramref name="from"/>.</summary>
    public static void Gather<T>(Matrix<T> from, int[] indices, int begin, int end, Matrix<T> to)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> all = MatrixView<T>.Of(from).Data;
        Span<T> rows = MatrixView<T>.Of(to).Data;
        for (int j = 0; j < to.ColumnCount; j++)
        {
            for (int i = begin; i < end; i++) rows[j * to.RowCount + i] = all[j * from.RowCount + indices[i]];
        }
    }

    /// <summary>All entries as bytes, row by row.</summary>
    public static byte[] ToBytes<T>(Matrix<T> M)
        where T : struct, IBinaryFloatingPointIeee754<T> => MemoryMarshal.AsBytes(M.ToRowMajorArray().AsSpan()).ToArray();

    /// <summary>Fills a matrix with entries that lie in the bytes row by row.</summary>
    public static void FromBytes<T>(byte[] bytes, int start, Matrix<T> M)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> entries = MemoryMarshal.Cast<byte, T>(bytes.AsSpan(start));
        for (int i = 0; i < M.RowCount; i++)
        {
            for (int j = 0; j < M.ColumnCount; j++) M.At(i, j, entries[i * M.ColumnCount + j]);
        }
    }
}
