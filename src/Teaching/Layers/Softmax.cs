using System.Numerics;
using Teaching.Fast;

namespace Teaching;

// In here, so that a vector is Math.NET's and not that of System.Numerics.
using MathNet.Numerics.LinearAlgebra;

/// <summary>
/// The softmax p_i = e^(z_i) / Σ_j e^(z_j), which turns scores (logits) into probabilities with the sum 1.
/// The largest score is subtracted first: p stays the same, and nothing overflows.
/// Used in lessons 01, 05, 07, 08, 09, 10, 11.
/// </summary>
public static class Softmax
{
    /// <summary>The probabilities of one vector of scores (C).</summary>
    /// <exception cref="ArgumentException">There is no score, or the largest is NaN or infinite.</exception>
    public static Vector<T> Of<T>(Vector<T> z) where T : struct, IBinaryFloatingPointIeee754<T> => Probabilities(z.ToRowMatrix(), "z").Row(0);

    /// <summary>The probabilities of each row of scores: Z (N, C), P (N, C).</summary>
    /// <exception cref="ArgumentException">There is no column, or the largest score of a row is NaN or infinite.</exception>
    public static Matrix<T> Rows<T>(Matrix<T> Z) where T : struct, IBinaryFloatingPointIeee754<T> => Probabilities(Z, null);

    /// <summary>ln p for each row of scores: Z (N, C), ln P (N, C). Right also where p rounds to 0.</summary>
    /// <inheritdoc cref="Rows" path="/exception"/>
    public static Matrix<T> LogRows<T>(Matrix<T> Z) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        RequireScores(Z);
        Matrix<T> P = Empty(Z), logP = Empty(Z);
        SoftmaxRows.LogOf(Shapes.Dense(Z), P, logP);
        return logP;
    }

    /// <summary>All derivatives at the scores z (C): entry (i, j) is ∂p_i/∂z_j = p_i·(δ_ij - p_j), shape (C, C).</summary>
    /// <exception cref="ArgumentException">There is no score, or one is NaN or infinite.</exception>
    public static Matrix<T> Jacobian<T>(Vector<T> z) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Vector<T> p = Of(z);
        return Matrix<T>.Build.Dense(p.Count, p.Count, (i, j) => p[i] * ((i == j ? T.One : T.Zero) - p[j]));
    }

    /// <summary>
    /// The backward pass of <see cref="Rows"/>: from P and dP = ∂L/∂P, both (N, C), to dZ (N, C).
    /// dZ_nj = Σ_i dP_ni·∂p_ni/∂z_nj = P_nj·(dP_nj - Σ_i dP_ni·P_ni).
    /// </summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Matrix<T> Backward<T>(Matrix<T> P, Matrix<T> dP) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Shapes.RequireSame("the softmax's backward pass", "P", P, "dP", dP);
        Matrix<T> dZ = Empty(P);
        SoftmaxRows.Backward(Shapes.Dense(P), Shapes.Dense(dP), dZ);
        return dZ;
    }

    private static Matrix<T> Probabilities<T>(Matrix<T> Z, string? name) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        RequireScores(Z, name);
        Matrix<T> P = Empty(Z);
        SoftmaxRows.Of(Shapes.Dense(Z), P);
        return P;
    }

    private static Matrix<T> Empty<T>(Matrix<T> Z) where T : struct, IBinaryFloatingPointIeee754<T> => Matrix<T>.Build.Dense(Z.RowCount, Z.ColumnCount);

    /// <summary>Throws unless every row has scores, of which the largest is finite.</summary>
    internal static void RequireScores<T>(Matrix<T> Z, string? name = null) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        for (int n = 0; n < Z.RowCount; n++)
        {
            string where = name ?? $"row {n} of Z";
            if (Z.ColumnCount == 0) throw new ArgumentException($"The softmax of no scores is not defined: {where} has none.");
            T largest = T.NegativeInfinity;
            for (int j = 0; j < Z.ColumnCount; j++) largest = T.Max(largest, Z.At(n, j));
            if (!T.IsFinite(largest))
                throw new ArgumentException($"The softmax needs finite scores, but the largest in {where} is {NumberText.Significant(double.CreateSaturating(largest), 6)}.");
        }
    }
}

/// <summary>
/// The softmax as a layer of its own: P_nc = e^z_nc / Σ_k e^z_nk, for the losses that take probabilities. In training prefer
/// <see cref="SoftmaxCrossEntropyLoss{T}"/>, which does both steps in one: it never divides by a probability of 0.
/// </summary>
/// <remarks>
/// Every z of a row moves every p of it: ∂p_i/∂z_j = p_i·(δ_ij - p_j), a matrix J (C, C) for each example (<see cref="Softmax.Jacobian"/>).
/// dz_j = Σ_i dp_i·∂p_i/∂z_j = p_j·dp_j - p_j·Σ_i dp_i·p_i = p_j·(dp_j - Σ_i dp_i·p_i), so J need not be written down.
/// </remarks>
/// <param name="classes">C, inputs and outputs.</param>
public sealed class SoftmaxLayer<T>(int classes) : Layer<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private Matrix<T>? P;

    public override string Name { get; } = classes > 0 ? $"softmax {classes}" : throw new ArgumentException($"The softmax needs at least one class, not {classes}.");
    public override int Inputs => classes;
    public override int Outputs => classes;
    internal override Squash Gives => Squash.Softmax;

    public override Matrix<T> Forward(Matrix<T> X)
    {
        RequireInput(X);
        P = OutputFor(X.RowCount);
        SoftmaxRows.Of(X, P);
        return P;
    }

    public override Matrix<T> Backward(Matrix<T> dY)
    {
        RequireGradient(dY, P);
        Matrix<T> dZ = InputGradientFor(dY.RowCount);
        SoftmaxRows.Backward(P!, dY, dZ);   // dz_j = p_j·(dp_j - Σ_i dp_i·p_i)
        return dZ;
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
/// <param name="inputs">C, the classes: inputs and outputs.</param>
public sealed class LogSoftmaxLayer<T>(int inputs) : Layer<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly Reused<T> probabilities = new(inputs);
    private Matrix<T>? Y, P;

    public override string Name { get; } = inputs > 0 ? $"log-softmax {inputs}" : throw new ArgumentException($"The log-softmax needs at least one class, not {inputs}.");
    public override int Inputs => inputs;
    public override int Outputs => inputs;

    public override Matrix<T> Forward(Matrix<T> X)
    {
        RequireInput(X);
        (Y, P) = (OutputFor(X.RowCount), probabilities.For(X.RowCount));
        SoftmaxRows.LogOf(X, P, Y);
        return Y;
    }

    public override Matrix<T> Backward(Matrix<T> dY)
    {
        RequireGradient(dY, Y);
        Matrix<T> dZ = InputGradientFor(dY.RowCount);
        SoftmaxRows.LogBackward(P!, dY, dZ);   // dz_j = dy_j - p_j·Σ_i dy_i
        return dZ;
    }
}
