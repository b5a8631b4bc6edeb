using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>The mean squared error L = 1/(N·Out)·Σ (p - y)², with dp = 2·(p - y)/(N·Out). Any number can be a target.</summary>
public sealed class MeanSquaredErrorLoss<T> : Loss<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override string Name => "mean squared error";

    /// <inheritdoc/>
    protected override double Terms(Matrix<T> P) => (double)P.RowCount * P.ColumnCount;

    /// <inheritdoc/>
    protected override double Sum(Matrix<T> P, Matrix<T> Y) => LossShapes.Sum(P, Y, static (p, y) => (p - y) * (p - y));

    /// <inheritdoc/>
    protected override void SumGradient(Matrix<T> P, Matrix<T> Y, Matrix<T> dP) => LossShapes.Map(P, Y, dP, static (p, y) => 2 * (p - y));
}
