using System.Text.Json.Nodes;

namespace Teaching.Charts;

/// <summary>Writes a chart as plotly.js takes it, every panel at the pixels where the SVG has it.</summary>
internal static class PlotlyWriter
{
    private const double SliderHeight = 84;

    public static JsonObject Write(FrameSeries frames)
    {
        double below = frames.Slider is null ? 0 : SliderHeight;
        FigureLayout layout = FigureLayout.Of(frames.All, frames.Start, below);
        double height = layout.Height + below;
        var json = new JsonObject
        {
            ["data"] = Traces(layout),
            ["layout"] = PlotlyLayout.Of(layout, height),
            ["config"] = Config(),
        };
        if (frames.Slider is { } name)
        {
            json["layout"]!["sliders"] = new JsonArray(PlotlySlider.Of(frames, name, layout.Height, height));
            json["frames"] = Frames(frames);
        }
        return json;
    }

    // A full bar of buttons would cover the end of a long title.
    private static JsonObject Config() => new()
    {
        ["displaylogo"] = false,
        ["responsive"] = false,
        ["modeBarButtonsToRemove"] = new JsonArray("select2d", "lasso2d", "zoomIn2d", "zoomOut2d", "autoScale2d"),
    };

    // A trace that is the same in every frame, such as the surface under a moving path, stands in none of them.
    private static JsonArray Frames(FrameSeries frames)
    {
        FigureLayout[] layouts = [.. frames.All.Select((_, i) => FigureLayout.Of(frames.All, i, SliderHeight))];
        JsonNode?[][] traces = [.. layouts.Select(layout => Traces(layout).ToArray())];
        int[] moving = [.. Enumerable.Range(0, traces[0].Length).Where(t => traces.Any(frame => !JsonNode.DeepEquals(frame[t], traces[0][t])))];
        return new JsonArray([.. layouts.Select((layout, i) => FrameOf(layout, i, moving, [.. moving.Select(t => traces[i][t]!.DeepClone())]))]);
    }

    private static JsonObject FrameOf(FigureLayout layout, int number, int[] moving, JsonNode[] traces) => new()
    {
        ["name"] = PlotlySlider.FrameName(number),
        ["traces"] = new JsonArray([.. moving.Select(t => (JsonNode)t)]),
        ["data"] = new JsonArray(traces),
        ["layout"] = new JsonObject
        {
            ["annotations"] = PlotlyLayout.Annotations(layout, layout.Height + SliderHeight),
            ["shapes"] = PlotlyLayout.Shapes(layout),
        },
    };

    private static JsonArray Traces(FigureLayout layout) => new([.. layout.Views.SelectMany(PanelTraces)]);

    private static IEnumerable<JsonObject> PanelTraces(PanelView view)
    {
        string number = PlotlyLayout.Suffix(view.Number);
        for (int i = 0; i < view.Panel.Marks.Count; i++)
        {
            Mark mark = view.Panel.Marks[i];
            bool first = true;
            foreach (JsonObject trace in mark.Traces(view, view.Style(i)))
            {
                trace["xaxis"] = "x" + number;
                trace["yaxis"] = "y" + number;
                if (trace["type"]!.GetValue<string>() is "scatter" or "bar")
                {
                    bool listed = first && view.Panel.HasLegend && mark.LegendName != "";
                    trace["showlegend"] = listed;
                    if (listed) trace["legend"] = "legend" + number;
                }
                first = false;
                yield return trace;
            }
        }
    }
}
