using System.Globalization;
using System.Text.RegularExpressions;

namespace Teaching.Site;

/// <summary>
/// Finds the formulas of a text as Jupyter does, before markdown reads it: <c>$…$</c> within a paragraph, <c>$$…$$</c>, <c>\(…\)</c>
/// and <c>\[…\]</c> with one backslash or two, and environments that stand there bare. Sums of money stay text.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="code">What of it is code.</param>
internal sealed partial class FormulaFinder(string text, IReadOnlyList<CodeRegion> code)
{
    private const int Longest = 20_000;
    private const int LongestInLine = 2_000;
    private int region;

    /// <summary>The formulas, in order, with the index of their first character.</summary>
    public IEnumerable<(int Start, Formula Formula)> All()
    {
        for (int i = NextMark(0); i < text.Length; i = NextMark(i))
        {
            while (region < code.Count && code[region].End <= i) region++;
            if (region < code.Count && code[region].Start <= i) i = code[region].End;
            else if (At(i) is { } formula)
            {
                yield return (i, formula);
                i += formula.Source.Length;
            }
            else i += text[i] == '\\' || Follows(i, "$$") ? 2 : 1;
        }
    }

    private int NextMark(int from)
    {
        int next = from >= text.Length ? -1 : text.AsSpan(from).IndexOfAny('$', '\\');
        return next < 0 ? text.Length : from + next;
    }

    private Formula? At(int start)
    {
        if (Follows(start, "$$")) return Between(start, "$$", "$$", isDisplay: true);
        if (text[start] == '$') return InLine(start);
        return Environment(start)
            ?? Between(start, @"\\[", @"\\]", isDisplay: true)
            ?? Between(start, @"\\(", @"\\)", isDisplay: false)
            ?? (Between(start, @"\[", @"\]", isDisplay: true) is { } formula && Tex().IsMatch(formula.Source) ? formula : null)
            ?? Between(start, @"\(", @"\)", isDisplay: false);
    }

    private Formula? Between(int start, string open, string close, bool isDisplay)
    {
        if (!Follows(start, open)) return null;
        int from = start + open.Length, limit = Limit(start, Longest, isDisplay && StartsLine(start));
        for (int end = from; (end = IndexOf(close, end, limit)) >= 0; end++)
        {
            if (IsEscaped(end)) continue;
            string tex = text[from..end];
            bool isPrice = open == "$$" && end + 2 < text.Length && char.IsAsciiDigit(text[end + 2]);
            return string.IsNullOrWhiteSpace(tex) || isPrice ? null : Make(start, end + close.Length, tex, isDisplay);
        }
        return null;
    }

    /// <summary>A formula within a paragraph; a dollar in braces belongs to the text in the formula.</summary>
    private Formula? InLine(int start)
    {
        int limit = Limit(start, LongestInLine, mayHoldBlankLines: false), depth = 0;
        for (int i = start + 1; i < limit; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == '{') depth++;
            else if (text[i] == '}') depth--;
            else if (text[i] == '$' && depth <= 0) return IsMoney(start, i) ? null : Make(start, i + 1, text[(start + 1)..i], isDisplay: false);
        }
        return null;
    }

    /// <summary>Whether two dollars in a paragraph are signs of currency.</summary>
    private bool IsMoney(int open, int close)
    {
        string between = text[(open + 1)..close];
        if (string.IsNullOrWhiteSpace(between) || between[0] == ')') return true;
        bool spaceBefore = between[^1] is ' ' or '\t', digitFirst = char.IsAsciiDigit(between[0]);
        char after = close + 1 < text.Length ? text[close + 1] : ' ';
        if (char.IsAsciiDigit(after) || (spaceBefore && (char.IsLetter(after) || digitFirst))) return true;
        if (open > 0 && char.IsLetterOrDigit(text[open - 1]) && between[0] == ' ') return true;
        return digitFirst && !between.Contains('\\', StringComparison.Ordinal) && Word().IsMatch(between);
    }

    private Formula? Environment(int start)
    {
        if (Begin().Match(text, start, Math.Min(40, text.Length - start)) is not { Success: true } begin) return null;
        string name = "{" + begin.Groups[1].Value + "}";
        int limit = Limit(start, Longest, StartsLine(start)), depth = 1;
        for (int i = start + begin.Length; (i = IndexOf(name, i, limit)) >= 0; i += name.Length)
        {
            if (Precedes(i, @"\begin")) depth++;
            else if (Precedes(i, @"\end") && --depth == 0) return Make(start, i + name.Length, text[start..(i + name.Length)], isDisplay: true);
        }
        return null;
    }

    private Formula Make(int start, int end, string tex, bool isDisplay)
    {
        if (tex.Contains('\n', StringComparison.Ordinal) && QuotesBefore(start) is > 0 and var quotes)
            tex = Regex.Replace(tex, string.Create(CultureInfo.InvariantCulture, $@"\n(?:[ \t]{{0,3}}>[ ]?){{1,{quotes}}}"), "\n");
        return new Formula(text[start..end], isDisplay ? tex.Trim() : tex, isDisplay);
    }

    /// <summary>The index that a formula cannot reach: its paragraph's end, or code that is marked as code.</summary>
    private int Limit(int start, int longest, bool mayHoldBlankLines)
    {
        int limit = Math.Min(text.Length, start + longest);
        for (int i = region; i < code.Count && code[i].Start < limit; i++)
            if (code[i].IsFirm && code[i].Start > start) limit = code[i].Start;
        if (mayHoldBlankLines) return limit;
        Match blank = BlankLine().Match(text, start, limit - start);
        return blank.Success ? blank.Index : limit;
    }

    private bool StartsLine(int start) => text.AsSpan(LineStart(start)..start).IndexOfAnyExcept(" \t>-*+.)0123456789") < 0;

    /// <summary>How many quotations the line stands in: their marks are no part of a formula of several lines.</summary>
    private int QuotesBefore(int start) =>
        text.AsSpan(LineStart(start)..start).TrimStart() is ['>', ..] line ? Math.Min(9, line[..(line.IndexOfAnyExcept("> \t") is >= 0 and var end ? end : line.Length)].Count('>')) : 0;

    /// <summary>Where the line begins; of a very long one only the last part is looked at.</summary>
    private int LineStart(int index)
    {
        int from = Math.Max(0, index - Longest / 10);
        return from + text.AsSpan(from..index).LastIndexOf('\n') + 1;
    }

    private int IndexOf(string part, int from, int limit) => from >= limit ? -1 : text.IndexOf(part, from, limit - from, StringComparison.Ordinal);

    private bool Follows(int index, string part) => string.CompareOrdinal(text, index, part, 0, part.Length) == 0;

    private bool Precedes(int index, string part) => index >= part.Length && Follows(index - part.Length, part);

    private bool IsEscaped(int index)
    {
        int backslashes = 0;
        while (index - backslashes > 0 && text[index - backslashes - 1] == '\\') backslashes++;
        return backslashes % 2 == 1;
    }

    [GeneratedRegex(@"\G\\begin\{([A-Za-z]+\*?)\}")]
    private static partial Regex Begin();

    [GeneratedRegex(@"\n[ \t>]*\r?\n")]
    private static partial Regex BlankLine();

    // A bracket that only markdown is to leave alone, as in \[1\], holds none of these.
    [GeneratedRegex(@"\A\\\[(?:\s|.*(?:\\[A-Za-z]|[\^_=]))", RegexOptions.Singleline)]
    private static partial Regex Tex();

    [GeneratedRegex(@"\p{L}{3}")]
    private static partial Regex Word();
}
