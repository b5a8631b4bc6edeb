namespace Teaching;

/// <summary>What a step to each side of one number says about the slope of a function.</summary>
/// <param name="Slope">(f(x + h) - f(x - h)) / 2h.</param>
/// <param name="Below">The one-sided slope (f(x) - f(x - h)) / h; NaN when f(x) was not given.</param>
/// <param name="Above">The one-sided slope (f(x + h) - f(x)) / h; NaN when f(x) was not given.</param>
/// <param name="Noise">How far rounding alone may move the slope: f is known to a few ε·|f|, and the difference is divided by 2h.</param>
internal readonly record struct CentredDifference(double Slope, double Below, double Above, double Noise)
{
    private const double Epsilon = 2.220446049250313e-16;

    /// <summary>The one-sided slopes disagree by more than curvature or rounding explain.</summary>
    public bool LooksLikeKink => Math.Abs(Above - Below) > 0.01 * Math.Max(Math.Abs(Above), Math.Abs(Below)) + 8 * Noise;

    /// <summary>Measures the slope in one number, and puts it back even when f throws.</summary>
    /// <param name="f">The function, as it is now.</param>
    /// <param name="read">Reads the number.</param>
    /// <param name="write">Writes the number.</param>
    /// <param name="where">The number's name in an error.</param>
    /// <param name="here">f with the number as it is.</param>
    public static CentredDifference At(Func<double> f, Func<double> read, Action<double> write, string where, double here = double.NaN)
    {
        double x = read();
        if (!double.IsFinite(x)) throw new ArgumentException($"There is no slope at {where} = {NumberText.Significant(x, 6)}.");
        double h = NumericalGradient.StepAt(x);
        double above, below;
        try
        {
            write(x + h);
            above = Finite(f(), where, x, '+', h);
            write(x - h);
            below = Finite(f(), where, x, '-', h);
        }
        finally
        {
            write(x);
        }
        double noise = 4 * Epsilon * (Math.Abs(above) + Math.Abs(below)) / (2 * h);
        return new((above - below) / (2 * h), (here - below) / h, (above - here) / h, noise);
    }

    private static double Finite(double value, string where, double x, char sign, double h)
    {
        if (double.IsFinite(value)) return value;
        throw new ArgumentException($"The function is {NumberText.Significant(value, 6)} at " +
            $"{where} = {NumberText.Significant(x, 6)} {sign} {NumberText.Significant(h, 3)}, so it has no slope there.");
    }
}
