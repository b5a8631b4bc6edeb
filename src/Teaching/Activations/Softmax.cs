using System.Numerics;

namespace Teaching;

// In here, so that Vector<T> is Math.NET's and not that of System.Numerics.
using MathNet.Numerics.LinearAlgebra;

/// <summary>
/// The softmax p_i = e^(z_i) / Σ_j e^(z_j), which turns scores (logits) into probabilities with the sum 1.
/// The largest score is subtracted first: p stays the same, and nothing overflows.
/// </summary>
public static class Softmax
{
    /// <summary>The probabilities of one vector of scores (C).</summary>
    /// <exception cref="ArgumentException">There is no score, or the largest is NaN or infinite.</exception>
    public static Vector<T> Of<T>(Vector<T> z) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        var (largest, sum) = LargestAndSum(z.Count, j => z.At(j), "z");
        return z.Map(score => T.Exp(score - largest) / sum, Zeros.Include);
    }

    /// <summary>The probabilities of each row of scores: Z (N, C), P (N, C).</summary>
    /// <exception cref="ArgumentException">There is no column, or the largest score of a row is NaN or infinite.</exception>
    public static Matrix<T> Rows<T>(Matrix<T> Z) where T : struct, IBinaryFloatingPointIeee754<T> =>
        MapRows(Z, (score, largest, sum) => T.Exp(score - largest) / sum);

    /// <summary>ln p for each row of scores: Z (N, C), ln P (N, C). Right also where p rounds to 0.</summary>
    /// <exception cref="ArgumentException">There is no column, or the largest score of a row is NaN or infinite.</exception>
    public static Matrix<T> LogRows<T>(Matrix<T> Z) where T : struct, IBinaryFloatingPointIeee754<T> =>
        MapRows(Z, (score, largest, sum) => score - largest - T.Log(sum));

    /// <summary>All derivatives at the scores z (C): entry (i, j) is ∂p_i/∂z_j = p_i·(δ_ij - p_j), shape (C, C).</summary>
    /// <exception cref="ArgumentException">There is no score, or one is NaN or infinite.</exception>
    public static Matrix<T> Jacobian<T>(Vector<T> z) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        var p = Of(z);
        return Matrix<T>.Build.Dense(p.Count, p.Count, (i, j) => p[i] * ((i == j ? T.One : T.Zero) - p[j]));
    }

    /// <summary>
    /// The way back through <see cref="Rows"/>: from P and dP = ∂L/∂P, both (N, C), to dZ (N, C).
    /// dZ_nj = Σ_i dP_ni·∂p_ni/∂z_nj = P_nj·(dP_nj - Σ_i dP_ni·P_ni).
    /// </summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Matrix<T> Backward<T>(Matrix<T> P, Matrix<T> dP) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Shapes.RequireSame("the softmax's way back", "P", P, "dP", dP);
        var dZ = Matrix<T>.Build.SameAs(P);
        for (int n = 0; n < P.RowCount; n++)
        {
            T sum = T.Zero;
            for (int i = 0; i < P.ColumnCount; i++) sum += dP.At(n, i) * P.At(n, i);
            for (int j = 0; j < P.ColumnCount; j++) dZ.At(n, j, P.At(n, j) * (dP.At(n, j) - sum));
        }
        return dZ;
    }

    private static Matrix<T> MapRows<T>(Matrix<T> Z, Func<T, T, T, T> f) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        var result = Matrix<T>.Build.Dense(Z.RowCount, Z.ColumnCount);
        for (int n = 0; n < Z.RowCount; n++)
        {
            int row = n;
            var (largest, sum) = LargestAndSum(Z.ColumnCount, j => Z.At(row, j), $"row {n} of Z");
            for (int j = 0; j < Z.ColumnCount; j++) result.At(n, j, f(Z.At(n, j), largest, sum));
        }
        return result;
    }

    /// <summary>The largest score m and Σ_j e^(z_j - m), added from first to last.</summary>
    private static (T Largest, T Sum) LargestAndSum<T>(int count, Func<int, T> z, string where)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (count == 0) throw new ArgumentException($"The softmax of no scores is not defined: {where} has none.");
        T largest = z(0);
        for (int j = 1; j < count; j++) largest = T.Max(largest, z(j));
        if (!T.IsFinite(largest))
        {
            string number = NumberText.Significant(double.CreateSaturating(largest), 6);
            throw new ArgumentException($"The softmax needs finite scores, but the largest in {where} is {number}.");
        }

        T sum = T.Zero;
        for (int j = 0; j < count; j++) sum += T.Exp(z(j) - largest);
        return (largest, sum);
    }
}
