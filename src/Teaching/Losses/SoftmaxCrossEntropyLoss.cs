using System.Numerics;
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
    private Reused<T> probabilities = new(0), logarithms = new(0);

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
        if (probabilities.Columns != P.ColumnCount) (probabilities, logarithms) = (new(P.ColumnCount), new(P.ColumnCount));
        Probabilities = probabilities.For(P.RowCount);
        Matrix<T> logP = logarithms.For(P.RowCount);
        SoftmaxRows.LogOf(P, Probabilities, logP);
        return LossShapes.Sum(logP, Y, static (logP, y) => y == 0 ? 0 : -y * logP);
    }

    /// <inheritdoc/>
    protected override void SumGradient(Matrix<T> P, Matrix<T> Y, Matrix<T> dP) => Entries.Subtract(Probabilities!, Y, dP);   // P - Y
}
