using System.Globalization;

namespace Teaching.Drawing;

/// <summary>How a line is drawn; the dash is a list of lengths in pixels, empty for a solid line.</summary>
internal readonly record struct Stroke(Paint Color, double Width, string Dash = "")
{
    /// <summary>The dash that plotly calls so, or that lists its lengths; null for any other word.</summary>
    public static string? DashOf(string word) => word switch
    {
        "solid" => "",
        "dot" => "2 3",
        "dash" => "7 5",
        "longdash" => "11 6",
        "dashdot" => "7 4 2 4",
        "longdashdot" => "11 5 2 5",
        _ => Lengths(word),
    };

    private static string? Lengths(string list)
    {
        string[] parts = [.. list.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(part => part.Replace("px", "", StringComparison.Ordinal))];
        bool all = parts.Length is > 0 and < 20 && Array.TrueForAll(parts, part => double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double n) && n < 1000);
        return all ? string.Join(' ', parts) : null;
    }
}
