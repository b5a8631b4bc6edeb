using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Teaching.Site;

/// <summary>
/// A table that a cell showed, written anew from its words: what is not simply rows of cells with text is no table here. Of
/// the attributes only the side that a cell's text stands at is looked at, so none comes through.
/// </summary>
internal static class HtmlTable
{
    private const int Longest = 1_000_000;

    /// <summary>The table; null when the HTML is anything else.</summary>
    public static string? Of(string html)
    {
        if (html.Length > Longest || !html.AsSpan().TrimStart().StartsWith("<table", StringComparison.Ordinal)) return null;
        try
        {
            XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
            using XmlReader reader = XmlReader.Create(new StringReader(html), settings);
            XElement table = XElement.Load(reader);
            return IsPlain(table) ? Write(table) : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static bool IsPlain(XElement table) => table.DescendantNodesAndSelf().All(node => node switch
    {
        XElement element => IsInPlace(element),
        XText text => text.Parent!.Name.LocalName is "caption" or "th" or "td" || string.IsNullOrWhiteSpace(text.Value),
        _ => false,
    });

    private static bool IsInPlace(XElement element) => element.Name.Namespace == XNamespace.None && (element.Name.LocalName, element.Parent?.Name.LocalName) is
        ("table", null) or ("caption" or "thead" or "tbody", "table") or ("tr", "thead" or "tbody") or ("th" or "td", "tr");

    private static string Write(XElement table)
    {
        StringBuilder html = new("<div class=\"scroll\">\n<table class=\"output\">\n");
        if (table.Element("caption") is { } caption) html.Append($"<caption>{Page.Escape(caption.Value)}</caption>\n");
        foreach (XElement part in table.Elements().Where(part => part.Name != "caption"))
        {
            html.Append($"<{part.Name}>\n");
            foreach (XElement row in part.Elements()) html.Append("<tr>").Append(string.Concat(row.Elements().Select(CellOf))).Append("</tr>\n");
            html.Append($"</{part.Name}>\n");
        }
        return html.Append("</table>\n</div>\n").ToString();
    }

    private static string CellOf(XElement cell)
    {
        if (cell.Name == "th" && cell.Value.Length == 0) return "<td></td>";
        bool isRight = cell.Attribute("style")?.Value.Contains("text-align:right", StringComparison.Ordinal) == true;
        string scope = cell.Name != "th" ? "" : cell.Parent!.Parent!.Name == "thead" ? " scope=\"col\"" : " scope=\"row\"";
        return $"<{cell.Name}{scope}{(isRight ? " class=\"number\"" : "")}>{Page.Escape(cell.Value)}</{cell.Name}>";
    }
}
