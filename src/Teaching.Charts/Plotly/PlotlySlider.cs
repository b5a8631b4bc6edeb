using System.Globalization;
using System.Text.Json.Nodes;

namespace Teaching.Charts;

/// <summary>The slider under a plotly chart.</summary>
internal static class PlotlySlider
{
    public static string FrameName(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <param name="frames">What it moves through.</param>
    /// <param name="name">What the slider counts.</param>
    /// <param name="top">Where the space for it begins, in pixels.</param>
    /// <param name="height">The height of the whole figure.</param>
    public static JsonObject Of(FrameSeries frames, string name, double top, double height) => new()
    {
        ["active"] = frames.Start,
        ["x"] = 0.03,
        ["len"] = 0.94,
        ["y"] = Digits.Six(1 - top / height),
        ["yanchor"] = "top",
        ["pad"] = new JsonObject { ["t"] = 0, ["b"] = 0, ["l"] = 0, ["r"] = 0 },
        ["currentvalue"] = new JsonObject { ["prefix"] = PlotlyText.Of(name) + ": ", ["font"] = new JsonObject { ["size"] = 13 } },
        ["font"] = new JsonObject { ["size"] = 11 },
        ["transition"] = new JsonObject { ["duration"] = 0 },
        ["steps"] = new JsonArray([.. frames.All.Select(Step)]),
    };

    private static JsonObject Step(Frame frame, int number) => new()
    {
        ["label"] = PlotlyText.Of(frame.Label),
        ["method"] = "animate",
        ["args"] = new JsonArray(
            new JsonArray(FrameName(number)),
            new JsonObject
            {
                ["mode"] = "immediate",
                ["frame"] = new JsonObject { ["duration"] = 0, ["redraw"] = true },
                ["transition"] = new JsonObject { ["duration"] = 0 },
            }),
    };
}
