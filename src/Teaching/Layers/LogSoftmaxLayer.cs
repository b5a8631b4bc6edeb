using System.Numerics;
using System.Numerics.Tensors;
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
    private readonly Buffer<T> outputs = new(inputs), probabilities = new(inputs), gradients = new(inputs), rows = new(2);
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
        int n = X.RowCount;
        (Y, P) = (outputs.For(n), probabilities.For(n));
        Span<T> scratch = MatrixView<T>.Of(rows.For(n)).Data, largest = scratch[..n], logSum = scratch[n..];
        SoftmaxRows.Of(X, P, largest, logSum);
        Elementary.Log(logSum, logSum);
        Span<T> z = MatrixView<T>.Of(X).Data, y = MatrixView<T>.Of(Y).Data;
        for (int c = 0; c < z.Length; c += n)
        {
            TensorPrimitives.Subtract(z.Slice(c, n), largest, y.Slice(c, n));
            TensorPrimitives.Subtract(y.Slice(c, n), logSum, y.Slice(c, n));
        }
        return Y;
    }

    /// <inheritdoc/>
    public override Matrix<T> Backward(Matrix<T> dY)
    {
        RequireGradient(dY, Y);
        int n = dY.RowCount;
        Matrix<T> dZ = gradients.For(n);
        Span<T> p = MatrixView<T>.Of(P!).Data, dy = MatrixView<T>.Of(dY).Data, dz = MatrixView<T>.Of(dZ).Data;
        Span<T> sum = MatrixView<T>.Of(rows.For(n)).Data[..n];   // Σ_i dy_i of each row
        sum.Clear();
        for (int i = 0; i < dy.Length; i += n) TensorPrimitives.Add(sum, dy.Slice(i, n), sum);
        TensorPrimitives.Negate(sum, sum);
        for (int j = 0; j < dy.Length; j += n) TensorPrimitives.FusedMultiplyAdd(p.Slice(j, n), sum, dy.Slice(j, n), dz.Slice(j, n));
        return dZ;
    }
}
