using Plotly.NET;
using Teaching.Drawing;

[assembly: Teaching.TypeFormatterSource(typeof(Teaching.Plotly.PlotlyNetFormatters),
    PreferredMimeTypes = ["application/vnd.plotly.v1+json", "image/svg+xml", "text/html", "text/plain"])]

namespace Teaching.Plotly;

/// <summary>
/// Shows a figure of Plotly.NET as the course's charts are shown: interactive where plotly.js is at hand, else as a picture that holds
/// shapes and text only, and as words. Nothing of it names an address from which a script would come unchecked.
/// </summary>
public sealed class PlotlyNetFormatters
{
    /// <summary>One formatter for each of the four forms.</summary>
    public IEnumerable<TypedMimeFormatter> CreateTypeFormatters() =>
    [
        new(typeof(GenericChart), "application/vnd.plotly.v1+json", value => FigureJson.Of((GenericChart)value).ToJsonString()),
        new(typeof(GenericChart), "image/svg+xml", value => Svg((GenericChart)value)),
        new(typeof(GenericChart), "text/html", value => Html((GenericChart)value)),
        new(typeof(GenericChart), "text/plain", value => Words.Of(FigureJson.Of((GenericChart)value))),
    ];

    private static string Svg(GenericChart chart)
    {
        var figure = FigureJson.Of(chart);
        return FigureSvg.Draw(figure.ToJsonString(), Words.Of(figure));
    }

    private static string Html(GenericChart chart)
    {
        var figure = FigureJson.Of(chart);
        return FigureHtml.Write(figure.ToJsonString(), FigureSvg.Draw(figure.ToJsonString(), Words.Of(figure)), Words.Of(figure));
    }
}
