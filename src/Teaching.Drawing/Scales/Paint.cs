using System.Globalization;

namespace Teaching.Drawing;

/// <summary>A colour as numbers, so that whatever a figure calls a colour reaches the SVG as #rrggbb.</summary>
internal readonly record struct Paint(int R, int G, int B, double Opacity = 1)
{
    public static readonly Paint White = new(255, 255, 255);
    public static readonly Paint Ink = new(34, 34, 34);
    public static readonly Paint Muted = new(102, 102, 102);

    public string Hex => string.Create(CultureInfo.InvariantCulture, $"#{R:x2}{G:x2}{B:x2}");

    /// <summary>Whether text on this colour must be white to be read.</summary>
    public bool IsDark => 0.299 * R + 0.587 * G + 0.114 * B < 140;

    public Paint Fainter(double opacity) => this with { Opacity = Opacity * Math.Clamp(opacity, 0, 1) };

    /// <summary>The colour of #rgb, #rrggbb, #rrggbbaa, rgb(...), rgba(...) or a CSS name; null for any other text.</summary>
    public static Paint? Of(string text)
    {
        text = text.Trim();
        if (text.StartsWith('#')) return OfHex(text[1..]);
        int open = text.IndexOf('(');
        if (open > 0 && text.EndsWith(')') && text[..open] is "rgb" or "rgba") return OfParts(text[(open + 1)..^1].Split(','));
        if (text == "transparent") return White with { Opacity = 0 };
        var named = System.Drawing.Color.FromName(text);
        return named.IsKnownColor && !named.IsSystemColor ? new Paint(named.R, named.G, named.B) : null;
    }

    private static Paint? OfHex(string hex)
    {
        if (hex.Length == 3) hex = string.Concat(hex.Select(digit => new string(digit, 2)));
        if (hex.Length is not (6 or 8) || !hex.All(char.IsAsciiHexDigit)) return null;
        byte[] bytes = Convert.FromHexString(hex);
        return new Paint(bytes[0], bytes[1], bytes[2], bytes.Length == 4 ? bytes[3] / 255.0 : 1);
    }

    private static Paint? OfParts(string[] parts)
    {
        double[] numbers = [.. parts.Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double n) ? n : double.NaN)];
        if (numbers.Length is not (3 or 4) || !Array.TrueForAll(numbers, double.IsFinite)) return null;
        int Byte(double n) => (int)Math.Round(Math.Clamp(n, 0, 255));
        return new Paint(Byte(numbers[0]), Byte(numbers[1]), Byte(numbers[2]), numbers.Length == 4 ? Math.Clamp(numbers[3], 0, 1) : 1);
    }
}
