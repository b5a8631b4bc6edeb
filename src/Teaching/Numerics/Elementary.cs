namespace Teaching;

/// <summary>
/// Elementary functions made of +, -, · and / alone, which every machine rounds alike: the system's own differ in the last bit
/// from one system to the next.
/// </summary>
internal static class Elementary
{
    // ln 2 in two parts. The first has 32 bits, so that its product with an exponent is exact.
    private const double Ln2High = 0.69314718036912382;
    private const double Ln2Low = 1.9082149292705877e-10;

    /// <summary>
    /// The natural logarithm, within about 1 ulp. With x = m·2ᵏ, m between √½ and √2, f = m - 1 and s = f/(2 + f):
    /// ln m = ln((1 + s)/(1 - s)) = 2(s + s³/3 + s⁵/5 + ...) = f - s·(f - R), R = 2(s²/3 + s⁴/5 + ...), which keeps f exact.
    /// </summary>
    public static double Log(double x)
    {
        if (double.IsNaN(x) || x < 0) return double.NaN;
        if (x == 0) return double.NegativeInfinity;
        if (double.IsPositiveInfinity(x)) return x;

        int k = Math.ILogB(x);
        double m = Math.ScaleB(x, -k);
        if (m > 1.4142135623730951)
        {
            m /= 2;
            k++;
        }

        double f = m - 1;
        double s = f / (2 + f);
        double q = s * s;
        double series = 0;
        for (int n = 23; n >= 3; n -= 2) series = series * q + 1.0 / n;
        double r = 2 * q * series;
        return k == 0 ? f - s * (f - r) : k * Ln2High - (s * (f - r) - k * Ln2Low - f);
    }
}
