using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Fast;

/// <summary>
/// Matrices that are made once for each shape and then used again: a training run needs two, for the full batch and for the last one, and
/// after its first epoch allocates nothing more.
/// </summary>
internal sealed class Reused<T>(int columns = 0)
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Who asks for ever new sizes gets new memory each time, and the oldest is let go.</summary>
    private const int Most = 6;

    private readonly List<Matrix<T>> kept = [];

    /// <summary>The matrix with this number of rows, and the columns named at the start; it holds what was last written there.</summary>
    public Matrix<T> For(int rows) => For(rows, columns);

    /// <summary>The matrix of the same shape.</summary>
    public Matrix<T> Like(Matrix<T> M) => For(M.RowCount, M.ColumnCount);

    /// <summary>The matrix of this shape.</summary>
    public Matrix<T> For(int rows, int columns)
    {
        foreach (Matrix<T> one in kept)
        {
            if (one.RowCount == rows && one.ColumnCount == columns) return one;
        }
        if (kept.Count == Most) kept.RemoveAt(0);
        kept.Add(Matrix<T>.Build.Dense(rows, columns));
        return kept[^1];
    }
}
