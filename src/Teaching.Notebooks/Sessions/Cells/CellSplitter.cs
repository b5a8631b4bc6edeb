using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Teaching.Notebooks.Sessions;

/// <summary>What a part of a cell is written in.</summary>
internal enum CellLanguage
{
    CSharp,
    Markdown,
    Html,
}

/// <summary>A part of a cell. C# keeps its place by empty lines before it, so that line numbers are the cell's.</summary>
internal sealed record CellPart(CellLanguage Language, string Text);

/// <summary>A cell's parts, and whether <c>#!time</c> asks how long it took.</summary>
internal sealed record SplitCell(IReadOnlyList<CellPart> Parts, bool IsTimed);

/// <summary>Divides a cell at its magic lines: <c>#!csharp</c>, <c>#!markdown</c>, <c>#!html</c>, <c>#!time</c>.</summary>
internal static class CellSplitter
{
    /// <exception cref="CellException">A magic line is none of these.</exception>
    public static SplitCell Split(string code)
    {
        if (!code.Contains("#!", StringComparison.Ordinal)) return new SplitCell([new CellPart(CellLanguage.CSharp, code)], false);

        string[] lines = code.Split('\n');
        List<CellPart> parts = [];
        CellLanguage language = CellLanguage.CSharp;
        bool isTimed = false;
        int start = 0;
        for (int i = 0; i <= lines.Length; i++)
        {
            if (i < lines.Length && !IsMagic(lines, start, i, language)) continue;
            AddPart(parts, language, lines, start, i);
            start = i + 1;
            if (i == lines.Length) break;

            string magic = lines[i].Trim();
            switch (magic)
            {
                case "#!csharp" or "#!c#": language = CellLanguage.CSharp; break;
                case "#!markdown": language = CellLanguage.Markdown; break;
                case "#!html": language = CellLanguage.Html; break;
                case "#!time": isTimed = true; break;
                default: throw Unknown(magic, i + 1);
            }
        }
        return new SplitCell(parts, isTimed);
    }

    /// <summary>The cell with all that the compiler must not see made into spaces, so that every position stays.</summary>
    public static string Mask(string code) => ReferenceLine.Mask(MaskOthers(code));

    private static string MaskOthers(string code)
    {
        if (!code.Contains("#!", StringComparison.Ordinal)) return code;
        string[] lines = code.Split('\n');
        bool isCSharp = true;
        int start = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            bool isMagic = IsMagic(lines, start, i, isCSharp ? CellLanguage.CSharp : CellLanguage.Html);
            if (isMagic)
            {
                string magic = lines[i].Trim();
                isCSharp = magic is "#!csharp" or "#!c#" || (isCSharp && magic is "#!time");
                start = i + 1;
            }
            if (isMagic || !isCSharp) lines[i] = new string(' ', lines[i].Length);
        }
        return string.Join('\n', lines);
    }

    private static CellException Unknown(string magic, int line) => new(
        "UnknownMagic",
        $"{magic} is not understood here. The lines that start with #! are: #!csharp, #!markdown, #!html, #!time.",
        [$"   at line {line}"]);

    private static bool IsMagic(string[] lines, int start, int line, CellLanguage language)
    {
        if (!lines[line].TrimStart().StartsWith("#!", StringComparison.Ordinal)) return false;
        return language != CellLanguage.CSharp || !IsInsideText(string.Join('\n', lines[start..]), string.Join('\n', lines[start..line]).Length);
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
