using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Teaching.Tests.Browsing;

namespace Teaching.Charts.Tests;

/// <summary>What a host finds that knows the formatter convention but not this library.</summary>
public partial class ChartDisplayTests
{
    public static TheoryData<string> Names => [.. Gallery.All.Keys];

    [Fact]
    public void A_host_finds_by_name_a_formatter_for_every_preferred_type()
    {
        Attribute attribute = typeof(Chart).GetCustomAttributes().Single(a => a.GetType().Name == "TypeFormatterSourceAttribute");
        var source = (Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!;
        var preferred = (string[])attribute.GetType().GetProperty("PreferredMimeTypes")!.GetValue(attribute)!;
        Assert.Equal(["application/vnd.plotly.v1+json", "image/svg+xml", "text/html", "text/plain"], preferred);

        object instance = Activator.CreateInstance(source)!;
        var formatters = (IEnumerable<object>)source.GetMethod("CreateTypeFormatters")!.Invoke(instance, null)!;
        Assert.Equal(preferred, formatters.Select(f => (string)f.GetType().GetProperty("MimeType")!.GetValue(f)!));
        foreach (object formatter in formatters)
        {
            MethodInfo format = Assert.Single(formatter.GetType().GetMethods(), m => m.Name == "Format");
            Assert.Equal([typeof(object), typeof(TextWriter)], format.GetParameters().Select(p => p.ParameterType));
            var writer = new StringWriter();
            Assert.True((bool)format.Invoke(formatter, [Chart.Line([1, 2]), writer])!);
            Assert.NotEmpty(writer.ToString());
            Assert.False((bool)format.Invoke(formatter, ["no chart", writer])!);
        }
    }

    [Fact]
    public void The_integrity_is_that_of_the_file_npm_brings()
    {
        Outside.RequireNodeModules();
        byte[] file = File.ReadAllBytes(Outside.NodeModule(FigureHtml.Address)!);
        Assert.Equal(FigureHtml.Integrity, "sha384-" + Convert.ToBase64String(SHA384.HashData(file)));
        Assert.Contains($"\"{FigureHtml.Version}\"", File.ReadAllText(Path.Combine(Outside.Root, "package.json")));
    }

    [Fact]
    public void No_text_of_a_chart_can_end_its_script()
    {
        string html = Gallery.All["awkward-text"]().ToHtml();
        Assert.Single(ScriptEnd().Matches(html));
        string script = html[html.IndexOf("<script>", StringComparison.Ordinal)..];
        Assert.DoesNotContain('\u2028', script);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_a_sanitiser_leaves_of_the_html_is_the_whole_svg_with_the_chart_in_words(string name)
    {
        Chart chart = Gallery.All[name]();
        string html = chart.ToHtml();
        html = html[..html.IndexOf("<script>", StringComparison.Ordinal)];
        Assert.DoesNotContain("<svg", html);
        Match image = Image().Match(html);
        Assert.Equal(chart.ToSvg(), Encoding.UTF8.GetString(Convert.FromBase64String(image.Groups["svg"].Value)));
        Assert.Equal(chart.ToString(), WebUtility.HtmlDecode(image.Groups["words"].Value));
    }

    [Fact]
    public void A_chart_in_words()
    {
        string words = Chart.Line([0.5, 2, 0.25], "lr = 1").Title("Error").XAxis("update").YAxis("error", log: true).ToString();
        Assert.Equal("Error (line)\n  x: update, y: error (log)\n  line 'lr = 1': 3 points, min 0.25, max 2, 0.5 → 0.25", words);
    }

    [Fact]
    public void A_chart_never_changes()
    {
        Chart chart = Chart.Line([1, 2]);
        string before = chart.ToJson();
        _ = chart.Title("other").XAxis("x", log: true).HLine(1).Add(Chart.Line([5])).Size(300, 300);
        Assert.Equal(before, chart.ToJson());
    }

    [GeneratedRegex("<img src=\"data:image/svg\\+xml;base64,(?<svg>[A-Za-z0-9+/=]+)\" alt=\"(?<words>[^\"<>]*)\"")]
    private static partial Regex Image();

    [GeneratedRegex("</script", RegexOptions.IgnoreCase)]
    private static partial Regex ScriptEnd();
}
