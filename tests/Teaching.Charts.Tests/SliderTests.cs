using System.Text.Json.Nodes;

namespace Teaching.Charts.Tests;

public class SliderTests
{
    [Fact]
    public void At_most_twenty_steps_with_the_first_and_the_last()
    {
        int drawn = 0;
        JsonNode json = Json(Chart.Slider("update", Enumerable.Range(0, 1001), u =>
        {
            drawn++;
            return Chart.Line([u]);
        }));
        string[] labels = Labels(json);
        Assert.Equal((20, 20, 20), (labels.Length, json["frames"]!.AsArray().Count, drawn));
        Assert.Equal(("0", "1000"), (labels[0], labels[^1]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(500)]
    [InlineData(1000)]
    public void The_svg_shows_the_start_of_the_slider(int start)
    {
        Chart chart = Chart.Slider("update", Enumerable.Range(0, 1001), u => Chart.Line([u]).Title($"after {u} updates"), start);
        JsonNode json = Json(chart);
        int active = json["layout"]!["sliders"]![0]!["active"]!.GetValue<int>();
        Assert.Equal($"{start}", Labels(json)[active]);
        Assert.Contains($"after {start} updates", chart.ToSvg());
        Assert.Contains($"update: {start} ", chart.ToSvg());
        Assert.Equal(json["data"]!.ToJsonString(), json["frames"]![active]!["data"]!.ToJsonString());
    }

    [Fact]
    public void Frames_share_the_range_of_their_axes()
    {
        JsonNode json = Json(Chart.Slider("step", Chart.Line([0, 1]), Chart.Line([0, 100])));
        Assert.True(json["layout"]!["yaxis"]!["range"]![1]!.GetValue<double>() >= 100);
    }

    [Fact]
    public void Frames_of_heatmaps_surfaces_and_networks_share_their_scale()
    {
        Chart heat = Chart.Slider("step", Chart.Heatmap(new[,] { { 0.0, 1 } }), Chart.Heatmap(new[,] { { -5.0, 1 } }));
        Assert.All(Json(heat)["frames"]!.AsArray(), frame => Assert.Equal(-5, frame!["data"]![0]!["zmin"]!.GetValue<double>()));
        Chart surface = Chart.Slider("step", Chart.Surface((x, y) => x + y, (0, 1), (0, 1)), Chart.Surface((x, y) => 9 * x, (0, 1), (0, 1)));
        Assert.Single(Json(surface)["frames"]!.AsArray().Select(frame => frame!["data"]![0]!["contours"]!.ToJsonString()).Distinct());
    }

    [Fact]
    public void Every_frame_of_a_network_has_as_many_traces()
    {
        Chart Net(double w) => Chart.Network(new NeuronLayer("in", ["x"]), new NeuronLayer("out", ["y"], weights: new[,] { { w } }));
        JsonNode json = Json(Chart.Slider("step", Net(1), Net(-0.1), Net(double.NaN)));
        Assert.Single(json["frames"]!.AsArray().Select(frame => frame!["data"]!.AsArray().Count).Distinct());
    }

    [Fact]
    public void A_trace_that_no_step_changes_is_written_once()
    {
        JsonNode json = Json(Chart.Slider("step", [1, 2, 3], k => Chart.Surface((x, y) => x * y, (0, 1), (0, 1)).Add(Chart.Line([0.1 * k, 0.5]))));
        Assert.Equal(2, json["data"]!.AsArray().Count);
        Assert.All(json["frames"]!.AsArray(), frame =>
        {
            Assert.Equal("[1]", frame!["traces"]!.ToJsonString());
            Assert.Equal("scatter", Assert.Single(frame["data"]!.AsArray())!["type"]!.GetValue<string>());
        });
    }

    [Fact]
    public void A_layer_that_goes_on_learning_leaves_its_drawing_alone()
    {
        double[,] weights = { { 1 } };
        Chart chart = Chart.Network(new NeuronLayer("in", ["x"]), new NeuronLayer("out", ["y"], weights: weights));
        string before = chart.ToSvg();
        weights[0, 0] = 7;
        Assert.Equal(before, chart.ToSvg());
    }

    private static JsonNode Json(Chart chart) => JsonNode.Parse(chart.ToJson())!;

    private static string[] Labels(JsonNode json) =>
        [.. json["layout"]!["sliders"]![0]!["steps"]!.AsArray().Select(step => step!["label"]!.GetValue<string>())];
}
