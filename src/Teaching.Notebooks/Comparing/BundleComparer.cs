using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Terminals;

namespace Teaching.Notebooks.Comparing;

/// <summary>Compares what two outputs show: a chart by its plotly data, HTML by its text, all else as text or JSON.</summary>
internal static class BundleComparer
{
    /// <summary>The differences between two MIME bundles, one a MIME type at most: what differs, expected, got.</summary>
    public static IEnumerable<(string Problem, string Expected, string Got)> Compare(JsonMap expected, JsonMap got, Tolerance tolerance)
    {
        bool ignoresHtml = expected.Contains(MimeBundle.Plotly) || got.Contains(MimeBundle.Plotly);
        foreach (string mimeType in expected.Keys.Union(got.Keys))
        {
            if (mimeType == MimeBundle.Html && ignoresHtml) continue;
            JsonData? left = expected[mimeType], right = got[mimeType];
            if (left is null || right is null) yield return (mimeType, left is null ? "none" : "some", right is null ? "none" : "some");
            else if (CompareData(mimeType, left, right, IsPlotly(expected, got), tolerance) is { } difference) yield return difference;
        }
    }

    private static bool IsPlotly(JsonMap expected, JsonMap got) => expected.Contains(MimeBundle.Plotly) && got.Contains(MimeBundle.Plotly);

    private static (string, string, string)? CompareData(string mimeType, JsonData left, JsonData right, bool isPlotly, Tolerance tolerance) => (mimeType, left, right) switch
    {
        (MimeBundle.Svg, _, _) when isPlotly => null,
        (MimeBundle.Plotly, JsonMap a, JsonMap b) => CompareJson("the chart's", ChartParts(a), ChartParts(b), tolerance),
        (MimeBundle.Html, JsonText a, JsonText b) => CompareHtml(a.Value, b.Value, tolerance),
        (MimeBundle.PlainText, JsonText a, JsonText b) => CompareShown(mimeType, a.Value, b.Value, tolerance),
        (_, JsonText a, JsonText b) => CompareText(mimeType, a.Value, b.Value, tolerance),
        _ => CompareJson(mimeType, left, right, tolerance),
    };

    /// <summary>Compares what a terminal shows of two texts; the name says what they are.</summary>
    public static (string, string, string)? CompareShown(string name, string left, string right, Tolerance tolerance) =>
        left == right ? null : CompareText(name, TerminalText.Plain(left), TerminalText.Plain(right), tolerance);

    private static (string, string, string)? CompareText(string name, string left, string right, Tolerance tolerance) =>
        TextComparer.Compare(left, right, tolerance) is { } mismatch
            ? (mismatch.Line == 0 ? name : $"{name}, line {mismatch.Line}", mismatch.Expected, mismatch.Got)
            : null;

    private static (string, string, string)? CompareHtml(string left, string right, Tolerance tolerance)
    {
        (string a, string b) = (HtmlText.Of(left), HtmlText.Of(right));
        return a.Length + b.Length == 0
            ? CompareText("text/html", left, right, tolerance)
            : CompareText("the text of text/html", a, b, tolerance);
    }

    private static (string, string, string)? CompareJson(string name, JsonData left, JsonData right, Tolerance tolerance)
    {
        JsonComparer comparer = new(tolerance);
        comparer.Compare(left, right, "");
        if (comparer.Count == 0) return null;
        string more = comparer.Count == 1 ? "" : $" (and {comparer.Count - 1} more)";
        return ($"{name} {comparer.Path}".TrimEnd() + more, comparer.Expected, comparer.Got);
    }

    private static JsonMap ChartParts(JsonMap chart)
    {
        JsonMap parts = [];
        foreach (string part in (string[])["data", "layout", "frames"])
            if (chart[part] is { } value) parts.Add(part, value);
        return parts;
    }
}
