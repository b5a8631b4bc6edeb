using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// The cross-entropy of probabilities P (N, C), as a <see cref="SoftmaxLayer{T}"/> gives them: L = -1/N·Σ_n Σ_c y_nc·ln p_nc.
/// Its derivative is dp_nc = -y_nc/(N·p_nc), so a right class with probability 0 makes both infinite; in training prefer
/// <see cref="SoftmaxCrossEntropyLoss{T}"/>.
/// </summary>
public sealed class CrossEntropyLoss<T> : Loss<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override string Name => "cross-entropy";

    /// <inheritdoc/>
    protected override double Terms(Matrix<T> P) => P.RowCount;

    /// <inheritdoc/>
    protected override void RequireTargets(Matrix<T> Y) => LossDoor.RequireDistribution(Name, Y);

    /// <inheritdoc/>
    protected override void RequireOutputs(Matrix<T> P) => LossDoor.RequireChoice(Name, P);

    /// <inheritdoc/>
    protected override double Sum(Matrix<T> P, Matrix<T> Y) =>
        LossShapes.Sum(P, Y, static (p, y) => y == 0 && !double.IsNaN(p) ? 0 : -y * Elementary.Log(p));

    /// <inheritdoc/>
    protected override void SumGradient(Matrix<T> P, Matrix<T> Y, Matrix<T> dP) =>
        LossShapes.Map(P, Y, dP, static (p, y) => y == 0 ? 0 : -y / p);
}
