using System.Globalization;
using System.Text.Json.Nodes;
using Plotly.NET;

namespace Teaching.Plotly;

/// <summary>The way from a figure of Plotly.NET to a chart of the course.</summary>
public static class CourseChart
{
    /// <summary>
    /// The figure as a chart of the course, which can be added to others, stand among panels or be a frame of a slider. Its lines, points,
    /// bars and heatmap come along with their names, colours, title and axes; of other settings nothing does.
    /// </summary>
    /// <example><code>
    /// Chart.Panels(2, ours, Plotly.NET.CSharp.Chart.Point&lt;double, double, string&gt;(x, y).ToChart())
    /// </code></example>
    /// <exception cref="ArgumentException">A series is of a type that the course's charts do not have, such as a violin, or has no values.</exception>
    public static Charts.Chart ToChart(this GenericChart figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        JsonObject json = FigureJson.Of(figure);
        Charts.Chart[] series = [.. json["data"]!.AsArray().Select((trace, i) => SeriesOf(trace!.AsObject(), i + 1))];
        Charts.Chart chart = series.Length == 1 ? series[0] : Charts.Chart.Combine(series);
        JsonNode? layout = json["layout"];
        if (Text(layout?["title"]) is { } title) chart = chart.Title(title);
        return WithAxis(WithAxis(chart, layout?["xaxis"], (one, name, log) => one.XAxis(name, log)), layout?["yaxis"], (one, name, log) => one.YAxis(name, log));
    }

    private static Charts.Chart WithAxis(Charts.Chart chart, JsonNode? axis, Func<Charts.Chart, string, bool, Charts.Chart> set)
    {
        bool log = Text(axis?["type"]) == "log";
        return Text(axis?["title"]) is { } name ? set(chart, name, log) : log ? set(chart, "", log) : chart;
    }

    private static Charts.Chart SeriesOf(JsonObject trace, int number)
    {
        string type = Text(trace["type"]) ?? "scatter", name = Text(trace["name"]) ?? "";
        string? color = Text(trace["line"]?["color"]) ?? Text(trace["marker"]?["color"]);
        return type switch
        {
            "scatter" or "scattergl" when Text(trace["mode"]) == "markers" => Charts.Chart.Scatter(Numbers(trace, "x", number), Numbers(trace, "y", number), name, color),
            "scatter" or "scattergl" => Charts.Chart.Line(Numbers(trace, "x", number), Numbers(trace, "y", number), name, color,
                dashed: Text(trace["line"]?["dash"]) is { } dash && dash != "solid", markers: Text(trace["mode"])?.Contains("markers", StringComparison.Ordinal) == true),
            "bar" when Text(trace["orientation"]) != "h" => Charts.Chart.Bar(Labels(trace, number), Numbers(trace, "y", number), name, color),
            "heatmap" => Charts.Chart.Heatmap(Rows(trace, number), showValues: false),
            _ => throw new ArgumentException($"ToChart: series {number} is a {(type == "bar" ? "bar that lies" : type)}; the course's charts have lines, points, standing bars and heatmaps. Show the figure itself instead."),
        };
    }

    private static JsonArray List(JsonObject trace, string key, int number) => trace[key] as JsonArray
        ?? throw new ArgumentException($"ToChart: series {number} has no list {key}. Give it one, or show the figure itself.");

    private static double[] Numbers(JsonObject trace, string key, int number) =>
        [.. List(trace, key, number).Select((value, i) => Number(value, $"ToChart: value {i} of {key} in series {number}"))];

    private static string[] Labels(JsonObject trace, int number) => [.. List(trace, "x", number).Select(label => Text(label) ?? label?.ToJsonString() ?? "")];

    private static double[,] Rows(JsonObject trace, int number)
    {
        JsonArray[] rows = [.. List(trace, "z", number).Select(row => row as JsonArray ?? [])];
        if (rows.Length == 0 || rows[0].Count == 0 || rows.Any(row => row.Count != rows[0].Count))
            throw new ArgumentException($"ToChart: the rows of z in series {number} must be of one length, at least 1.");
        double[,] values = new double[rows.Length, rows[0].Count];
        for (int i = 0; i < rows.Length; i++)
            for (int j = 0; j < rows[0].Count; j++) values[i, j] = Number(rows[i][j], $"ToChart: z[{i}][{j}] in series {number}");
        return values;
    }

    private static double Number(JsonNode? node, string what) => node switch
    {
        null => double.NaN,
        JsonValue value when value.TryGetValue(out double number) => number,
        JsonValue value when value.TryGetValue(out string? text) && double.TryParse(text, CultureInfo.InvariantCulture, out double number) => number,
        _ => throw new ArgumentException($"{what} is {node.ToJsonString()}, not a number."),
    };

    private static string? Text(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue(out string? text) => text,
        JsonObject title => Text(title["text"]),
        _ => null,
    };
}
