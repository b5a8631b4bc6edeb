using System.Text.Json.Nodes;

namespace Teaching;

/// <summary>Writes a chart as plotly.js takes it, every panel at the pixels where the SVG has it.</summary>
internal static class PlotlyWriter
{
    private const double SliderHeight = 84;

    public static JsonObject Write(Chart chart)
    {
        double below = chart.SliderName is null ? 0 : SliderHeight;
        FigureLayout layout = FigureLayout.Of(chart.Frames, chart.Start, below);
        double height = layout.Height + below;
        var json = new JsonObject
        {
            ["data"] = Traces(layout),
            ["layout"] = PlotlyLayout.Of(layout, height),
            ["config"] = new JsonObject { ["displaylogo"] = false, ["responsive"] = false },
        };
        if (chart.SliderName is { } name)
        {
            json["layout"]!["sliders"] = new JsonArray(PlotlySlider.Of(chart, name, layout.Height, height));
            json["frames"] = new JsonArray([.. chart.Frames.Select((frame, i) => FrameOf(chart, i))]);
        }
        return json;
    }

    private static JsonObject FrameOf(Chart chart, int number)
    {
        FigureLayout layout = FigureLayout.Of(chart.Frames, number, SliderHeight);
        double height = layout.Height + SliderHeight;
        return new JsonObject
        {
            ["name"] = PlotlySlider.FrameName(number),
            ["data"] = Traces(layout),
            ["layout"] = new JsonObject
            {
                ["annotations"] = PlotlyLayout.Annotations(layout, height),
                ["shapes"] = PlotlyLayout.Shapes(layout),
            },
        };
    }

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
