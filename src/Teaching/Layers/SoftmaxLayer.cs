using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// The softmax as a layer of its own: P_nc = e^z_nc / Σ_k e^z_nk, for the losses that take probabilities. In training prefer
/// <see cref="SoftmaxCrossEntropyLoss{T}"/>, which does both steps in one: it never divides by a probability of 0.
/// </summary>
/// <remarks>
/// Every z of a row moves every p of it: ∂p_i/∂z_j = p_i·(δ_ij - p_j), a matrix J (C, C) for each example (<see cref="Jacobian"/>).
/// dz_j = Σ_i dp_i·∂p_i/∂z_j = p_j·dp_j - p_j·Σ_i dp_i·p_i = p_j·(dp_j - Σ_i dp_i·p_i), so J need not be written down.
/// </remarks>
/// <param name="classes">C, inputs and outputs.</param>
public sealed class SoftmaxLayer<T>(int classes) : Layer<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly Reused<T> probabilities = new(classes), gradients = new(classes);
    private Matrix<T>? P;

    /// <inheritdoc/>
    public override string Name { get; } = classes > 0 ? $"softmax {classes}" : throw new ArgumentException($"The softmax needs at least one class, not {classes}.");

    /// <inheritdoc/>
    public override int Inputs => classes;

    /// <inheritdoc/>
    public override int Outputs => classes;

    /// <inheritdoc/>
    internal override Squash Gives => Squash.Softmax;

    /// <inheritdoc/>
    public override Matrix<T> Forward(Matrix<T> X)
    {
        RequireInput(X);
        P = probabilities.For(X.RowCount);
        SoftmaxRows.Of(X, P);
        return P;
    }

    /// <inheritdoc/>
    public override Matrix<T> Backward(Matrix<T> dY)
    {
        RequireGradient(dY, P);
        Matrix<T> dZ = gradients.For(dY.RowCount);
        SoftmaxRows.Backward(P!, dY, dZ);   // dz_j = p_j·(dp_j - Σ_i dp_i·p_i)
        return dZ;
    }

    /// <summary>All derivatives of one example of the last Forward: entry (i, j) is ∂p_i/∂z_j = p_i·(δ_ij - p_j), shape (C, C).</summary>
    /// <exception cref="InvalidOperationException">There was no Forward before.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public Matrix<T> Jacobian(int row)
    {
        if (P is null) throw new InvalidOperationException($"{Name} has no derivatives yet: call Forward first.");
        if (row < 0 || row >= P.RowCount) throw new ArgumentOutOfRangeException(nameof(row), $"There is no row {row} in P {Shapes.Of(P)}.");
        return Matrix<T>.Build.Dense(classes, classes, (i, j) => P[row, i] * ((i == j ? T.One : T.Zero) - P[row, j]));
    }
}
