using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;
using Teaching.Notebooks.Documents;

namespace Teaching.Site;

/// <summary>
/// Where the links of a lesson lead: to another lesson's page, to a place on the page, to another site. A link to a file that
/// is not on the site becomes its text with the file's name, and a picture from another site a link to it.
/// </summary>
internal static class Links
{
    /// <summary>Gives a link its address on the site, or puts text in its place.</summary>
    public static void Resolve(LinkInline link, Cell cell, PageContext page)
    {
        string url = link.GetDynamicUrl?.Invoke() ?? link.Url ?? "";
        link.GetDynamicUrl = null;
        if (link.IsImage) ShowPicture(link, url, cell, page);
        else if (Target(url, page) is { } target)
        {
            link.Url = target;
            if (LeadsAway(url)) link.GetAttributes().AddProperty("rel", "noopener noreferrer");
        }
        else ReplaceByText(link, url);
    }

    /// <summary>Whether an address leads to another site by a protocol that runs nothing.</summary>
    public static bool LeadsAway(string url) =>
        new[] { "https://", "http://", "mailto:" }.Any(start => url.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    private static string? Target(string url, PageContext page)
    {
        if (LeadsAway(url)) return url;
        int hash = url.IndexOf('#');
        string file = hash < 0 ? url : url[..hash];
        string fragment = hash < 0 || hash == url.Length - 1 ? "" : "#" + Uri.EscapeDataString(Outline.IdOf(Uri.UnescapeDataString(url[(hash + 1)..])));
        if (file.Length == 0) return fragment.Length > 0 ? fragment : null;
        return page.PageOf(file) is { } lesson ? Uri.EscapeDataString(lesson) + fragment : null;
    }

    private static void ShowPicture(LinkInline picture, string url, Cell cell, PageContext page)
    {
        if (Pictures.Find(url, cell, page) is { } address)
        {
            picture.Url = address;
            return;
        }
        string name = Markdown.TextOf(picture);
        LiteralInline text = new($"[picture{(name.Length > 0 ? $": {name}" : "")}]");
        if (!LeadsAway(url))
        {
            picture.ReplaceBy(text, copyChildren: false);
            return;
        }
        LinkInline link = new(url, "");
        link.AppendChild(text);
        link.GetAttributes().AddProperty("rel", "noopener noreferrer");
        picture.ReplaceBy(link, copyChildren: false);
    }

    private static void ReplaceByText(LinkInline link, string url)
    {
        bool isScript = url.Contains(':') || url.Length == 0;
        if (!isScript && Markdown.TextOf(link) != url) link.AppendChild(new LiteralInline($" ({url})"));
        link.ReplaceBy(new ContainerInline(), copyChildren: true);
    }
}
