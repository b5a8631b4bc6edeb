using System.Text.Json.Nodes;

namespace Teaching.Charts;

internal static class PlotlyColors
{
    /// <summary>Black to white.</summary>
    public static readonly string[] Grey = ["#000000", "#ffffff"];

    /// <summary>Pale to dark blue: amounts.</summary>
    public static readonly string[] Amount = ["#f7fbff", "#c6dbef", "#6baed6", "#2171b5", "#08306b"];

    /// <summary>Vermilion over white to blue: values with a sign.</summary>
    public static readonly string[] Signed = ["#b34f00", "#ec965e", "#ffffff", "#5ca3cf", "#005282"];

    /// <summary>Slate to cream, pale enough for lines on top: the height of a surface.</summary>
    public static readonly string[] Height = ["#7e9ebd", "#aac3d0", "#d0deda", "#ececd8", "#fdf7e2"];

    public static JsonArray Stops(string[] colors) =>
        new([.. colors.Select((color, i) => (JsonNode)new JsonArray(Digits.Six(i / (colors.Length - 1.0)), color))]);

    /// <summary>The bar right of a panel, as high as the SVG's.</summary>
    public static JsonObject Bar(PanelView view)
    {
        Box box = view.BarBox;
        return new JsonObject
        {
            ["xref"] = "paper",
            ["yref"] = "paper",
            ["x"] = Digits.Six(box.Left / view.Figure.Width),
            ["xanchor"] = "left",
            ["xpad"] = 0,
            ["y"] = Digits.Six(1 - box.Bottom / view.Figure.Height),
            ["yanchor"] = "bottom",
            ["ypad"] = 0,
            ["len"] = Digits.Six(box.Height),
            ["lenmode"] = "pixels",
            ["thickness"] = box.Width,
            ["outlinewidth"] = 0,
            ["ticks"] = "outside",
            ["ticklen"] = 4,
            ["exponentformat"] = "power",
        };
    }
}
