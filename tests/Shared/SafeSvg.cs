using System.Xml.Linq;

namespace Teaching.Tests;

/// <summary>What an SVG may hold so that no viewer strips anything of it: shapes and text with presentation attributes.</summary>
internal static class SafeSvg
{
    private static readonly string[] elements = ["svg", "rect", "line", "polyline", "path", "circle", "text"];

    private static readonly string[] attributes =
    [
        "width", "height", "viewBox", "role", "aria-label", "font-family", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "d", "points",
        "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linejoin", "stroke-linecap",
        "shape-rendering", "font-size", "font-weight", "text-anchor", "transform",
    ];

    /// <summary>What would be stripped, each with its place.</summary>
    public static IEnumerable<string> Objections(string svg)
    {
        XElement root = XDocument.Parse(svg).Root!;
        foreach (XElement element in root.DescendantsAndSelf())
        {
            if (element.Name.Namespace != "http://www.w3.org/2000/svg" || !elements.Contains(element.Name.LocalName)) yield return $"element {element.Name}";
            foreach (XAttribute attribute in element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration))
            {
                if (!attributes.Contains(attribute.Name.ToString())) yield return $"attribute {attribute.Name} of {element.Name.LocalName}";
                if (attribute.Value.Contains("url(", StringComparison.OrdinalIgnoreCase)) yield return $"url( in {attribute.Name} of {element.Name.LocalName}";
            }
        }
    }
}
