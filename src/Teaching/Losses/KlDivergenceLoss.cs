using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// The Kullback-Leibler divergence of probabilities P (N, C) from targets Y: L = 1/N·Σ_n Σ_c y_nc·ln(y_nc/p_nc), 0 exactly where
/// P = Y. It is the cross-entropy less the targets' own entropy -Σ y·ln y, which no weight can change, so the gradient is the same:
/// dp_nc = -y_nc/(N·p_nc). With one-hot targets the entropy is 0 and both losses are equal.
/// </summary>
public sealed class KlDivergenceLoss<T> : Loss<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override string Name => "KL divergence";

    /// <inheritdoc/>
    protected override double Terms(Matrix<T> P) => P.RowCount;

    /// <inheritdoc/>
    protected override void RequireTargets(Matrix<T> Y) => LossDoor.RequireDistribution(Name, Y);

    /// <inheritdoc/>
    protected override void RequireOutputs(Matrix<T> P) => LossDoor.RequireChoice(Name, P);

    /// <inheritdoc/>
    protected override double Sum(Matrix<T> P, Matrix<T> Y) =>
        LossShapes.Sum(P, Y, static (p, y) => y == 0 && !double.IsNaN(p) ? 0 : y * (Elementary.Log(y) - Elementary.Log(p)));

    /// <inheritdoc/>
    protected override void SumGradient(Matrix<T> P, Matrix<T> Y, Matrix<T> dP) =>
        LossShapes.Map(P, Y, dP, static (p, y) => y == 0 ? 0 : -y / p);
}
