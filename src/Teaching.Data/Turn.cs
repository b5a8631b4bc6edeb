namespace Teaching.Data;

/// <summary>
/// Cosine and sine of an angle in degrees, from additions and multiplications alone, so that they have the same bits on every
/// system; quarter turns are exact.
/// </summary>
internal static class Turn
{
    private static readonly (double Cos, double Sin)[] Quarters = [(1, 0), (0, 1), (-1, 0), (0, -1)];

    /// <summary>Takes away quarter turns, so that 45° at most are left for the series.</summary>
    public static (double Cos, double Sin) Of(double degrees)
    {
        double quarters = Math.Round(degrees / 90);
        double x = (degrees - 90 * quarters) * (Math.PI / 180);
        (double c, double s) = (Series(1, 1, x * x), x * Series(1, 2, x * x));
        (double cos, double sin) = Quarters[(int)(((long)quarters % 4 + 4) % 4)];
        return (cos * c - sin * s, sin * c + cos * s);
    }

    /// <summary>1 - q/(k(k + 1)) + q²/(k(k + 1)(k + 2)(k + 3)) - ... as far as a double can tell: k = 1 is the cosine, k = 2 the sine over x.</summary>
    private static double Series(double sum, int k, double q)
    {
        double term = 1;
        for (int i = k; i < k + 20; i += 2)
        {
            term *= -q / (i * (i + 1));
            sum += term;
        }
        return sum;
    }
}
