using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Comparing;

/// <summary>What kind of thing an output is to a reader, by which the outputs of two runs are paired.</summary>
internal static class OutputKind
{
    private static readonly (string MimeType, string Name)[] Main =
    [
        (MimeBundle.Plotly, "chart"),
        (MimeBundle.Svg, "picture"),
        ("image/png", "image"),
        ("image/jpeg", "image"),
        (MimeBundle.Html, "HTML"),
        ("text/markdown", "markdown"),
        ("text/latex", "formula"),
        (MimeBundle.PlainText, "text"),
    ];

    /// <summary>As "stdout", "error", "displayed chart", "resulting text".</summary>
    public static string Of(Output output) => output switch
    {
        StreamOutput stream => stream.Name,
        ErrorOutput => "error",
        RichOutput rich => (rich is ResultOutput ? "resulting " : "displayed ") + NameOf(rich.Data),
        UnknownOutput => "output of an unknown kind",
        _ => "output",
    };

    /// <summary>Whether the output is a chart of the course's library: plotly data with its picture, so that its HTML is only another drawing of it.</summary>
    public static bool IsLibraryChart(JsonMap data) => data.Contains(MimeBundle.Plotly) && data.Contains(MimeBundle.Svg);

    private static string NameOf(JsonMap data)
    {
        foreach ((string mimeType, string name) in Main)
            if (data.Contains(mimeType)) return name;
        return data.Keys.Min(StringComparer.Ordinal) ?? "nothing";
    }
}
