using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// The cross-entropy of yes-or-no probabilities P (N, Out), as a sigmoid gives them:
/// L = -1/(N·Out)·Σ (y·ln p + (1 - y)·ln(1 - p)), with dp = ((1 - y)/(1 - p) - y/p)/(N·Out). Where p is 0 or 1 against its target
/// both are infinite; in training prefer <see cref="SigmoidCrossEntropyLoss{T}"/>.
/// </summary>
public sealed class BinaryCrossEntropyLoss<T> : Loss<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override string Name => "binary cross-entropy";

    /// <inheritdoc/>
    protected override double Terms(Matrix<T> P) => (double)P.RowCount * P.ColumnCount;

    /// <inheritdoc/>
    protected override void RequireTargets(Matrix<T> Y) => LossDoor.RequireUnitTargets(Name, Y);

    /// <inheritdoc/>
    protected override void RequireOutputs(Matrix<T> P) => LossDoor.RequireProbabilities(Name, P);

    /// <inheritdoc/>
    protected override double Sum(Matrix<T> P, Matrix<T> Y) => LossShapes.Sum(P, Y, static (p, y) =>
        -((y == 0 ? 0 : y * Elementary.Log(p)) + (y == 1 ? 0 : (1 - y) * Elementary.Log(1 - p))));

    /// <inheritdoc/>
    protected override void SumGradient(Matrix<T> P, Matrix<T> Y, Matrix<T> dP) =>
        LossShapes.Map(P, Y, dP, static (p, y) => (y == 1 ? 0 : (1 - y) / (1 - p)) - (y == 0 ? 0 : y / p));
}
