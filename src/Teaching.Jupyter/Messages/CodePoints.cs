namespace Teaching.Jupyter.Messages;

/// <summary>Places in a text: Jupyter counts code points, C# counts UTF-16 units.</summary>
internal static class CodePoints
{
    /// <summary>The UTF-16 units before this many code points; a place outside is moved to the nearest end.</summary>
    public static int ToUnits(string text, int codePoints)
    {
        int units = 0;
        for (; codePoints > 0 && units < text.Length; codePoints--) units += IsPair(text, units) ? 2 : 1;
        return units;
    }

    /// <summary>The code points in the first UTF-16 units, as many as given.</summary>
    public static int FromUnits(string text, int units)
    {
        int codePoints = 0;
        for (int i = 0; i < units; i += IsPair(text, i) ? 2 : 1) codePoints++;
        return codePoints;
    }

    private static bool IsPair(string text, int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
}
