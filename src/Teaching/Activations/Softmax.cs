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
        RequireScores(z, "z");
        return Rows(z.ToRowMatrix()).Row(0);
    }

    /// <summary>The probabilities of each row of scores: Z (N, C), P (N, C).</summary>
    /// <exception cref="ArgumentException">There is no column, or the largest score of a row is NaN or infinite.</exception>
    public static Matrix<T> Rows<T>(Matrix<T> Z) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        RequireScores(Z);
        var P = Matrix<T>.Build.Dense(Z.RowCount, Z.ColumnCount);
        SoftmaxRows.Of(Z, P);
        return P;
    }

    /// <summary>ln p for each row of scores: Z (N, C), ln P (N, C). Right also where p rounds to 0.</summary>
    /// <exception cref="ArgumentException">There is no column, or the largest score of a row is NaN or infinite.</exception>
    public static Matrix<T> LogRows<T>(Matrix<T> Z) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        RequireScores(Z);
        Matrix<T> P = Matrix<T>.Build.Dense(Z.RowCount, Z.ColumnCount), logP = P.Clone();
        SoftmaxRows.LogOf(Z, P, logP);
        return logP;
    }

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
        var dZ = Matrix<T>.Build.Dense(P.RowCount, P.ColumnCount);
        SoftmaxRows.Backward(P, dP, dZ);
        return dZ;
    }

    private static void RequireScores<T>(Matrix<T> Z) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        for (int n = 0; n < Z.RowCount; n++) RequireScores(Z.Row(n), $"row {n} of Z");
    }

    private static void RequireScores<T>(Vector<T> z, string where) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (z.Count == 0) throw new ArgumentException($"The softmax of no scores is not defined: {where} has none.");
        T largest = z.Enumerate().Aggregate(T.Max);
        if (!T.IsFinite(largest))
            throw new ArgumentException($"The softmax needs finite scores, but the largest in {where} is {NumberText.Significant(double.CreateSaturating(largest), 6)}.");
    }
}
