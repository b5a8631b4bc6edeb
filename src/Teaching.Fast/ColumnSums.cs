using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Fast;

/// <summary>
/// The sum of each column, which is how a bias gets its gradient. Each sum runs down its column in order. One addition waits
/// four cycles for the one before it, so four columns are added up at a time.
/// </summary>
internal static class ColumnSums
{
    /// <summary>db (1, Out), the sums of the columns of dZ (N, Out).</summary>
    public static void Of<T>(Matrix<T> dZ, Matrix<T> db)
        where T : struct, IBinaryFloatingPointIeee754<T> => Team.Run(ElementwiseLoop.Parts(dZ), new Job<T>(dZ, db));

    /// <summary>Fills <paramref name="to"/> with the sums of columns of n numbers each, stored one after the other.</summary>
    public static void Of<T>(ReadOnlySpan<T> values, int n, Span<T> to)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        int columns = to.Length, j = 0;
        for (; j + 4 <= columns; j += 4)
        {
            ReadOnlySpan<T> a = values.Slice(j * n, n), b = values.Slice((j + 1) * n, n);
            ReadOnlySpan<T> c = values.Slice((j + 2) * n, n), d = values.Slice((j + 3) * n, n);
            T sumA = T.Zero, sumB = T.Zero, sumC = T.Zero, sumD = T.Zero;
            for (int i = 0; i < a.Length; i++)
            {
                sumA += a[i];
                sumB += b[i];
                sumC += c[i];
                sumD += d[i];
            }
            (to[j], to[j + 1], to[j + 2], to[j + 3]) = (sumA, sumB, sumC, sumD);
        }
        for (; j < columns; j++)
        {
            T sum = T.Zero;
            foreach (T value in values.Slice(j * n, n)) sum += value;
            to[j] = sum;
        }
    }

    private readonly record struct Job<T>(Matrix<T> dZ, Matrix<T> db) : IJob
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts)
        {
            Part some = new Part(0, dZ.ColumnCount).Divide(parts, part);
            Of(Ranges.Columns(dZ, some).Data, dZ.RowCount, Ranges.Columns(db, some).Data);
        }
    }
}
