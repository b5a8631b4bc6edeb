using System.Text;
using Teaching.Notebooks.Terminals;

namespace Teaching.Site;

/// <summary>Text that a program wrote as HTML that shows it as a terminal does, its colours readable on light and on dark pages.</summary>
internal static class TerminalHtml
{
    // The paper of the pages, as site.css has it.
    private static readonly TerminalColor LightPaper = new(255, 255, 255), DarkPaper = new(0x17, 0x19, 0x1c);
    private static readonly TerminalColor LightText = new(0x1c, 0x1e, 0x21), DarkText = new(0xe3, 0xe5, 0xe8);

    /// <summary>The text, escaped.</summary>
    public static string Of(string text)
    {
        StringBuilder html = new();
        foreach (TerminalPiece piece in TerminalText.Of(text))
        {
            string style = Css(piece.Style), words = Page.Escape(piece.Text);
            html.Append(style.Length == 0 ? words : $"<span style=\"{style}\">{words}</span>");
        }
        return html.ToString();
    }

    private static string Css(TerminalStyle style)
    {
        List<string> rules = [.. Colors(style)];
        if (style.IsBold) rules.Add("font-weight:bold");
        if (style.IsItalic) rules.Add("font-style:italic");
        string lines = (style.IsUnderlined ? " underline" : "") + (style.IsStruckOut ? " line-through" : "");
        if (lines.Length > 0) rules.Add("text-decoration:" + lines.TrimStart());
        return string.Join(';', rules);
    }

    private static IEnumerable<string> Colors(TerminalStyle style)
    {
        if (style is { Foreground: null, Background: null, IsInverse: false }) yield break;
        TerminalColor? paper = style.IsInverse ? style.Foreground : style.Background, ink = style.IsInverse ? style.Background : style.Foreground;
        (TerminalColor lightPaper, TerminalColor darkPaper) = (paper ?? (style.IsInverse ? LightText : LightPaper), paper ?? (style.IsInverse ? DarkText : DarkPaper));
        (TerminalColor light, TerminalColor dark) = (ink ?? (style.IsInverse ? LightPaper : LightText), ink ?? (style.IsInverse ? DarkPaper : DarkText));
        if (paper is not null || style.IsInverse) yield return "background-color:" + Either(lightPaper, darkPaper);
        yield return "color:" + Either(light.ReadableOn(lightPaper), dark.ReadableOn(darkPaper));
    }

    private static string Either(TerminalColor light, TerminalColor dark) => light == dark ? light.ToString() : $"light-dark({light},{dark})";
}
