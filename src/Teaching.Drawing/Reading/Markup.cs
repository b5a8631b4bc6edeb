using System.Net;
using System.Text.RegularExpressions;

namespace Teaching.Drawing;

/// <summary>A line of text with the one look that SVG text without spans can have.</summary>
internal readonly record struct TextLine(string Text, bool Bold, Paint? Color);

/// <summary>Reads the little HTML that plotly takes in its texts; any other tag is text.</summary>
internal static partial class Markup
{
    private const int MostSigns = 2000, MostLines = 40;
    private const string Raised = "0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻−⁻nⁿiⁱ", Lowered = "0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋iᵢjⱼxₓnₙkₖ";

    public static IReadOnlyList<TextLine> Lines(string text) => [.. Break().Split(text.Length > MostSigns ? text[..MostSigns] + "…" : text).Take(MostLines).Select(Line)];

    /// <summary>The text in one line, without any look.</summary>
    public static string Plain(string text) => string.Join(' ', Lines(text).Select(line => line.Text));

    private static TextLine Line(string text)
    {
        bool bold = Bold().IsMatch(text);
        Paint? color = Color().Match(text) is { Success: true } found ? Paint.Of(found.Groups[1].Value) : null;
        text = Raise().Replace(text, match => Moved(match.Groups[2].Value, match.Groups[1].Value == "sup" ? Raised : Lowered));
        return new TextLine(WebUtility.HtmlDecode(Tag().Replace(text, "")), bold, color);
    }

    private static string Moved(string text, string signs) =>
        string.Concat(text.Select(c => signs.IndexOf(c) is var at and >= 0 && at % 2 == 0 ? signs[at + 1] : c));

    [GeneratedRegex(@"<br\s*/?>|\n")]
    private static partial Regex Break();

    [GeneratedRegex(@"<(b|strong)>")]
    private static partial Regex Bold();

    [GeneratedRegex("""<span style=["'][^"'<>]*?(?<![-\w])color:\s*([^;"'<>]+)""")]
    private static partial Regex Color();

    [GeneratedRegex("<(su[bp])>([^<>]*)</su[bp]>")]
    private static partial Regex Raise();

    [GeneratedRegex(@"</?(?:b|strong|i|em|u|s|a|span|su[bp])(?:\s[^<>]*)?>")]
    private static partial Regex Tag();
}
