using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// The negative log-likelihood of log-probabilities Q (N, C), as a <see cref="LogSoftmaxLayer{T}"/> gives them:
/// L = -1/N·Σ_n Σ_c y_nc·q_nc. Its derivative is dq_nc = -y_nc/N, whatever Q is. It never takes a logarithm, so what is not one
/// yet is an error: logits given to it by mistake would have a loss without a lower bound.
/// </summary>
public sealed class NegativeLogLikelihoodLoss<T> : Loss<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override string Name => "negative log-likelihood";

    /// <inheritdoc/>
    protected override double Terms(Matrix<T> P) => P.RowCount;

    /// <inheritdoc/>
    protected override void RequireTargets(Matrix<T> Y) => LossDoor.RequireDistribution(Name, Y);

    /// <inheritdoc/>
    protected override void RequireOutputs(Matrix<T> P) => LossDoor.RequireLogProbabilities(Name, P);

    /// <inheritdoc/>
    protected override double Sum(Matrix<T> P, Matrix<T> Y) => LossShapes.Sum(P, Y, static (q, y) => y == 0 && !double.IsNaN(q) ? 0 : -y * q);

    /// <inheritdoc/>
    protected override void SumGradient(Matrix<T> P, Matrix<T> Y, Matrix<T> dP) =>
        LossShapes.Map(P, Y, dP, static (_, y) => -y);
}
