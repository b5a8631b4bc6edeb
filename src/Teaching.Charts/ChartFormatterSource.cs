namespace Teaching.Charts;

/// <summary>Gives a notebook host the four forms in which a chart shows itself.</summary>
public sealed class ChartFormatterSource
{
    /// <summary>One formatter for each MIME type that <see cref="Chart"/> prefers.</summary>
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new ChartFormatter("application/vnd.plotly.v1+json", chart => chart.ToJson()),
        new ChartFormatter("image/svg+xml", chart => chart.ToSvg()),
        new ChartFormatter("text/html", chart => chart.ToHtml()),
        new ChartFormatter("text/plain", chart => chart.ToString()),
    ];
}

/// <summary>Writes a chart in one MIME type.</summary>
public sealed class ChartFormatter
{
    private readonly Func<Chart, string> form;

    internal ChartFormatter(string mimeType, Func<Chart, string> form) => (MimeType, this.form) = (mimeType, form);

    /// <summary>The MIME type that is written.</summary>
    public string MimeType { get; }

    /// <summary>Writes the value if it is a chart; says whether it was one.</summary>
    public bool Format(object value, TextWriter writer)
    {
        if (value is not Chart chart) return false;
        writer.Write(form(chart));
        return true;
    }
}
