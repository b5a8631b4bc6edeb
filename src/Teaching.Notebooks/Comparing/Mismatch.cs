using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Comparing;

/// <summary>Two texts and where they first differ; shows a short piece of each around that place.</summary>
internal sealed class Mismatch(string expected, string got, int expectedIndex, int gotIndex)
{
    private const int Before = 24;
    private const int After = 48;

    /// <summary>A piece of the expected text.</summary>
    public string Expected { get; } = Piece(expected, expectedIndex);

    /// <summary>A piece of the text that came.</summary>
    public string Got { get; } = Piece(got, gotIndex);

    /// <summary>The line of the expected text, from 1; 0 when it has only one.</summary>
    public int Line { get; } = expected.TrimEnd('\n').Contains('\n', StringComparison.Ordinal) ? expected.AsSpan(0, expectedIndex).Count('\n') + 1 : 0;

    /// <summary>A text in quotes on one line, cut to the part around an index.</summary>
    public static string Piece(string text, int index = 0)
    {
        if (text.Length == 0) return "nothing";
        int start = index <= Before ? 0 : index - Before;
        int end = text.Length - index <= After ? text.Length : index + After;
        return $"\"{(start > 0 ? "…" : "")}{OneLine.Of(text[start..end])}{(end < text.Length ? "…" : "")}\"";
    }
}
