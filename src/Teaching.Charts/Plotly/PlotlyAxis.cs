using System.Text.Json.Nodes;

namespace Teaching.Charts;

internal static class PlotlyAxis
{
    public static JsonObject X(PanelView view, double width)
    {
        JsonObject json = Of(view.Panel.X, view.X, view.XTicks);
        json["domain"] = new JsonArray(Digits.Six(view.Area.Left / width), Digits.Six(view.Area.Right / width));
        json["anchor"] = "y" + PlotlyLayout.Suffix(view.Number);
        if (view.Slanted) json["tickangle"] = -35;
        else if (view.Panel.X.Categories is not null) json["tickangle"] = 0;
        return json;
    }

    public static JsonObject Y(PanelView view, double height)
    {
        JsonObject json = Of(view.Panel.Y, view.Y, view.YTicks);
        if (view.Panel.Marks.Any(mark => mark.FromZero) && !view.Panel.Y.Log)
        {
            json["zeroline"] = true;
            json["zerolinecolor"] = Palette.Axis;
        }
        json["domain"] = new JsonArray(Digits.Six(1 - view.Area.Bottom / height), Digits.Six(1 - view.Area.Top / height));
        json["anchor"] = "x" + PlotlyLayout.Suffix(view.Number);
        return json;
    }

    private static JsonObject Of(Axis axis, AxisScale scale, IReadOnlyList<Tick> ticks)
    {
        double low = axis.Log ? Math.Log10(scale.Range.Low) : scale.Range.Low;
        double high = axis.Log ? Math.Log10(scale.Range.High) : scale.Range.High;
        if (axis.Reversed) (low, high) = (high, low);
        var json = new JsonObject
        {
            ["type"] = axis.Log ? "log" : "linear",
            ["range"] = new JsonArray(Digits.Six(low), Digits.Six(high)),
        };
        if (axis.Hidden)
        {
            json["visible"] = false;
            return json;
        }
        json["zeroline"] = false;
        json["title"] = new JsonObject { ["text"] = PlotlyText.Of(axis.Title), ["font"] = new JsonObject { ["size"] = 13 }, ["standoff"] = 8 };
        json["showline"] = true;
        json["linecolor"] = Palette.Axis;
        json["ticks"] = "outside";
        json["tickcolor"] = Palette.Axis;
        json["showgrid"] = axis.Categories is null;
        if (axis.Categories is null) json["gridcolor"] = Palette.Grid;
        json["exponentformat"] = "power";
        json["automargin"] = false;
        AddTicks(json, axis, ticks);
        return json;
    }

    // Names stand where they belong; numbers are left to plotly, which finds new ones when a reader zooms in.
    private static void AddTicks(JsonObject json, Axis axis, IReadOnlyList<Tick> ticks)
    {
        if (axis.Categories is not null)
        {
            json["tickmode"] = "array";
            json["tickvals"] = new JsonArray([.. ticks.Select(tick => (JsonNode)tick.Value)]);
            json["ticktext"] = new JsonArray([.. ticks.Select(tick => (JsonNode)PlotlyText.Of(tick.Text))]);
            return;
        }
        if (ticks.Count < 2) return;
        bool decades = axis.Log && ticks[1].Value / ticks[0].Value > 9.9;
        if (decades) json["dtick"] = Math.Round(Math.Log10(ticks[1].Value) - Math.Log10(ticks[0].Value));
        else json["nticks"] = ticks.Count + 2;
    }
}
