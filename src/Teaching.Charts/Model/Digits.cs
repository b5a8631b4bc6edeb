using System.Globalization;

namespace Teaching.Charts;

/// <summary>Numbers as a chart writes them: six significant digits, always with a point, whatever the culture.</summary>
internal static class Digits
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>The value rounded to six significant digits; minus zero becomes zero.</summary>
    public static double Six(double value)
    {
        if (!double.IsFinite(value)) return value;
        string text = value.ToString("E5", CultureInfo.InvariantCulture);
        return double.Parse(text, CultureInfo.InvariantCulture) + 0.0;
    }

    /// <summary>A value as a reader likes it: 0.25, 12500, 1.5e-07.</summary>
    public static string Text(double value, int digits = 6) =>
        (value == 0 ? 0 : value).ToString("g" + digits, CultureInfo.InvariantCulture);

    /// <summary>A coordinate in pixels with at most two decimals.</summary>
    public static string Pixel(double value) =>
        (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A power of ten as 10⁻³, with a factor in front when there is one: 2×10⁻³.</summary>
    public static string Power(double mantissa, int exponent)
    {
        string sign = exponent < 0 ? "⁻" : "";
        string digits = string.Concat(Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).Select(d => Superscripts[d - '0']));
        string power = $"10{sign}{digits}";
        return mantissa == 1 ? power : $"{Text(mantissa)}×{power}";
    }

    /// <summary>A power of ten as a reader likes it: 0.001, 100, 10⁻⁷.</summary>
    public static string Decade(int exponent) => exponent is >= -3 and <= 4 ? Text(Math.Pow(10, exponent)) : Power(1, exponent);
}
