using System.Text.Json.Nodes;
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
        Of("application/vnd.plotly.v1+json", figure => figure.ToJsonString()),
        Of("image/svg+xml", Svg),
        Of("text/html", Html),
        Of("text/plain", Words.Of),
    ];

    private static TypedMimeFormatter Of(string mimeType, Func<JsonObject, string> write) =>
        new(typeof(GenericChart), mimeType, value => write(FigureJson.Of((GenericChart)value)));

    private static string Svg(JsonObject figure) => FigureSvg.Draw(figure.ToJsonString(), Words.Of(figure));

    private static string Html(JsonObject figure) => FigureHtml.Write(figure.ToJsonString(), Svg(figure), Words.Of(figure));
}
