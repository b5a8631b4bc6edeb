namespace Teaching.Notebooks.Terminals;

/// <summary>A piece of what a terminal shows, in one style; a newline ends a line.</summary>
internal sealed record TerminalPiece(string Text, TerminalStyle Style);

/// <summary>What a terminal shows of a text: where a program went back in a line, what it wrote last; no control characters.</summary>
internal static class TerminalText
{
    /// <summary>The letters alone.</summary>
    public static string Plain(string text) => string.Concat(Of(text).Select(piece => piece.Text));

    /// <summary>The letters with their styles.</summary>
    public static IEnumerable<TerminalPiece> Of(string text)
    {
        string unix = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        return IsPlain(unix) ? [new TerminalPiece(unix, default)] : TerminalScreen.Show(unix);
    }

    private static bool IsPlain(string text)
    {
        foreach (char letter in text)
            if (char.IsControl(letter) && letter is not ('\n' or '\t')) return false;
        return true;
    }
}
