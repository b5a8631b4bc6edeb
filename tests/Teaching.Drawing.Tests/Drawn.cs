using System.Globalization;
using System.Xml.Linq;
using Teaching.Tests;

namespace Teaching.Drawing.Tests;

/// <summary>A figure drawn and read back.</summary>
internal sealed class Drawn
{
    private Drawn(string svg) => (Svg, Root) = (svg, SvgReading.Parse(svg));

    public string Svg { get; }

    public XElement Root { get; }

    public IReadOnlyList<string> Texts => [.. All("text").Select(text => text.Value)];

    /// <summary>The sentences under the picture, joined, since long ones are broken into lines.</summary>
    public string Notes => string.Join(' ', All("text").Where(text => text.Attribute("font-size")!.Value == "11" && text.Attribute("fill")!.Value == "#666666").Select(text => text.Value));

    /// <summary>The drawing of a figure with these traces and this layout, held to be safe and inside its frame.</summary>
    public static Drawn Of(string data, string layout = "{}") => OfJson($$"""{"data":[{{data}}],"layout":{{layout}}}""");

    public static Drawn OfJson(string json)
    {
        var drawn = new Drawn(FigureSvg.Draw(json));
        Assert.Empty(SafeSvg.Objections(drawn.Svg));
        Assert.DoesNotContain(drawn.Root.DescendantsAndSelf().Attributes().Where(a => a.Name != "aria-label").Select(a => a.Value), value => value.Contains("NaN") || value.Contains('∞') || value.Contains("E+"));
        return drawn;
    }

    public IReadOnlyList<XElement> All(string name) => [.. Root.Descendants().Where(element => element.Name.LocalName == name)];

    public IReadOnlyList<XElement> Filled(string name, string color) => [.. All(name).Where(element => element.Attribute("fill")?.Value == color)];

    public static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
