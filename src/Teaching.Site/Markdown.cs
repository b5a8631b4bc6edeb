using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Helpers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Teaching.Notebooks.Documents;

namespace Teaching.Site;

/// <summary>
/// The text cells of a lesson as HTML: no raw HTML of theirs, no address that runs a script, no picture from elsewhere.
/// </summary>
internal static class Markdown
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseFormulas().Build();

    /// <summary>One cell as HTML; pictures attached to it are written into the page, headings into its outline.</summary>
    public static string ToHtml(Cell cell, PageContext page)
    {
        MarkdownDocument document = Parse(cell.Source);
        foreach (HeadingBlock heading in document.Descendants<HeadingBlock>())
        {
            string text = TextOf(heading.Inline);
            heading.GetAttributes().Id = page.Outline.Add(heading.Level, text, InlineHtml(heading.Inline)).Id;
        }
        page.Search.Add(document, page.Outline);
        return Render(document, cell, page);
    }

    /// <summary>What the notebook says of itself below its title: the first text cell up to its second heading; empty when there is none.</summary>
    public static string Opening(Notebook notebook, PageContext page)
    {
        if (notebook.Cells.FirstOrDefault() is not { Kind: CellKind.Markdown } cell) return "";
        MarkdownDocument document = Parse(cell.Source);
        if (document.FirstOrDefault() is HeadingBlock title) document.Remove(title);
        foreach (Block later in document.SkipWhile(block => block is not HeadingBlock).ToList()) document.Remove(later);
        return document.Count == 0 ? "" : Render(document, cell, page);
    }

    /// <summary>The first heading of the notebook, as plain text; null when it has none.</summary>
    public static string? Title(Notebook notebook) => notebook.Cells
        .Where(cell => cell.Kind == CellKind.Markdown)
        .Select(cell => TextOf(Parse(cell.Source).Descendants<HeadingBlock>().FirstOrDefault()?.Inline))
        .FirstOrDefault(title => title.Length > 0);

    /// <summary>The text as markdown; text that nests deeper than Markdig follows is shown as it is written.</summary>
    private static MarkdownDocument Parse(string text)
    {
        try
        {
            return Formulas.Parse(text, Pipeline);
        }
        catch (Exception error) when (Fence.Holds(error))
        {
            MarkdownDocument document = [];
            document.Add(new CodeBlock(null!) { Lines = new StringLineGroup(text) });
            return document;
        }
    }

    /// <summary>What stands in a block, as plain text.</summary>
    public static string TextOf(ContainerInline? inline) =>
        inline is null ? "" : string.Concat(inline.Descendants().Select(PlainText)).Trim();

    private static string PlainText(MarkdownObject inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        FormulaInline math => math.Formula.Tex,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        AutolinkInline link => link.Url,
        LineBreakInline => " ",
        _ => "",
    };

    /// <summary>A heading once more for the contents: its formulas and code, but no links within the link.</summary>
    private static string InlineHtml(ContainerInline? inline) => inline is null ? "" : string.Concat(inline.Descendants().Select(one => one switch
    {
        FormulaInline math => Formulas.Element(math.Formula.Tex, display: false),
        CodeInline code => $"<code>{Page.Escape(code.Content)}</code>",
        _ => Page.Escape(PlainText(one)),
    }));

    /// <summary>The text as HTML; what is read but nests deeper than Markdig writes is shown as it is written.</summary>
    private static string Render(MarkdownDocument document, Cell cell, PageContext page)
    {
        try
        {
            return Rendered(document, cell, page);
        }
        catch (ArgumentException)
        {
            return $"<pre>{Page.Escape(cell.Source)}</pre>\n";
        }
    }

    private static string Rendered(MarkdownDocument document, Cell cell, PageContext page)
    {
        foreach (LinkInline link in document.Descendants<LinkInline>().ToList()) Links.Resolve(link, cell, page);
        foreach (AutolinkInline link in document.Descendants<AutolinkInline>().ToList())
            if (!link.IsEmail && !Links.LeadsAway(link.Url)) link.ReplaceBy(new LiteralInline(link.Url));
        using StringWriter text = new();
        HtmlRenderer renderer = new(text);
        Pipeline.Setup(renderer);
        HtmlTableRenderer table = renderer.ObjectRenderers.FindExact<HtmlTableRenderer>()!;
        renderer.ObjectRenderers.Replace<HtmlTableRenderer>(new ScrollingTable(table));
        renderer.Render(document);
        return text.ToString();
    }

    /// <summary>A table wider than a phone scrolls by itself.</summary>
    private sealed class ScrollingTable(HtmlTableRenderer table) : HtmlObjectRenderer<Table>
    {
        protected override void Write(HtmlRenderer renderer, Table block)
        {
            renderer.EnsureLine().WriteLine("<div class=\"scroll\">");
            table.Write(renderer, block);
            renderer.WriteLine("</div>");
        }
    }
}
