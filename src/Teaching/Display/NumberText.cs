using System.Globalization;

namespace Teaching;

/// <summary>Numbers as text, alike in every culture: <c>0.0141814</c>, <c>2.09236e-06</c>, <c>NaN</c>, <c>-∞</c>.</summary>
public static class NumberText
{
    /// <summary>The number with this many significant digits, without trailing zeros.</summary>
    public static string Significant(double x, int digits) =>
        Special(x) ?? Plus(x).ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace('E', 'e');

    /// <summary>The number with this many decimals.</summary>
    public static string Fixed(double x, int decimals) =>
        Special(x) ?? Plus(x).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>The number with a power of ten, such as <c>1.50e-07</c> with two decimals.</summary>
    public static string Scientific(double x, int decimals) =>
        Special(x) ?? Plus(x).ToString($"0.{new string('0', decimals)}e+00", CultureInfo.InvariantCulture);

    private static string? Special(double x) => x switch
    {
        double.NaN => "NaN",
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "-∞",
        _ => null,
    };

    /// <summary>Turns -0 into 0.</summary>
    private static double Plus(double x) => x == 0 ? 0 : x;
}
