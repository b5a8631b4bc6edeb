using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// The squared error between predictions P and targets Y, both (N, Out), in two forms whose names say which:
/// half the sum, as in the backpropagation article, and the mean. An ArgumentException says when the shapes differ or a target is not finite.
/// Used in lessons 02, 04, 11.
/// </summary>
public static class SquaredError
{
    /// <summary>½·Σ (p - y)², summed over all N·Out entries and divided by nothing; its gradient is P - Y.</summary>
    public static double HalfSum<T>(Matrix<T> P, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T> => 0.5 * Of(P, Y, Reduction.Sum);

    /// <summary>1/(N·Out) · Σ (p - y)², the mean over all entries.</summary>
    public static double Mean<T>(Matrix<T> P, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T> => Of(P, Y, Reduction.Mean);

    private static double Of<T>(Matrix<T> P, Matrix<T> Y, Reduction reduction) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Targets.RequireShapes("the squared error", "P", P, Y);
        return new MeanSquaredErrorLoss<T> { Reduction = reduction }.Forward(P, Y);
    }
}

/// <summary>The mean squared error L = 1/(N·Out)·Σ (p - y)², with dp = 2·(p - y)/(N·Out). Any number can be a target.</summary>
public sealed class MeanSquaredErrorLoss<T> : Loss<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    public override string Name => "mean squared error";
    protected override double Sum(Matrix<T> P, Matrix<T> Y) => SumOver(P, Y, static (p, y) => (p - y) * (p - y));
    protected override void SumGradient(Matrix<T> P, Matrix<T> Y, Matrix<T> dP) => MapOver(P, Y, dP, static (p, y) => 2 * (p - y));
}
