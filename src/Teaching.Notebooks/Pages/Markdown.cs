using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Pages;

/// <summary>
/// The text cells of a lesson as HTML: no raw HTML of theirs, no address that runs a script.
/// </summary>
internal static class Markdown
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseFormulas().Build();

    /// <summary>A link to a lesson beside this one leads to its page.</summary>
    private const string Lesson = ".ipynb";

    /// <summary>One cell as HTML; pictures attached to it are written into the page.</summary>
    public static string ToHtml(Cell cell)
    {
        MarkdownDocument document = Markdig.Markdown.Parse(cell.Source, Pipeline);
        foreach (LinkInline link in document.Descendants<LinkInline>()) link.Url = Address(link, cell);
        foreach (AutolinkInline link in document.Descendants<AutolinkInline>().ToList())
            if (!link.IsEmail && !IsHarmless(link.Url)) link.ReplaceBy(new LiteralInline(link.Url));
        return document.ToHtml(Pipeline);
    }

    /// <summary>The first heading of the notebook, as plain text; null when it has none.</summary>
    public static string? Title(Notebook notebook) => notebook.Cells
        .Where(cell => cell.Kind == CellKind.Markdown)
        .Select(cell => FirstHeading(cell.Source))
        .FirstOrDefault(title => !string.IsNullOrWhiteSpace(title));

    private static string? FirstHeading(string source)
    {
        HeadingBlock? heading = Markdig.Markdown.Parse(source, Pipeline).Descendants<HeadingBlock>().FirstOrDefault();
        return heading?.Inline is null ? null : string.Concat(heading.Inline.Descendants().Select(PlainText)).Trim();
    }

    private static string PlainText(MarkdownObject inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        MathInline math => math.Content.ToString(),
        LineBreakInline => " ",
        _ => "",
    };

    private static string Address(LinkInline link, Cell cell)
    {
        string url = link.Url ?? "";
        const string attached = "attachment:";
        if (link.IsImage && url.StartsWith(attached, StringComparison.Ordinal))
            return AttachedPicture(cell, Uri.UnescapeDataString(url[attached.Length..]));
        if (!IsHarmless(url)) return "#";
        return url.EndsWith(Lesson, StringComparison.Ordinal) && !url.Contains('/') ? url[..^Lesson.Length] + ".html" : url;
    }

    private static string AttachedPicture(Cell cell, string name)
    {
        JsonMap? bundle = cell.Attachments?.Map(name);
        string? type = bundle?.Keys.FirstOrDefault(key => key.StartsWith("image/", StringComparison.Ordinal));
        return type is null ? "#" : Pictures.Address(type, bundle!.Text(type) ?? "");
    }

    private static bool IsHarmless(string url)
    {
        int colon = url.IndexOf(':');
        return colon < 0 || url.AsSpan(0, colon).IndexOfAny('/', '#', '?') >= 0
            || url[..colon].ToLowerInvariant() is "http" or "https" or "mailto";
    }
}
