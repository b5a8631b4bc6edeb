using System.Net;
using System.Text.RegularExpressions;

namespace Teaching.Notebooks.Comparing;

/// <summary>The text of an HTML output as a reader sees it: no tags, scripts, styles or comments, one blank between pieces, a line for each row or block.</summary>
internal static partial class HtmlText
{
    /// <summary>The text of some HTML.</summary>
    public static string Of(string html)
    {
        string text = Hidden().Replace(html, " ");
        text = RowEnd().Replace(Blank().Replace(text, " "), "\n");
        text = WebUtility.HtmlDecode(Tag().Replace(text, " "));
        return BlankLines().Replace(Blanks().Replace(text, " "), "\n").Trim();
    }

    [GeneratedRegex(@"<!--.*?-->|<(script|style)\b.*?</\1\s*>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [GeneratedRegex(@"</(?:tr|p|div|li|h[1-6]|table|pre)\s*>|<br\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex RowEnd();

    [GeneratedRegex(@"<(?:[^>""']|""[^""]*""|'[^']*')*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"[ \t\u00a0]+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@" ?(?:\n ?)+")]
    private static partial Regex BlankLines();
}
