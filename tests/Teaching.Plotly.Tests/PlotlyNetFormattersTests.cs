using System.Text.Json.Nodes;
using System.Xml.Linq;
using Plotly.NET;
using Teaching.Drawing;
using Px = Plotly.NET.CSharp.Chart;

namespace Teaching.Plotly.Tests;

public sealed class PlotlyNetFormattersTests
{
    private const string Json = "application/vnd.plotly.v1+json", Svg = "image/svg+xml", Html = "text/html", Plain = "text/plain";

    private static string Shown(GenericChart chart, string mimeType)
    {
        TypedMimeFormatter formatter = new PlotlyNetFormatters().CreateTypeFormatters().Single(one => one.MimeType == mimeType);
        using StringWriter text = new();
        Assert.True(formatter.Format(chart, text));
        return text.ToString();
    }

    private static GenericChart Line(string name) => Px.Line<int, double, string>(new[] { 1, 2, 3 }, new[] { 1.0, 4, 2 }, Name: name, ShowLegend: true);

    [Fact]
    public void A_figure_is_shown_in_the_four_forms_of_our_charts()
    {
        Assert.Equal([Json, Svg, Html, Plain], new PlotlyNetFormatters().CreateTypeFormatters().Select(one => one.MimeType));
        JsonNode figure = JsonNode.Parse(Shown(Line("a"), Json))!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(GenericChart.toJson(Line("a"))), figure));
        Assert.Equal([1.0, 4, 2], figure["data"]![0]!["y"]!.AsArray().Select(y => y!.GetValue<double>()));
        Assert.Equal("svg", XDocument.Parse(Shown(Line("a"), Svg)).Root!.Name.LocalName);
        Assert.Equal("Plotly.NET: scatter\n  scatter 'a': 3 values", Shown(Line("a"), Plain));
    }

    [Fact]
    public void A_name_with_a_script_is_text_in_every_form()
    {
        GenericChart chart = Line("</script><script>alert(1)</script>");
        XNamespace svg = "http://www.w3.org/2000/svg";
        XDocument picture = XDocument.Parse(Shown(chart, Svg));
        Assert.Empty(picture.Descendants(svg + "script"));
        Assert.Contains(picture.Descendants(svg + "text"), text => text.Value.Contains("alert(1)", StringComparison.Ordinal));
        string html = Shown(chart, Html);
        Assert.Equal(2, html.Split("</script>", StringSplitOptions.None).Length);
        Assert.DoesNotContain("<script>alert", html);
        Assert.Equal("&lt;/script>&lt;script>alert(1)&lt;/script>", (string)JsonNode.Parse(Shown(chart, Json))!["data"]![0]!["name"]!);
        Assert.Contains("'</script><script>alert(1)</script>'", Shown(chart, Plain));
    }

    [Fact]
    public void Tags_that_plotly_knows_stay_tags() =>
        Assert.Equal("<b>a</b><sub>1</sub> &lt; 2", (string)JsonNode.Parse(Shown(Line("<b>a</b><sub>1</sub> < 2"), Json))!["data"]![0]!["name"]!);

    [Fact]
    public void The_html_asks_for_one_script_whose_bytes_are_checked_and_is_the_same_each_time()
    {
        string html = Shown(Line("a"), Html);
        Assert.Equal(html, Shown(Line("a"), Html));
        Assert.Contains(FigureHtml.Integrity, html);
        Assert.DoesNotContain("https://", html.Replace(FigureHtml.Address, "", StringComparison.Ordinal));
    }
}
