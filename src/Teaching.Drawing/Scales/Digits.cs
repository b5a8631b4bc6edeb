using System.Globalization;

namespace Teaching.Drawing;

/// <summary>Numbers with few digits, alike in every culture.</summary>
internal static class Digits
{
    /// <summary>The value rounded to six significant digits; minus zero becomes zero.</summary>
    public static double Six(double value) =>
        double.IsFinite(value) ? double.Parse(value.ToString("E5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + 0.0 : value;

    /// <summary>The value between two limits, and the lower one where they cross.</summary>
    public static double Within(double value, double low, double high) => Math.Max(low, Math.Min(value, high));

    public static string Text(double value, int digits = 6) =>
        (value + 0.0).ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace('E', 'e');
}
