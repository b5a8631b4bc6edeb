using System.Text.Json;

namespace Teaching.Drawing;

/// <summary>Colours for numbers: a scale, and the values at its two ends.</summary>
internal sealed record Coloring(ColorScale Scale, double Low, double High)
{
    /// <summary>The colours that a trace or its markers ask for; letter is z or c, as in zmin and cmin.</summary>
    public static Coloring Of(Node node, string letter, IEnumerable<double> values)
    {
        Extent data = Extent.Of(values, log: false);
        if (data.IsEmpty) data = new Extent(0, 1);
        double low = node.Number(letter + "min", data.Low), high = node.Number(letter + "max", data.High);
        if (node.Number(letter + "mid") is { } mid)
        {
            double half = Math.Max(Math.Abs(high - mid), Math.Abs(mid - low));
            (low, high) = (mid - half, mid + half);
        }
        node.Flag(letter + "auto", true);
        node.Flag("autocolorscale", true);
        ColorScale scale = ScaleOf(node) ?? ColorScale.Usual;
        return new Coloring(node.Flag("reversescale", false) ? scale.Reversed() : scale, low, high);
    }

    public double Place(double value) => High > Low ? Math.Clamp((value / 2 - Low / 2) / (High / 2 - Low / 2), 0, 1) : 0.5;

    public Paint At(double value) => Scale.At(Place(value));

    private static ColorScale? ScaleOf(Node node)
    {
        if (node.Chosen("colorscale", name => ColorScale.OfName(name) is not null) is { } known) return ColorScale.OfName(known);
        if (node.Raw("colorscale") is not { } list) return null;
        var stops = new List<(double, Paint)>();
        foreach (JsonElement stop in list.EnumerateArray().Take(300))
        {
            if (stop.ValueKind == JsonValueKind.Array && stop.GetArrayLength() == 2 && Arrays.Number(stop[0]) is { } at && Arrays.Color(stop[1]) is { } color) stops.Add((at, color));
        }
        return stops.Count < 2 ? null : new ColorScale(stops);
    }
}
