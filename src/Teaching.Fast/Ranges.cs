using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Fast;

/// <summary>Some columns or rows of a dense matrix, as views of its memory.</summary>
internal static class Ranges
{
    /// <summary>These columns, which lie in one piece.</summary>
    public static MatrixView<T> Columns<T>(Matrix<T> M, Part part)
        where T : struct, IBinaryFloatingPointIeee754<T> =>
        MatrixView<T>.ByColumn(MatrixView<T>.Of(M).Data.Slice(part.Begin * M.RowCount, part.Length * M.RowCount), M.RowCount, part.Length);

    /// <summary>These rows.</summary>
    public static MatrixView<T> Rows<T>(Matrix<T> M, Part part)
        where T : struct, IBinaryFloatingPointIeee754<T> =>
        MatrixView<T>.ByColumn(MatrixView<T>.Of(M).Data[part.Begin..], part.Length, M.ColumnCount, M.RowCount);
}
