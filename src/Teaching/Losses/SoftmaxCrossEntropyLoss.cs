using System.Numerics;
using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// Softmax and cross-entropy in one, from logits Z (N, C): L = -1/N·Σ_n Σ_c y_nc·ln p_nc with P = softmax(Z).
/// </summary>
/// <remarks>
/// With s_n = Σ_k e^z_nk it is ln p_nc = z_nc - ln s_n, so ln 0 is never met. Since Σ_c y_nc = 1, one example's loss is
/// ln s_n - Σ_c y_nc·z_nc, and ∂ ln s_n/∂z_nc = e^z_nc/s_n = p_nc: dZ = (P - Y)/N. The softmax's Jacobian and the division by p
/// have cancelled.
/// </remarks>
public sealed class SoftmaxCrossEntropyLoss<T> : Loss<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly Buffer<T> rows = new(3);
    private Buffer<T> probabilities = new(0);

    /// <inheritdoc/>
    public override string Name => "softmax with cross-entropy";

    /// <inheritdoc/>
    public override double Threshold => 0;

    /// <summary>softmax(Z) of the last Forward.</summary>
    public Matrix<T>? Probabilities { get; private set; }

    /// <inheritdoc/>
    protected override double Terms(Matrix<T> P) => P.RowCount;

    /// <inheritdoc/>
    protected override void RequireTargets(Matrix<T> Y) => LossDoor.RequireDistribution(Name, Y);

    internal override Squash Applies => Squash.Softmax;

    /// <inheritdoc/>
    protected override double Sum(Matrix<T> P, Matrix<T> Y)
    {
        int n = P.RowCount, classes = P.ColumnCount;
        if (probabilities.Columns != classes) probabilities = new(classes);
        Probabilities = probabilities.For(n);
        Span<T> scratch = MatrixView<T>.Of(rows.For(n)).Data, largest = scratch[..n], logSum = scratch[(2 * n)..];
        SoftmaxRows.Of(P, Probabilities, largest, scratch.Slice(n, n));
        Elementary.Log(scratch.Slice(n, n), logSum);
        ReadOnlySpan<T> z = MatrixView<T>.Of(P).Data, y = MatrixView<T>.Of(Y).Data;
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            for (int at = i; at < y.Length; at += n)
            {
                if (y[at] != T.Zero) sum -= double.CreateChecked(y[at]) * double.CreateChecked(z[at] - largest[i] - logSum[i]);
            }
        }
        return sum;
    }

    /// <inheritdoc/>
    protected override void SumGradient(Matrix<T> P, Matrix<T> Y, Matrix<T> dP) =>
        TensorPrimitives.Subtract(MatrixView<T>.Of(Probabilities!).Data, MatrixView<T>.Of(Y).Data, MatrixView<T>.Of(dP).Data);
}
