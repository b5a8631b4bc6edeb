using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Fast;

/// <summary>
/// Matrices (N, Columns) that are made once for each number of rows N and then used again: a training run needs two, for the full
/// batch and for the last one, and after its first epoch allocates nothing more.
/// </summary>
internal sealed class Reused<T>(int columns)
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Who asks for ever new sizes gets new memory each time, and the oldest is let go.</summary>
    private const int Most = 6;

    private readonly List<Matrix<T>> kept = [];

    public int Columns => columns;

    /// <summary>The matrix with this number of rows; it holds what was last written there.</summary>
    public Matrix<T> For(int rows)
    {
        foreach (Matrix<T> one in kept)
        {
            if (one.RowCount == rows) return one;
        }
        if (kept.Count == Most) kept.RemoveAt(0);
        kept.Add(Matrix<T>.Build.Dense(rows, columns));
        return kept[^1];
    }
}
