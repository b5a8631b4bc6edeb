using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// Sigmoid and binary cross-entropy in one, from logits Z (N, Out): L = -1/(N·Out)·Σ (y·ln σ(z) + (1 - y)·ln(1 - σ(z))).
/// </summary>
/// <remarks>
/// With -ln σ(z) = softplus(-z) and -ln(1 - σ(z)) = softplus(z) each term is y·softplus(-z) + (1 - y)·softplus(z), which meets no ln 0.
/// The derivative of softplus is σ, so dz = -y·σ(-z) + (1 - y)·σ(z) = σ(z) - y, divided by N·Out.
/// </remarks>
public sealed class SigmoidCrossEntropyLoss<T> : Loss<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override string Name => "sigmoid with binary cross-entropy";

    /// <inheritdoc/>
    public override double Threshold => 0;

    /// <inheritdoc/>
    protected override double Terms(Matrix<T> P) => (double)P.RowCount * P.ColumnCount;

    /// <inheritdoc/>
    protected override void RequireTargets(Matrix<T> Y) => LossDoor.RequireUnitTargets(Name, Y);

    internal override Squash Applies => Squash.Sigmoid;

    /// <inheritdoc/>
    protected override double Sum(Matrix<T> P, Matrix<T> Y) => LossShapes.Sum(P, Y, static (z, y) =>
    {
        var terms = new LogisticTerms(z);
        return (y == 0 ? 0 : y * terms.SoftplusOfMinus) + (y == 1 ? 0 : (1 - y) * terms.Softplus);
    });

    /// <inheritdoc/>
    protected override void SumGradient(Matrix<T> P, Matrix<T> Y, Matrix<T> dP) =>
        LossShapes.Map(P, Y, dP, static (z, y) => y == 1 ? -new LogisticTerms(z).Complement : new LogisticTerms(z).Sigmoid - y);
}
