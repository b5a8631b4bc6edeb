using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Lessons.Errata;

/// <summary>
/// The code of the notebook "Exercise 1" b) as lesson 04 shows it, its slips included: 5 inputs, 3 neurons with ReLU, 2 with leaky
/// ReLU, 1 with the sigmoid, no biases. Weights are (In, Out).
/// </summary>
internal static class Exercise1Source
{
    internal sealed record Pass(Matrix<double> X, Matrix<double> A1, Matrix<double> A2, double Z3, double P);

    public static Matrix<double> X { get; } = Matrix<double>.Build.Dense(1, 5, [5.0, 4, 1, 3, 2]);

    public static Matrix<double>[] AllEqual(double w) =>
    [
        Matrix<double>.Build.Dense(5, 3, w), Matrix<double>.Build.Dense(3, 2, w), Matrix<double>.Build.Dense(2, 1, w),
    ];

    public static double Loss(double y, double p) => y == p ? 0 : PlainLoss(y, p);

    /// <summary>The loss without the special case.</summary>
    public static double PlainLoss(double y, double p) => -(y * Math.Log(p) + (1 - y) * Math.Log(1 - p));

    /// <summary>dL/dp without the special case.</summary>
    public static double PlainDerivative(double y, double p) => -(y / p - (1 - y) / (1 - p));

    public static Pass Forward(Matrix<double>[] W)
    {
        var A1 = (X * W[0]).Map(z => Math.Max(0, z));
        var A2 = (A1 * W[1]).Map(z => z > 0 ? z : 0.01 * z);
        double z3 = (A2 * W[2])[0, 0];
        return new(X, A1, A2, z3, 1 / (1 + Math.Exp(-z3)));
    }

    public static Matrix<double>[] Backward(Pass pass, double y, Matrix<double>[] W)
    {
        double dP = y != pass.P ? PlainDerivative(y, pass.P) : 0;
        return Backward(pass, dP * (pass.P * (1 - pass.P)), W, a => a >= 0 ? 1 : 0);
    }

    /// <summary>The way back from dL/dz3, with the ReLU's slope as a function of its output.</summary>
    public static Matrix<double>[] Backward(Pass pass, double dZ3, Matrix<double>[] W, Func<double, double> reluSlope)
    {
        var dZ2 = (dZ3 * W[2].Transpose()).PointwiseMultiply(pass.A2.Map(a => a >= 0 ? 1 : 0.01));
        var dZ1 = (dZ2 * W[1].Transpose()).PointwiseMultiply(pass.A1.Map(reluSlope));
        return [pass.X.Transpose() * dZ1, pass.A1.Transpose() * dZ2, pass.A2.Transpose() * dZ3];
    }
}
