using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Teaching.Tests;

/// <summary>Reads an SVG back: its elements, and every point that it names.</summary>
internal static partial class SvgReading
{
    public static XElement Parse(string svg) => XDocument.Parse(svg).Root!;

    /// <summary>Points of all shapes and texts in pixels.</summary>
    public static IEnumerable<(double X, double Y)> Points(XElement root) => root.Descendants().SelectMany(PointsOf);

    public static (double Width, double Height) Size(XElement root)
    {
        double[] box = [.. Numbers(root.Attribute("viewBox")!.Value)];
        return (box[2], box[3]);
    }

    private static IEnumerable<(double X, double Y)> PointsOf(XElement element)
    {
        double Value(string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
        return element.Name.LocalName switch
        {
            "line" => [(Value("x1"), Value("y1")), (Value("x2"), Value("y2"))],
            "rect" => [(Value("x"), Value("y")), (Value("x") + Value("width"), Value("y") + Value("height"))],
            "circle" => [(Value("cx"), Value("cy"))],
            "text" => [(Value("x"), Value("y"))],
            "polyline" => Numbers(element.Attribute("points")!.Value).Chunk(2).Select(p => (p[0], p[1])),
            "path" => PathPoints(element.Attribute("d")!.Value),
            _ => throw new InvalidDataException($"unexpected element {element.Name}"),
        };
    }

    private static IEnumerable<(double X, double Y)> PathPoints(string data)
    {
        (double x, double y) = (0, 0);
        foreach (Match command in Command().Matches(data))
        {
            double[] values = [.. Numbers(command.Groups[2].Value)];
            (x, y) = command.Groups[1].Value switch
            {
                "M" or "L" => (values[0], values[1]),
                "h" => (x + values[0], y),
                "v" => (x, y + values[0]),
                _ => (x, y),
            };
            yield return (x, y);
        }
    }

    private static IEnumerable<double> Numbers(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => double.Parse(part, CultureInfo.InvariantCulture));

    [GeneratedRegex("([MLhvzZ])([^MLhvzZ]*)")]
    private static partial Regex Command();
}
