using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Teaching.Cells;

/// <summary>A part of a cell. C# keeps its place by empty lines before it, so that line numbers are the cell's.</summary>
internal sealed record CellPart(CellLanguage Language, string Text);

/// <summary>A cell's parts, and whether <c>#!time</c> asks how long it took.</summary>
internal sealed record SplitCell(IReadOnlyList<CellPart> Parts, bool IsTimed);

/// <summary>Divides a cell at its magic lines: <c>#!csharp</c>, <c>#!markdown</c>, <c>#!html</c> or another language, and <c>#!time</c>.</summary>
internal static class CellSplitter
{
    private const string Time = "#!time";

    /// <summary>The parts of a cell.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="language">What its metadata says it starts in; null for C#.</param>
    /// <exception cref="CellException">A magic line is none of these.</exception>
    public static SplitCell Split(string code, string? language = null)
    {
        CellLanguage current = CellLanguage.Named(language);
        if (!code.Contains("#!", StringComparison.Ordinal)) return new SplitCell(string.IsNullOrWhiteSpace(code) ? [] : [new CellPart(current, code)], false);

        string[] lines = code.Split('\n');
        List<CellPart> parts = [];
        bool isTimed = false;
        int start = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            if (!IsMagic(lines, start, i, current)) continue;
            AddPart(parts, current, lines, start, i);
            start = i + 1;
            string magic = lines[i].Trim();
            if (magic == Time) isTimed = true;
            else current = CellLanguage.OfMagic(magic) ?? throw Unknown(magic, i + 1);
        }
        AddPart(parts, current, lines, start, lines.Length);
        return new SplitCell(parts, isTimed);
    }

    /// <summary>The cell with all that the compiler must not see made into spaces, so that every position stays.</summary>
    public static string Mask(string code) => ReferenceLine.Mask(MaskOthers(code));

    private static string MaskOthers(string code)
    {
        if (!code.Contains("#!", StringComparison.Ordinal)) return code;
        string[] lines = code.Split('\n');
        CellLanguage? current = CellLanguage.CSharp;
        int start = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            bool isMagic = IsMagic(lines, start, i, current);
            if (isMagic)
            {
                string magic = lines[i].Trim();
                if (magic != Time) current = CellLanguage.OfMagic(magic);
                start = i + 1;
            }
            if (isMagic || current != CellLanguage.CSharp) lines[i] = new string(' ', lines[i].Length);
        }
        return string.Join('\n', lines);
    }

    private static CellException Unknown(string magic, int line) => new(
        "UnknownMagic",
        $"{magic} is not understood here. The lines that start with #! are: #!csharp, #!markdown, #!html, #!time; parts in other languages, such as #!javascript, are not run.",
        [$"   at line {line}"]);

    /// <summary>Whether a line is for the session. In a part that is not C#, only one that is understood is: the others are that part's own text.</summary>
    private static bool IsMagic(string[] lines, int start, int line, CellLanguage? language)
    {
        string text = lines[line].Trim();
        if (!text.StartsWith("#!", StringComparison.Ordinal)) return false;
        if (language != CellLanguage.CSharp) return text == Time || CellLanguage.OfMagic(text) is not null;
        return !IsInsideText(string.Join('\n', lines[start..]), string.Join('\n', lines[start..line]).Length);
    }

    /// <summary>Whether a line of C# starts inside a string or comment that began before it.</summary>
    private static bool IsInsideText(string code, int position)
    {
        if (position == 0) return false;
        SyntaxToken token = SubmissionCompiler.Parse(code, "").GetRoot().FindToken(position, findInsideTrivia: true);
        if (token.SpanStart <= position && position < token.Span.End && token.RawKind != (int)SyntaxKind.EndOfFileToken)
            return token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken) || token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken)
                || token.IsKind(SyntaxKind.StringLiteralToken) || token.IsKind(SyntaxKind.InterpolatedStringTextToken);
        SyntaxTrivia trivia = token.Parent?.SyntaxTree?.GetRoot().FindTrivia(position) ?? default;
        return trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);
    }

    private static void AddPart(List<CellPart> parts, CellLanguage language, string[] lines, int start, int end)
    {
        string text = string.Join('\n', lines[start..end]);
        if (string.IsNullOrWhiteSpace(text)) return;
        if (language == CellLanguage.CSharp) text = new string('\n', start) + text;
        parts.Add(new CellPart(language, text));
    }
}
