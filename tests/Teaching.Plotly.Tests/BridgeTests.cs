using System.Text.Json.Nodes;
using Plotly.NET;
using Plotly.NET.CSharp;
using Chart = Teaching.Charts.Chart;
using Px = Plotly.NET.CSharp.Chart;

namespace Teaching.Plotly.Tests;

/// <summary>From a chart of ours to one of Plotly.NET and back.</summary>
public sealed class BridgeTests
{
    private static readonly double[] Long = [.. Enumerable.Range(0, 200).Select(i => Math.Sin(i / 9.0))];

    public static TheoryData<string, Chart> Charts => new()
    {
        { "line", Chart.Line(Long, "a").Title("t").XAxis("x").YAxis("y", min: -2, max: 2) },
        { "log", Chart.Line(new[] { 1.0, 10, 100 }, "a").YAxis("y", log: true).HLine(10, "ten").Note(1, 10, "here") },
        { "scatter", Chart.Scatter(new[] { 1.0, 2 }, new[] { 2.0, 1 }, "a").Add(Chart.Line(Long, "b", dashed: true)) },
        { "bars", Chart.Bar(["p", "q"], new[] { 1.0, 2 }, "a") },
        { "heatmap", Chart.Heatmap(new[,] { { 1.0, 2 }, { 3, 4 } }) },
        { "surface", Chart.Surface((x, y) => x * y, (0, 1), (0, 1), points: 9) },
        { "panels", Chart.Panels(2, Chart.Line(Long), Chart.Bar(["p"], new[] { 1.0 })) },
        { "slider", Chart.Slider("k", [Chart.Line(new[] { 1.0, 2 }), Chart.Line(new[] { 2.0, 1 })]) },
    };

    [Theory]
    [MemberData(nameof(Charts))]
    public void Every_chart_of_ours_is_the_same_figure_there(string kind, Chart chart)
    {
        JsonObject ours = JsonNode.Parse(chart.ToJson())!.AsObject(), theirs = JsonNode.Parse(GenericChart.toJson(chart.ToPlotlyNet()))!.AsObject();
        ours["layout"]!.AsObject().Remove("sliders");
        Unpack(ours["data"]!);
        Assert.True(Same(ours["data"], theirs["data"]), $"{kind}: {theirs["data"]!.ToJsonString()}");
        Assert.True(Same(ours["layout"], theirs["layout"]), $"{kind}: {theirs["layout"]!.ToJsonString()}");
    }

    [Fact]
    public void Restyling_an_axis_keeps_what_else_it_had()
    {
        GenericChart chart = Chart.Line(Long, "a").YAxis("y", log: false, min: -2, max: 2).ToPlotlyNet().WithYAxisStyle<double, double, string>(TitleText: "new");
        JsonNode axis = JsonNode.Parse(GenericChart.toJson(chart))!["layout"]!["yaxis"]!;
        Assert.Equal("new", (string)axis["title"]!["text"]!);
        Assert.Equal([-2.0, 2], axis["range"]!.AsArray().Select(end => end!.GetValue<double>()));
    }

    [Fact]
    public void Lines_points_bars_and_heatmaps_come_back_with_names_and_axes()
    {
        Chart chart = Px.Combine(
        [
            Px.Line<int, double, string>(new[] { 1, 2 }, new[] { 3.0, 4 }, Name: "line"),
            Px.Point<int, double, string>(new[] { 1, 2 }, new[] { 5.0, 6 }, Name: "points"),
        ]).WithXAxisStyle<int, int, string>(TitleText: "across").WithYAxisStyle<double, double, string>(TitleText: "up", AxisType: StyleParam.AxisType.Log).ToChart();
        string words = chart.ToString();
        Assert.Contains("x: across, y: up (log)", words);
        Assert.Contains("line 'line': 2 points, min 3, max 4", words);
        Assert.Contains("scatter 'points': 2 points, min 5, max 6", words);
        Assert.Contains("p 1, q 2", Px.Column<double, string, string>(new[] { 1.0, 2 }, Keys: new[] { "p", "q" }).ToChart().ToString());
        Assert.Contains("2 rows, 2 columns, min 1, max 4", Px.Heatmap<double, int, int, string>(new[] { new[] { 1.0, 2 }, [3, 4] }).ToChart().ToString());
    }

    [Fact]
    public void What_our_charts_do_not_have_is_refused_by_its_name()
    {
        var refused = Assert.Throws<ArgumentException>(() => Px.Histogram<double, double, string>(X: Long).ToChart());
        Assert.Equal("ToChart: series 1 is a histogram; the course's charts have lines, points, standing bars and heatmaps. Show the figure itself instead.", refused.Message);
        refused = Assert.Throws<ArgumentException>(() => Px.Bar<double, string, string>(new[] { 1.0 }, Keys: new[] { "p" }).ToChart());
        Assert.Contains("a bar that lies", refused.Message);
        refused = Assert.Throws<ArgumentException>(() => Px.Line<int, string, string>(new[] { 1 }, new[] { "word" }).ToChart());
        Assert.Equal("ToChart: value 0 of y in series 1 is \"word\", not a number.", refused.Message);
    }

    /// <summary>Writes our packed lists number by number, as the bridge hands them over.</summary>
    private static void Unpack(JsonNode node)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (JsonNode one in list.OfType<JsonNode>()) Unpack(one);
                break;
            case JsonObject members:
                foreach (var (key, value) in members.ToArray())
                    if (value is JsonObject packed && (string?)packed["dtype"] == "f8" && !packed.ContainsKey("shape"))
                        members[key] = new JsonArray([.. Doubles(Convert.FromBase64String((string)packed["bdata"]!)).Select(number => (JsonNode)number)]);
                    else if (value is not null) Unpack(value);
                break;
        }
    }

    private static IEnumerable<double> Doubles(byte[] bytes) => Enumerable.Range(0, bytes.Length / 8).Select(i => BitConverter.ToDouble(bytes, 8 * i));

    private static bool Same(JsonNode? a, JsonNode? b) => (a, b) switch
    {
        (JsonObject x, JsonObject y) => x.Count == y.Count && x.All(member => y.ContainsKey(member.Key) && Same(member.Value, y[member.Key])),
        (JsonArray x, JsonArray y) => x.Count == y.Count && x.Zip(y).All(pair => Same(pair.First, pair.Second)),
        (JsonValue x, JsonValue y) when x.GetValueKind() == System.Text.Json.JsonValueKind.Number => x.GetValueKind() == y.GetValueKind() && x.GetValue<double>() == y.GetValue<double>(),
        (null, null) => true,
        _ => JsonNode.DeepEquals(a, b),
    };
}
