using System.Text.Json.Nodes;

namespace Teaching.Charts;

/// <summary>Texts for plotly, which takes some HTML in them: what is meant as a plain sign is escaped.</summary>
internal static class PlotlyText
{
    public static string Of(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>A text that stands at a pixel of the figure, whatever the axes do.</summary>
    /// <param name="text">The text, already escaped.</param>
    /// <param name="x">Pixels from the left.</param>
    /// <param name="y">Pixels from the top, the baseline as in SVG.</param>
    /// <param name="size">Font size in pixels.</param>
    /// <param name="figure">Width and height of the plotly figure.</param>
    public static JsonObject AtPixel(string text, double x, double y, double size, (double Width, double Height) figure) => new()
    {
        ["text"] = text,
        ["xref"] = "paper",
        ["yref"] = "paper",
        ["x"] = Digits.Six(x / figure.Width),
        ["y"] = Digits.Six(1 - (y + size * 0.3) / figure.Height),
        ["xanchor"] = "left",
        ["yanchor"] = "bottom",
        ["align"] = "left",
        ["borderpad"] = 0,
        ["showarrow"] = false,
        ["font"] = new JsonObject { ["size"] = size, ["color"] = Palette.Ink },
    };
}
