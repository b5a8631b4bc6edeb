using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Teaching.Tests;

namespace Teaching.Drawing.Tests;

/// <summary>No figure can crash the drawing, hang it, make it huge or get anything but shapes and text out of it.</summary>
public class HostileTests
{
    private static readonly string[] Awkward =
    [
        "null", "true", "\"x\"", "[]", "{}", "[[1e308],[]]", "[1,\"a\",null]", "-1", "1e308", "1e-320", "1e999", "[-1e308,1e308]", "\"</script>\"",
        "{\"dtype\":\"f8\",\"bdata\":\"AAA\"}", "{\"dtype\":\"i1\",\"bdata\":\"AQID\",\"shape\":\"-1, 99999999\"}",
    ];

    /// <summary>A figure of each kind, in which every attribute that is read stands.</summary>
    public static TheoryData<string> Figures =>
    [
        """{"data":[{"type":"scatter","mode":"lines+markers+text","x":[1,2],"y":[3,4],"text":["a","b"],"textposition":"top left","fill":"tonexty","fillcolor":"red","opacity":0.5,"line":{"color":"red","width":2,"dash":"dot","shape":"hv"},"marker":{"color":[1,2],"size":[3,4],"symbol":"square","cmin":0,"cmax":3,"colorscale":"Viridis","showscale":true,"line":{"width":1}},"error_y":{"type":"data","array":[1,2]},"error_x":{"type":"constant","value":1}}],"layout":{"showlegend":true,"title":{"text":"t"},"xaxis":{"type":"log","range":[0,1],"nticks":4,"tickangle":-30},"yaxis":{"dtick":1,"tick0":0,"title":{"text":"y"}}}}""",
        """{"data":[{"type":"bar","x":["a","b"],"y":[3,4],"base":[0,1],"width":[0.5,0.5],"offset":[0,0],"text":["p","q"],"orientation":"v","marker":{"color":["red","blue"],"line":{"width":1}}}],"layout":{"barmode":"stack","bargap":0.1,"xaxis":{"tickvals":[0,1],"ticktext":["u","v"]}}}""",
        """{"data":[{"type":"histogram","x":[1,2,3],"nbinsx":4,"xbins":{"start":0,"end":4,"size":1},"histnorm":"percent"}],"layout":{"legend":{"x":0,"y":1,"orientation":"h"}}}""",
        """{"data":[{"type":"heatmap","x":[0,1],"y":[0,1],"z":[[1,2],[3,4]],"zmin":0,"zmax":5,"zmid":2,"text":[["a","b"],["c","d"]],"texttemplate":"%{text}","colorbar":{"len":0.5,"thickness":10,"tickvals":[1,2],"ticktext":["a","b"]},"x0":0,"dx":1}],"layout":{"width":300,"height":200,"margin":{"l":5,"r":5,"t":5,"b":5}}}""",
        """{"data":[{"type":"contour","x":[0,1],"y":[0,1],"z":[[1,2],[3,4]],"ncontours":5,"contours":{"start":1,"end":4,"size":0.5,"coloring":"lines"},"line":{"width":1}}],"layout":{"shapes":[{"type":"rect","x0":0,"x1":1,"y0":0,"y1":1,"fillcolor":"red"}],"annotations":[{"text":"a","x":0.5,"y":0.5,"ax":10,"ay":20,"arrowhead":2}]}}""",
        """{"data":[{"type":"box","x":["a","a","b"],"y":[1,2,3],"boxpoints":"outliers"},{"type":"pie","labels":["a"],"values":[1]},{"type":"table","header":{"values":[["h"]]},"cells":{"values":[["c"]]}}],"layout":{"grid":{"rows":1,"columns":2,"pattern":"independent"},"sliders":[{"active":0,"steps":[{"label":"s"}],"currentvalue":{"prefix":"p"}}],"colorway":["red"],"template":{"layout":{"font":{"size":9}}}}}""",
    ];

    [Theory]
    [MemberData(nameof(Figures))]
    public void Any_value_in_place_of_any_other_gives_a_safe_picture_or_the_documented_error(string figure)
    {
        foreach (string path in Paths(JsonNode.Parse(figure)!, "").ToArray())
        {
            foreach (string awkward in Awkward)
            {
                string json = Replaced(figure, path, awkward);
                try
                {
                    string svg = FigureSvg.Draw(json);
                    Assert.True(!SafeSvg.Objections(svg).Any() && !svg.Contains("NaN", StringComparison.Ordinal) && svg.Length < 200_000, $"{path} = {awkward}");
                }
                catch (ArgumentException told) when (told.GetType() == typeof(ArgumentException) && told.Message.StartsWith("The figure is", StringComparison.Ordinal))
                {
                    // The one error that Draw documents.
                }
                catch (Exception wrong) when (wrong is not Xunit.Sdk.XunitException)
                {
                    Assert.Fail($"{path} = {awkward}: {wrong}");
                }
            }
        }
    }

    [Theory]
    [InlineData("", "The figure is no JSON at line 1, byte 1")]
    [InlineData("{\"data\":\n[1,}", "The figure is no JSON at line 2, byte 4")]
    [InlineData("[]", "The figure is of kind Array: give")]
    [InlineData("{}", "without a list \"data\"")]
    [InlineData("""{"data":{}}""", "without a list \"data\"")]
    [InlineData("""{"data":[{"y":[1],"name":"\ud800"}]}""", "half of a sign")]
    public void What_is_no_figure_is_told_with_its_place(string json, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => FigureSvg.Draw(json)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("</script><script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("\" onload=\"alert(1)")]
    public void A_name_is_text_whatever_it_says(string name)
    {
        Drawn drawn = Drawn.Of($$"""{"y":[1,2],"name":{{JsonSerializer.Serialize(name)}},"showlegend":true}""");
        Assert.Contains(name, drawn.Texts);
    }

    [Fact]
    public void Huge_figures_give_a_picture_of_bounded_size_that_says_so()
    {
        string y = string.Join(',', Enumerable.Range(0, 200_000).Select(i => (i * 7919 % 100_003).ToString(CultureInfo.InvariantCulture)));
        string svg = Drawn.Of($$"""{"mode":"markers","y":[{{y}}]}""").Svg;
        Assert.True(svg.Length < 5_000_000, $"{svg.Length} signs");
        Assert.Contains("Not drawn: what makes the picture larger", svg, StringComparison.Ordinal);
        Assert.Contains("traces beyond the first", Drawn.Of(string.Join(',', Enumerable.Repeat("{\"y\":[1]}", 3000))).Notes, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_json_at_all_is_drawn_or_told()
    {
        Gen<string> leaf = Gen.Elements(Awkward);
        Gen<string> key = Gen.Elements("type", "x", "y", "z", "mode", "marker", "line", "color", "range", "text", "xaxis", "name", "odd");
        Gen<string> pair = from k in key from v in leaf select $"\"{k}\":{v}";
        Gen<string> trace = from type in Gen.Elements("scatter", "bar", "heatmap", "contour", "histogram", "box", "pie", "table", "sankey")
                            from pairs in Gen.ListOf(pair)
                            select "{" + string.Join(',', pairs.Append($"\"type\":\"{type}\"")) + "}";
        Gen<string> figure = from traces in Gen.ListOf(trace) from layout in Gen.ListOf(pair) select "{\"data\":[" + string.Join(',', traces) + "],\"layout\":{" + string.Join(',', layout) + "}}";
        Prop.ForAll(Arb.From(figure), json => Drawn.OfJson(json).Root is not null).QuickCheckThrowOnFailure();
    }

    private static IEnumerable<string> Paths(JsonNode node, string path) => node switch
    {
        JsonObject all => all.SelectMany(one => Paths(one.Value!, $"{path}/{one.Key}").Prepend($"{path}/{one.Key}")),
        JsonArray list => list.SelectMany((one, i) => Paths(one!, $"{path}/{i}").Prepend($"{path}/{i}")),
        _ => [],
    };

    private static string Replaced(string figure, string path, string value)
    {
        JsonNode root = JsonNode.Parse(figure)!, at = root;
        string[] steps = path[1..].Split('/');
        foreach (string step in steps[..^1]) at = at is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)]! : at[step]!;
        JsonNode placed = JsonValue.Create("\u0001PLACE")!;
        if (at is JsonArray array) array[int.Parse(steps[^1], CultureInfo.InvariantCulture)] = placed;
        else at[steps[^1]] = placed;
        return root.ToJsonString().Replace("\"\\u0001PLACE\"", value, StringComparison.Ordinal);
    }
}
