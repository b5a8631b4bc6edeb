using System.Numerics;
using Teaching.Fast;

namespace Teaching;

// In here, so that a vector is Math.NET's and not that of System.Numerics.
using MathNet.Numerics.LinearAlgebra;

/// <summary>
/// The softmax p_i = e^(z_i) / Σ_j e^(z_j), which turns scores (logits) into probabilities with the sum 1.
/// The largest score is subtracted first: p stays the same, and nothing overflows. Scores of which the largest is not finite are an error.
/// Used in lessons 01, 05, 07, 08, 09, 10, 12, 13.
/// </summary>
public static class Softmax
{
    /// <summary>The probabilities of one vector of scores (C).</summary>
    public static Vector<T> Of<T>(Vector<T> z) where T : struct, IBinaryFloatingPointIeee754<T> => Both(z.ToRowMatrix(), "z").P.Row(0);

    /// <summary>The probabilities of each row of scores: Z (N, C), P (N, C).</summary>
    public static Matrix<T> Rows<T>(Matrix<T> Z) where T : struct, IBinaryFloatingPointIeee754<T> => Both(Z).P;

    /// <summary>ln p for each row of scores: Z (N, C), ln P (N, C). Right also where p rounds to 0.</summary>
    public static Matrix<T> LogRows<T>(Matrix<T> Z) where T : struct, IBinaryFloatingPointIeee754<T> => Both(Z).LogP;

    /// <summary>All derivatives at the scores z (C): entry (i, j) is ∂p_i/∂z_j = p_i·(δ_ij - p_j), shape (C, C).</summary>
    public static Matrix<T> Jacobian<T>(Vector<T> z) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Vector<T> p = Of(z);
        return Matrix<T>.Build.Dense(p.Count, p.Count, (i, j) => p[i] * ((i == j ? T.One : T.Zero) - p[j]));
    }

    private static (Matrix<T> P, Matrix<T> LogP) Both<T>(Matrix<T> Z, string? name = null) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        RequireScores(Z, name);
        Matrix<T> P = Matrix<T>.Build.Dense(Z.RowCount, Z.ColumnCount);
        return (P, SoftmaxRows.LogOf(Shapes.Dense(Z), P, P.Clone()));
    }

    internal static void RequireScores<T>(Matrix<T> Z, string? name = null) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        for (int n = 0; n < Z.RowCount; n++)
        {
            double largest = double.CreateChecked(Fast.Rows.Largest(Z, n));
            if (double.IsFinite(largest)) continue;
            string where = name ?? $"row {n} of Z";
            throw new ArgumentException(Z.ColumnCount == 0 ? $"The softmax of no scores is not defined: {where} has none."
                : $"The softmax needs finite scores, but the largest in {where} is {NumberText.Significant(largest, 6)}.");
        }
    }
}

/// <summary>
/// The softmax as a layer of its own: P_nc = e^z_nc / Σ_k e^z_nk, for the losses that take probabilities. In training prefer
/// <see cref="SoftmaxCrossEntropyLoss{T}"/>, which does both in one and never divides by a probability of 0.
/// </summary>
/// <remarks>
/// Every z of a row moves every p of it: ∂p_i/∂z_j = p_i·(δ_ij - p_j), a matrix J (C, C) for each example (<see cref="Softmax.Jacobian"/>).
/// dz_j = Σ_i dp_i·∂p_i/∂z_j = p_j·dp_j - p_j·Σ_i dp_i·p_i = p_j·(dp_j - Σ_i dp_i·p_i), so J need not be written down.
/// </remarks>
public sealed class SoftmaxLayer<T>(int classes) : Layer<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    private Matrix<T>? P;

    public override string Name => $"softmax {Inputs}";
    public override int Inputs { get; } = Require.AtLeastOne(classes, "The softmax", "class");
    internal override Squash Gives => Squash.Softmax;

    public override Matrix<T> Forward(Matrix<T> X)
    {
        RequireInput(X);
        return P = SoftmaxRows.Of(X, OutputFor(X.RowCount));
    }

    public override Matrix<T> Backward(Matrix<T> dY)
    {
        RequireGradient(dY, P);
        return SoftmaxRows.Backward(P!, dY, InputGradientFor(dY.RowCount));   // dz_j = p_j·(dp_j - Σ_i dp_i·p_i)
    }
}

/// <summary>
/// The logarithm of the softmax, along the classes of each example: y_nc = z_nc - ln Σ_k e^z_nk. It belongs before a
/// <see cref="NegativeLogLikelihoodLoss{T}"/>; both together are <see cref="SoftmaxCrossEntropyLoss{T}"/>.
/// </summary>
/// <remarks>
/// With the row's largest m it is y_nc = (z_nc - m) - ln Σ_k e^(z_nk - m): no power overflows, and ln 0 is never met, where the
/// logarithm of a finished softmax would be -∞ from a distance of 104 (float) or 746 (double) on.
/// ∂y_i/∂z_j = δ_ij - p_j with p = e^y, so dz_j = dy_j - p_j·Σ_i dy_i.
/// </remarks>
public sealed class LogSoftmaxLayer<T>(int inputs) : Layer<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly Reused<T> probabilities = new();
    private Matrix<T>? Y, P;

    public override string Name => $"log-softmax {Inputs}";
    public override int Inputs { get; } = Require.AtLeastOne(inputs, "The log-softmax", "class");

    public override Matrix<T> Forward(Matrix<T> X)
    {
        RequireInput(X);
        P = probabilities.Like(X);
        return Y = SoftmaxRows.LogOf(X, P, OutputFor(X.RowCount));
    }

    public override Matrix<T> Backward(Matrix<T> dY)
    {
        RequireGradient(dY, Y);
        return SoftmaxRows.LogBackward(P!, dY, InputGradientFor(dY.RowCount));   // dz_j = dy_j - p_j·Σ_i dy_i
    }
}
