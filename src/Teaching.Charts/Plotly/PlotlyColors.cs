using System.Text.Json.Nodes;

namespace Teaching.Charts;

internal static class PlotlyColors
{
    public static JsonArray Stops(ColorScale scale) =>
        new([.. scale.Stops().Select(stop => (JsonNode)new JsonArray(Numbers.Six(stop.Position), stop.Color))]);

    /// <summary>The bar right of a panel, as high as the SVG's.</summary>
    public static JsonObject Bar(PanelView view)
    {
        Box box = view.BarBox;
        return new JsonObject
        {
            ["xref"] = "paper",
            ["yref"] = "paper",
            ["x"] = Numbers.Six(box.Left / view.Figure.Width),
            ["xanchor"] = "left",
            ["xpad"] = 0,
            ["y"] = Numbers.Six(1 - box.Bottom / view.Figure.Height),
            ["yanchor"] = "bottom",
            ["ypad"] = 0,
            ["len"] = Numbers.Six(box.Height),
            ["lenmode"] = "pixels",
            ["thickness"] = box.Width,
            ["outlinewidth"] = 0,
            ["ticks"] = "outside",
            ["ticklen"] = 4,
            ["exponentformat"] = "power",
        };
    }
}
