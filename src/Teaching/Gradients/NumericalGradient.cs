using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// Derivatives by centred differences, (f(x + h) - f(x - h)) / 2h: slow, a few digits short, and without any chain rule,
/// which makes it the judge of every derivation by hand. In double only.
/// Used in lessons 01, 02, 03, 04, 05, 11.
/// </summary>
public static class NumericalGradient
{
    /// <summary>
    /// The step h at x: near ∛ε·max(1, |x|), where the errors of rounding and of the missing higher terms are about equal, and
    /// rounded to a power of two, so that x + h and x - h are as a rule exact. About 7.6e-6 for |x| up to 1.
    /// </summary>
    public static double StepAt(double x)
    {
        const double CubeRootOfEpsilon = 6.0554544523933395e-06;
        return Math.ScaleB(1, (int)Math.Round(Math.Log2(CubeRootOfEpsilon * Math.Max(1, Math.Abs(x)))));
    }

    /// <summary>df/dx at x.</summary>
    /// <exception cref="ArgumentException">x is not finite, or f gives NaN or ∞ beside it.</exception>
    public static double Derivative(Func<double, double> f, double x) => CentredDifference.At(() => f(x), () => x, v => x = v, "x").Slope;

    /// <summary>All ∂f/∂x_i at x, as an array of the same length. f sees copies; x stays as it is.</summary>
    /// <exception cref="ArgumentException">An entry is not finite, or f gives NaN or ∞ beside it; it says at which.</exception>
    public static double[] Of(Func<double[], double> f, double[] x)
    {
        double[] moved = [.. x];
        double[] gradient = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            int k = i;
            gradient[k] = CentredDifference.At(() => f([.. moved]), () => moved[k], v => moved[k] = v, $"x[{k}]").Slope;
        }
        return gradient;
    }

    /// <summary>All ∂f/∂x_i at x, as a vector of the same length. f sees copies; x stays as it is.</summary>
    /// <exception cref="ArgumentException">An entry is not finite, or f gives NaN or ∞ beside it; it says at which.</exception>
    public static Vector<double> Of(Func<Vector<double>, double> f, Vector<double> x) =>
        Vector<double>.Build.Dense(Of(values => f(Vector<double>.Build.Dense(values)), x.ToArray()));
}
