using System.Text.Json.Nodes;

namespace Teaching.Charts.Tests;

public class PlotlyJsonTests
{
    [Fact]
    public void Fifty_values_are_a_list_and_fifty_one_are_base64()
    {
        JsonNode few = Trace(Chart.Line(Enumerable.Range(0, 50)), 0), many = Trace(Chart.Line(Enumerable.Range(0, 51)), 0);
        Assert.Equal(50, few["y"]!.AsArray().Count);
        Assert.Equal("f8", many["y"]!["dtype"]!.GetValue<string>());
        Assert.Equal(Enumerable.Range(0, 51).Select(i => (double)i), Doubles(many["y"]!));
    }

    [Fact]
    public void The_bar_of_buttons_is_short_so_that_it_does_not_cover_the_title()
    {
        JsonNode config = JsonNode.Parse(Chart.Line([1, 2]).Title("A title of more than forty-five characters, as some have").ToJson())!["config"]!;
        string[] removed = [.. config["modeBarButtonsToRemove"]!.AsArray().Select(name => name!.GetValue<string>())];
        Assert.Equal(["select2d", "lasso2d", "zoomIn2d", "zoomOut2d", "autoScale2d"], removed);
    }

    [Fact]
    public void Values_have_six_significant_digits()
    {
        JsonNode trace = Trace(Chart.Line([1.23456789, 0.000123456789, 123456789, -1e-300]), 0);
        Assert.Equal([1.23457, 0.000123457, 123457000, -1e-300], trace["y"]!.AsArray().Select(v => v!.GetValue<double>()));
    }

    [Fact]
    public void Log_axis_gets_its_range_in_powers_of_ten()
    {
        JsonNode axis = Layout(Chart.Line([0.001, 10]).YAxis("error", log: true, min: 0.001, max: 100))["yaxis"]!;
        Assert.Equal("log", axis["type"]!.GetValue<string>());
        Assert.Equal([-3, 2], axis["range"]!.AsArray().Select(v => v!.GetValue<double>()));
    }

    [Fact]
    public void Each_panel_has_axes_of_its_own_where_the_svg_has_them()
    {
        Chart chart = Chart.Panels(2, Chart.Line([1, 2]), Chart.Line([3, 4]));
        FigureLayout layout = FigureLayout.Of(chart.Frames.All, 0);
        JsonNode json = Layout(chart);
        Assert.Equal("x2", Trace(chart, 1)["xaxis"]!.GetValue<string>());
        double left = json["xaxis2"]!["domain"]![0]!.GetValue<double>() * json["width"]!.GetValue<double>();
        Assert.Equal(layout.Views[1].Area.Left, left, 0.01);
        double bottom = (1 - json["yaxis2"]!["domain"]![0]!.GetValue<double>()) * json["height"]!.GetValue<double>();
        Assert.Equal(layout.Views[1].Area.Bottom, bottom, 0.01);
    }

    [Fact]
    public void Values_that_are_not_finite_are_gaps()
    {
        JsonArray y = Trace(Chart.Line([1, double.NaN, double.PositiveInfinity, 2]), 0)["y"]!.AsArray();
        Assert.Equal(["1", "null", "2"], y.Select(v => v?.ToJsonString() ?? "null"));
    }

    [Fact]
    public void An_image_is_a_grid_of_bytes()
    {
        JsonNode trace = Trace(Chart.Images([new byte[] { 0, 51, 102, 153, 204, 255 }], 2, 3), 0);
        Assert.Equal("2, 3", trace["z"]!["shape"]!.GetValue<string>());
        Assert.Equal([0, 51, 102, 153, 204, 255], Convert.FromBase64String(trace["z"]!["bdata"]!.GetValue<string>()));
    }

    [Fact]
    public void Bars_of_two_series_stand_beside_each_other()
    {
        Chart chart = Chart.Bar(["a", "b"], [1, 2], "one").Add(Chart.Bar(["a", "b"], [3, 4], "two"));
        Assert.Equal([-0.4, 0.0], [Trace(chart, 0)["offset"]!.GetValue<double>(), Trace(chart, 1)["offset"]!.GetValue<double>()]);
        Assert.Equal("a", Layout(chart)["xaxis"]!["ticktext"]![0]!.GetValue<string>());
    }

    [Fact]
    public void Html_in_names_is_plain_text_for_plotly() =>
        Assert.Equal("a &lt;b&gt; &amp; c", Trace(Chart.Line([1], "a <b> & c"), 0)["name"]!.GetValue<string>());

    [Fact]
    public void A_single_chart_combined_stays_as_it_is() =>
        Assert.Equal(Chart.Line([1, 2], "alone").ToJson(), Chart.Combine(Chart.Line([1, 2], "alone")).ToJson());

    [Fact]
    public void Series_beyond_the_seventh_are_dashed()
    {
        Chart chart = Chart.Combine(Enumerable.Range(0, 8).Select(i => Chart.Line([i, i + 1], $"{i}")));
        Assert.Equal("solid", Trace(chart, 6)["line"]!["dash"]!.GetValue<string>());
        Assert.NotEqual("solid", Trace(chart, 7)["line"]!["dash"]!.GetValue<string>());
        Assert.Equal(7, Enumerable.Range(0, 7).Select(i => Trace(chart, i)["line"]!["color"]!.GetValue<string>()).Distinct().Count());
    }

    private static JsonNode Layout(Chart chart) => JsonNode.Parse(chart.ToJson())!["layout"]!;

    private static JsonNode Trace(Chart chart, int number) => JsonNode.Parse(chart.ToJson())!["data"]![number]!;

    private static double[] Doubles(JsonNode typed)
    {
        byte[] bytes = Convert.FromBase64String(typed["bdata"]!.GetValue<string>());
        return [.. bytes.Chunk(8).Select(chunk => BitConverter.ToDouble(chunk))];
    }
}
