using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Ganss.Xss;

namespace Teaching.Site;

/// <summary>
/// HTML that a cell showed, made harmless: text, lists, tables, links and pictures that are in it stay; every style, name and script goes.
/// </summary>
internal static class ForeignHtml
{
    private const int Longest = 200_000;

    /// <summary>What says nothing when it is gone. Anything else that must go did something, and the rest would not be the whole output.</summary>
    private static readonly HashSet<string> Idle = ["style", "html", "head", "body", "meta", "title", "font", "center", "colgroup", "col"];

    private static readonly HtmlSanitizerOptions Allowed = new()
    {
        AllowedTags = new HashSet<string>(
            [
                "a", "b", "blockquote", "br", "caption", "code", "dd", "del", "details", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img",
                "kbd", "li", "mark", "ol", "p", "pre", "s", "samp", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
                "u", "ul", "var",
            ], StringComparer.OrdinalIgnoreCase),
        AllowedAttributes = new HashSet<string>(["alt", "colspan", "height", "href", "rowspan", "src", "start", "style", "title", "width"], StringComparer.OrdinalIgnoreCase),
        UriAttributes = new HashSet<string>(["href", "src"], StringComparer.OrdinalIgnoreCase),
        AllowedSchemes = new HashSet<string>(["https", "http", "mailto", "data"], StringComparer.OrdinalIgnoreCase),
        AllowedCssProperties = new HashSet<string>(["text-align"], StringComparer.OrdinalIgnoreCase),
    };

    /// <summary>The HTML as the page shows it; null when it does something, is empty without its styles, or is too long to look at.</summary>
    public static string? Of(string html)
    {
        if (html.Length > Longest) return null;
        bool isActive = false;
        HtmlSanitizer sanitizer = new(Allowed);
        sanitizer.RemovingTag += (_, tag) => isActive |= !Idle.Contains(tag.Tag.LocalName);
        sanitizer.RemovingAttribute += (_, one) => isActive |= one.Attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase);
        sanitizer.FilterUrl += (_, url) => url.SanitizedUrl = IsAllowed(url.Tag, url.OriginalUrl) ? url.OriginalUrl : null;
        sanitizer.PostProcessDom += (_, dom) => Dress(dom.Document);
        string safe = sanitizer.Sanitize(html);
        return isActive || string.IsNullOrWhiteSpace(safe) ? null : safe.Trim() + "\n";
    }

    private static bool IsAllowed(IElement tag, string url) => tag.LocalName == "img"
        ? Pictures.Types.Any(type => url.StartsWith($"data:{type};base64,", StringComparison.Ordinal))
        : Links.LeadsAway(url);

    private static void Dress(IHtmlDocument document)
    {
        foreach (IElement cell in document.QuerySelectorAll("th, td")) DressCell(cell);
        foreach (IElement table in document.QuerySelectorAll("table"))
        {
            table.ClassName = "output";
            IElement scroll = document.CreateElement("div");
            scroll.ClassName = "scroll";
            table.Replace(scroll);
            scroll.Append(table);
        }
        foreach (IElement element in document.QuerySelectorAll("[style]")) element.RemoveAttribute("style");
        foreach (IElement link in document.QuerySelectorAll("a[href]")) link.SetAttribute("rel", "noopener noreferrer");
    }

    private static void DressCell(IElement cell)
    {
        if (cell.GetAttribute("style")?.Contains("right", StringComparison.Ordinal) == true) cell.ClassName = "number";
        if (cell.LocalName == "th" && cell.ChildNodes.Length == 0) cell.Replace(cell.Owner!.CreateElement("td"));
        else if (cell.LocalName == "th") cell.SetAttribute("scope", cell.ParentElement?.ParentElement?.LocalName == "thead" ? "col" : "row");
    }
}
