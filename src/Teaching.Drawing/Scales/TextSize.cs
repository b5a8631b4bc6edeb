namespace Teaching.Drawing;

/// <summary>How wide a text will be, estimated for Arial and its like; there is no font to ask.</summary>
internal static class TextSize
{
    /// <summary>The font size of an axis' labels.</summary>
    public const double Axis = 12;

    private const string Narrow = "iljtfrI1.,:;'|!()[]- ⁻";

    /// <summary>The width in pixels at a font size, a little generous.</summary>
    public static double Of(string text, double size)
    {
        double sum = 0;
        foreach (char c in text) sum += Narrow.Contains(c) && c != '1' ? 0.34 : c is >= '⁰' and <= '⁹' or '²' or '³' or '¹' ? 0.38 : c is 'm' or 'w' or 'M' or 'W' ? 0.88 : c is >= 'A' and <= 'Z' ? 0.7 : c > '⺀' ? 1 : 0.57;
        return sum * size;
    }

    /// <summary>The text, or its beginning and an ellipsis when it is wider than allowed.</summary>
    public static string Cut(string text, double width, double size)
    {
        if (text.Length > 1000) text = text[..1000];
        if (Of(text, size) <= width) return text;
        int length = text.Length;
        while (length > 1 && Of(text[..length], size) > width - size) length--;
        if (length > 1 && char.IsHighSurrogate(text[length - 1])) length--;
        return text[..length].TrimEnd() + "…";
    }

    /// <summary>The text in lines that fit the width, at most three; an empty text has no line.</summary>
    public static IReadOnlyList<string> Wrap(string text, double width, double size)
    {
        var lines = new List<string>();
        string line = "";
        foreach (string word in text.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line == "" ? word : line + " " + word;
            if (line == "" || lines.Count == 2 || Of(longer, size) <= width)
            {
                line = longer;
                continue;
            }
            lines.Add(line);
            line = word;
        }
        if (line != "") lines.Add(line);
        return [.. lines.Select(l => Cut(l, width, size))];
    }
}
