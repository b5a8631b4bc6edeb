namespace Teaching;

/// <summary>
/// Derivatives by centred differences, (f(x + h) - f(x - h)) / 2h: slow, a few digits short, and without any chain rule, which makes them
/// the judge of every derivation by hand. In double only.
/// Used in lessons 01, 02, 03, 05, 08, 12.
/// </summary>
public static class NumericalGradient
{
    /// <summary>df/dx at x.</summary>
    /// <exception cref="ArgumentException">x is not finite, or f gives NaN or ∞ beside it.</exception>
    public static double Derivative(Func<double, double> f, double x) => CentredDifference.At(f, x, "x").Slope;

    /// <summary>All ∂f/∂x_i at x. f sees copies; x stays as it is.</summary>
    /// <exception cref="ArgumentException">An entry is not finite, or f gives NaN or ∞ beside it; the message says at which.</exception>
    public static double[] Of(Func<double[], double> f, double[] x)
    {
        double At(int i, double moved) => f([.. x[..i], moved, .. x[(i + 1)..]]);
        return [.. x.Select((number, i) => CentredDifference.At(moved => At(i, moved), number, $"x[{i}]").Slope)];
    }
}

/// <summary>What a step to each side of x says about the slope of f there.</summary>
/// <param name="Slope">(f(x + h) - f(x - h)) / 2h.</param>
/// <param name="Below">The one-sided slope (f(x) - f(x - h)) / h; NaN when f(x) was not given.</param>
/// <param name="Above">The one-sided slope (f(x + h) - f(x)) / h; NaN when f(x) was not given.</param>
/// <param name="Noise">How far rounding alone may move the slope: f is known to a few ε·|f|, and the difference is divided by 2h.</param>
internal readonly record struct CentredDifference(double Slope, double Below, double Above, double Noise)
{
    private const double Epsilon = 2.220446049250313e-16, CubeRootOfEpsilon = 6.0554544523933395e-06;

    /// <summary>
    /// The step h at x: near ∛ε·max(1, |x|), where the errors of rounding and of the missing higher terms are about equal, and rounded to a
    /// power of two, so that x + h and x - h are exact as a rule. About 7.6e-6 for |x| up to 1.
    /// </summary>
    public static double StepAt(double x) => Math.ScaleB(1, (int)Math.Round(Math.Log2(CubeRootOfEpsilon * Math.Max(1, Math.Abs(x)))));

    /// <summary>Measures the slope at x, which an error calls by its name; <paramref name="here"/> is f(x).</summary>
    public static CentredDifference At(Func<double, double> f, double x, string name, double here = double.NaN)
    {
        string at = $"{name} = {NumberText.Significant(x, 6)}";
        if (!double.IsFinite(x)) throw new ArgumentException($"There is no slope at {at}.");
        double h = StepAt(x), above = f(x + h), below = f(x - h);
        if (!double.IsFinite(above) || !double.IsFinite(below))
        {
            (double value, char sign) = double.IsFinite(above) ? (below, '-') : (above, '+');
            throw new ArgumentException(
                $"The function is {NumberText.Significant(value, 6)} at {at} {sign} {NumberText.Significant(h, 3)}, so it has no slope there.");
        }
        double noise = 4 * Epsilon * (Math.Abs(above) + Math.Abs(below)) / (2 * h);
        return new((above - below) / (2 * h), (here - below) / h, (above - here) / h, noise);
    }
}
