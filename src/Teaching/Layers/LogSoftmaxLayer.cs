using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

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
    private readonly Reused<T> outputs = new(inputs), probabilities = new(inputs), gradients = new(inputs);
    private Matrix<T>? Y, P;

    /// <inheritdoc/>
    public override string Name { get; } = inputs > 0 ? $"log-softmax {inputs}" : throw new ArgumentException($"The log-softmax needs at least one class, not {inputs}.");

    /// <inheritdoc/>
    public override int Inputs => inputs;

    /// <inheritdoc/>
    public override int Outputs => inputs;

    /// <inheritdoc/>
    public override Matrix<T> Forward(Matrix<T> X)
    {
        RequireInput(X);
        (Y, P) = (outputs.For(X.RowCount), probabilities.For(X.RowCount));
        SoftmaxRows.LogOf(X, P, Y);
        return Y;
    }

    /// <inheritdoc/>
    public override Matrix<T> Backward(Matrix<T> dY)
    {
        RequireGradient(dY, Y);
        Matrix<T> dZ = gradients.For(dY.RowCount);
        SoftmaxRows.LogBackward(P!, dY, dZ);   // dz_j = dy_j - p_j·Σ_i dy_i
        return dZ;
    }
}
