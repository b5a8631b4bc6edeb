using System.Xml.Linq;

namespace Teaching.Drawing.Tests;

/// <summary>What stands where in a drawing is compared with what the numbers of the figure say.</summary>
public class FigureSvgTests
{
    /// <summary>A panel of 100 by 100 pixels for values from 0 to 10 on both axes: a value v stands at 10 + 10 v, and at 110 - 10 v from above.</summary>
    private const string Plain = """{"width":120,"height":120,"margin":{"l":10,"r":10,"t":10,"b":10,"autoexpand":false},"showlegend":false,"xaxis":{"range":[0,10],"visible":false},"yaxis":{"range":[0,10],"visible":false}}""";

    [Fact]
    public void A_point_stands_where_its_values_say()
    {
        XElement dot = Assert.Single(Drawn.Of("""{"mode":"markers","x":[2],"y":[7],"marker":{"color":"red","size":8}}""", Plain).All("circle"));
        Assert.Equal((30, 40, 4, "#ff0000"), (Drawn.Number(dot, "cx"), Drawn.Number(dot, "cy"), Drawn.Number(dot, "r"), dot.Attribute("fill")!.Value));
    }

    [Fact]
    public void A_log_axis_gives_equal_factors_equal_lengths()
    {
        string layout = Plain.Replace("\"range\":[0,10],\"visible\":false}}", "\"type\":\"log\",\"range\":[-1,3],\"visible\":false}}", StringComparison.Ordinal);
        double[] heights = [.. Drawn.Of("""{"mode":"markers","x":[1,2,3,4],"y":[0.1,10,1000,-5]}""", layout).All("circle").Select(dot => Drawn.Number(dot, "cy"))];
        Assert.Equal([110, 60, 10], heights);
    }

    [Fact]
    public void A_typed_array_is_read_as_its_numbers()
    {
        string bytes = Convert.ToBase64String([.. new[] { 1.0, 5, double.NaN }.SelectMany(BitConverter.GetBytes)]);
        var dots = Drawn.Of("""{"mode":"markers","x":{"dtype":"i1","bdata":"AQID"},"y":{"dtype":"f8","bdata":"BYTES"}}""".Replace("BYTES", bytes, StringComparison.Ordinal), Plain).All("circle");
        Assert.Equal([(20, 100), (30, 60)], dots.Select(dot => (Drawn.Number(dot, "cx"), Drawn.Number(dot, "cy"))));
    }

    [Fact]
    public void An_error_bar_reaches_as_far_as_its_error_both_ways()
    {
        XElement bar = Drawn.Of("""{"mode":"markers","x":[5],"y":[5],"error_y":{"array":[2],"arrayminus":[1]}}""", Plain).All("polyline")[0];
        Assert.Equal("60 70 60 40", bar.Attribute("points")!.Value);
    }

    [Fact]
    public void A_band_lies_between_its_line_and_the_one_before()
    {
        Drawn drawn = Drawn.Of("""{"mode":"lines","x":[0,10],"y":[2,2]},{"mode":"lines","x":[0,10],"y":[4,4],"fill":"tonexty","fillcolor":"rgba(0,0,255,0.2)"}""", Plain);
        XElement band = Assert.Single(drawn.All("path"));
        Assert.Equal(("#0000ff", "0.2", "M10 70L110 70L110 90L10 90Z"), (band.Attribute("fill")!.Value, band.Attribute("fill-opacity")!.Value, band.Attribute("d")!.Value));
    }

    [Theory]
    [InlineData("group", 0.5, 4, 3)]
    [InlineData("stack", 1, 4, 7)]
    public void Bars_stand_beside_or_on_top_of_each_other(string mode, double width, double firstTop, double secondTop)
    {
        string layout = Plain.Replace("\"width\"", $"\"barmode\":\"{mode}\",\"bargap\":0,\"width\"", StringComparison.Ordinal);
        XElement[] bars = [.. Drawn.Of("""{"type":"bar","x":[5],"y":[4]},{"type":"bar","x":[5],"y":[3]}""", layout).All("rect").Skip(1)];
        Assert.Equal([firstTop, secondTop], bars.Select(bar => (110 - Drawn.Number(bar, "y")) / 10));
        Assert.Equal([width, width], bars.Select(bar => Drawn.Number(bar, "width") / 10));
    }

    [Fact]
    public void A_histogram_counts_what_lies_in_each_bin()
    {
        Drawn drawn = Drawn.Of("""{"type":"histogram","x":[0.5,1.5,1.6,2.1,9],"xbins":{"start":0,"end":10,"size":2}}""", Plain);
        Assert.Equal([3, 1, 1], drawn.All("rect").Skip(1).Select(bar => Drawn.Number(bar, "height") / 10).Where(height => height > 0));
    }

    [Fact]
    public void A_box_has_the_quartiles_of_plotly_and_shows_what_lies_far_outside()
    {
        // 1 to 9: plotly's quartiles are 2.75, 5 and 7.25
        Drawn drawn = Drawn.Of("""{"type":"box","x":[5,5,5,5,5,5,5,5,5],"y":[1,2,3,4,5,6,7,8,9]},{"type":"box","x":[2,2,2,2,2],"y":[1,1,1,1,9.5]}""", Plain);
        Assert.Contains(drawn.All("path"), box => box.Attribute("d")!.Value.StartsWith("M57.5 82.5L62.5 82.5L62.5 37.5L57.5 37.5", StringComparison.Ordinal));
        Assert.Equal(15, Drawn.Number(Assert.Single(drawn.All("circle")), "cy"));
    }

    [Fact]
    public void A_heatmap_has_its_cells_in_their_colours_with_row_0_below()
    {
        Drawn drawn = Drawn.Of("""{"type":"heatmap","x":[2.5,7.5],"y":[2.5,7.5],"z":[[0,1],[null,0]],"colorscale":[[0,"#000000"],[1,"#ffffff"]],"showscale":false}""", Plain);
        Assert.Equal("M10 60h50v50h-50zM60 10h50v50h-50z", Assert.Single(drawn.Filled("path", "#000000")).Attribute("d")!.Value);
        Assert.Equal("M60 60h50v50h-50z", Assert.Single(drawn.Filled("path", "#ffffff")).Attribute("d")!.Value);
    }

    [Fact]
    public void A_contour_band_begins_where_the_surface_reaches_its_height()
    {
        Drawn drawn = Drawn.Of("""{"type":"contour","x":[0,10],"y":[0,10],"z":[[0,10],[0,10]],"contours":{"start":4,"end":4,"size":1},"colorscale":[[0,"#000000"],[1,"#ffffff"]],"showscale":false,"line":{"width":0}}""", Plain);
        Assert.Equal((10, 110), Ends(Assert.Single(drawn.Filled("path", "#000000"))));
        Assert.Equal((50, 110), Ends(Assert.Single(drawn.Filled("path", "#ffffff"))));

        static (double, double) Ends(XElement path)
        {
            double[] x = [.. Teaching.Tests.SvgReading.Points(new XElement("svg", path)).Select(point => point.X).Where(x => x > 0)];
            return (x.Min(), x.Max());
        }
    }

    [Fact]
    public void A_pie_and_a_table_are_lists_that_say_so()
    {
        Drawn drawn = Drawn.Of("""{"type":"pie","labels":["a","b"],"values":[1,3]},{"type":"table","header":{"values":["n","m"]},"cells":{"values":[[1,2],["x","y"]]}}""");
        Assert.Contains("b: 3 (75%)", drawn.Texts);
        Assert.Contains("1   x", drawn.Texts);
        Assert.Contains("A pie is drawn as the list of its parts.", drawn.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_have_places_in_the_order_of_their_coming() => Assert.Equal(
        ["pear", "fig"], Drawn.Of("""{"type":"bar","x":["pear","fig"],"y":[1,2]}""").Texts.Where(text => text is "pear" or "fig"));

    [Fact]
    public void A_template_stands_behind_what_the_figure_says_itself()
    {
        const string Layout = """{"template":{"layout":{"plot_bgcolor":"#eeeeff","xaxis":{"title":{"text":"behind"}},"yaxis":{"title":{"text":"hidden"}}},"data":{"scatter":[{"marker":{"color":"#123456"}}]}},"yaxis":{"title":{"text":"own"}}}""";
        Drawn drawn = Drawn.Of("""{"mode":"markers","x":[1],"y":[1]}""", Layout);
        Assert.NotEmpty(drawn.Filled("rect", "#eeeeff"));
        Assert.NotEmpty(drawn.Filled("circle", "#123456"));
        Assert.Contains("behind", drawn.Texts);
        Assert.Contains("own", drawn.Texts);
        Assert.DoesNotContain("hidden", drawn.Texts);
    }

    [Fact]
    public void A_grid_divides_the_paper_among_its_axes()
    {
        const string Layout = """{"grid":{"rows":1,"columns":2,"pattern":"independent"},"width":300,"height":200,"margin":{"l":0,"r":0,"t":0,"b":0,"autoexpand":false}}""";
        double[] dots = [.. Drawn.Of("""{"mode":"markers","x":[1],"y":[1]},{"mode":"markers","x":[1],"y":[1],"xaxis":"x2","yaxis":"y2"}""", Layout).All("circle").Select(dot => Drawn.Number(dot, "cx"))];
        Assert.True(dots[0] < 150 && dots.Any(x => x > 150), string.Join(' ', dots));
    }

    [Fact]
    public void Words_of_the_figure_are_its_label_unless_others_are_given()
    {
        const string Json = """{"data":[{"name":"loss","y":[1,2]}],"layout":{"title":{"text":"A title"}}}""";
        Assert.Contains("A title", Drawn.OfJson(Json).Root.Attribute("aria-label")!.Value, StringComparison.Ordinal);
        Assert.Contains("loss", Drawn.OfJson(Json).Root.Attribute("aria-label")!.Value, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"in words\"", FigureSvg.Draw(Json, "in words"), StringComparison.Ordinal);
    }
}
