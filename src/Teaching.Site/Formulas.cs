using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Teaching.Site;

/// <summary>
/// The formulas of a page: set aside before markdown reads the text, which would take their stars, underscores and backslashes
/// for its own, and put back as TeX, typeset by KaTeX where the browser has it. Without it the TeX stays, so nothing is lost.
/// </summary>
internal static partial class Formulas
{
    // Characters that no text has a use for stand around the number of a formula; where a text has them all the same they are text.
    private const char Open = '\uE000';
    private const char Close = '\uE001';
    private static readonly object Key = new();

    /// <summary>Lets markdown write the formulas that were set aside.</summary>
    public static MarkdownPipelineBuilder UseFormulas(this MarkdownPipelineBuilder pipeline)
    {
        pipeline.Extensions.Add(new Extension());
        return pipeline;
    }

    /// <summary>Reads markdown with its formulas.</summary>
    /// <exception cref="ArgumentException">It nests too deep for Markdig.</exception>
    public static MarkdownDocument Parse(string text, MarkdownPipeline pipeline)
    {
        if (text.AsSpan().IndexOfAny('$', '\\') < 0) return Markdig.Markdown.Parse(text, pipeline);
        List<Formula> formulas = [];
        MarkdownParserContext context = new() { Properties = { [Key] = formulas } };
        MarkdownDocument document = Markdig.Markdown.Parse(SetAside(text, formulas), pipeline, context);
        if (formulas.Count > 0) PutBack(document, formulas);
        return document;
    }

    /// <summary>A formula as an element: a line of its own when it is displayed.</summary>
    public static string Element(string tex, bool display) =>
        display ? $"<div class=\"math display\">{Page.Escape(tex.Trim())}</div>\n" : $"<span class=\"math\">{Page.Escape(tex)}</span>";

    /// <summary>An output of the type text/latex: a formula with or without its marks, or text with formulas.</summary>
    public static string OfLatex(string latex)
    {
        string text = latex.Trim();
        (int Start, Formula Formula)[] found = [.. new FormulaFinder(text, []).All()];
        if (found is [(0, { } whole)] && whole.Source.Length == text.Length) return Element(whole.Tex, display: true);
        if (found.Length == 0) return Element(text, display: true);
        StringBuilder html = new("<p>");
        int end = 0;
        foreach ((int start, Formula formula) in found)
        {
            html.Append(Page.Escape(text[end..start])).Append(InLine(formula));
            end = start + formula.Source.Length;
        }
        return html.Append(Page.Escape(text[end..])).Append("</p>\n").ToString();
    }

    /// <summary>Whether a page shows any.</summary>
    public static bool AreIn(string html) => html.Contains(" class=\"math", StringComparison.Ordinal);

    /// <summary>The formulas that a piece of a page shows, in order.</summary>
    public static IEnumerable<(string Tex, bool IsDisplay)> In(string html) =>
        Elements().Matches(html).Select(found => (WebUtility.HtmlDecode(found.Groups[2].Value), found.Groups[1].Length > 0));

    /// <summary>$$…$$ within a line is displayed too; a paragraph may hold no div, hence the span.</summary>
    private static string InLine(Formula formula) =>
        formula.IsDisplay ? $"<span class=\"math display\">{Page.Escape(formula.Tex)}</span>" : Element(formula.Tex, display: false);

    private static string SetAside(string text, List<Formula> formulas)
    {
        StringBuilder rest = new(text.Length);
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        int end = 0;
        foreach ((int start, Formula formula) in new FormulaFinder(text, CodeRegion.AllIn(text)).All())
        {
            // What is written alike gets one number, so that the label of a link is still that of its definition.
            if (numbers.TryAdd(formula.Source, formulas.Count)) formulas.Add(formula);
            rest.Append(text, end, start - end).Append(Open).Append(CultureInfo.InvariantCulture, $"{numbers[formula.Source]}").Append(Close);
            end = start + formula.Source.Length;
        }
        return rest.Append(text, end, text.Length - end).ToString();
    }

    /// <summary>Where markdown found code or an address, the formula is the text that it was.</summary>
    private static void PutBack(MarkdownDocument document, List<Formula> formulas)
    {
        foreach (MarkdownObject part in document.Descendants().ToList())
        {
            switch (part)
            {
                case CodeInline code: code.Content = Restored(code.Content, formulas); break;
                case AutolinkInline link: link.Url = Restored(link.Url, formulas); break;
                case LinkInline link:
                    link.Url = Restored(link.GetDynamicUrl?.Invoke() ?? link.Url ?? "", formulas);
                    link.GetDynamicUrl = null;
                    link.Title = link.Title is null ? null : Restored(link.Title, formulas);
                    break;
                case CodeBlock block when block.Lines.ToString() is var lines && lines.Contains(Open, StringComparison.Ordinal):
                    block.Lines = new StringLineGroup(Restored(lines, formulas));
                    if (block is FencedCodeBlock fenced) fenced.Info = Restored(fenced.Info ?? "", formulas);
                    break;
            }
        }
    }

    private static string Restored(string text, List<Formula> formulas) => text.Contains(Open, StringComparison.Ordinal)
        ? Number().Replace(text, found => NumberOf(found.Groups[1].ValueSpan, formulas) is { } formula ? formula.Source : found.Value)
        : text;

    private static Formula? NumberOf(ReadOnlySpan<char> digits, List<Formula> formulas) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int i) && i < formulas.Count ? formulas[i] : null;

    [GeneratedRegex("\uE000([0-9]{1,9})\uE001")]
    private static partial Regex Number();

    [GeneratedRegex("<(?:div|span) class=\"math( display)?\">([^<]*)</")]
    private static partial Regex Elements();

    private sealed class Extension : IMarkdownExtension
    {
        public void Setup(MarkdownPipelineBuilder pipeline) => pipeline.InlineParsers.Insert(0, new Parser());

        public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
        {
            renderer.ObjectRenderers.Insert(0, new Renderer());
            renderer.ObjectRenderers.ReplaceOrAdd<ParagraphRenderer>(new LoneFormulaRenderer());
        }
    }

    private sealed class Parser : InlineParser
    {
        public Parser() => OpeningCharacters = [Open];

        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            if (processor.Context?.Properties.TryGetValue(Key, out object? known) != true || known is not List<Formula> formulas) return false;
            ReadOnlySpan<char> rest = slice.AsSpan();
            int close = rest.IndexOf(Close);
            if (close < 2 || NumberOf(rest[1..close], formulas) is not { } formula) return false;
            processor.Inline = new FormulaInline(formula);
            slice.Start += close + 1;
            return true;
        }
    }

    private sealed class Renderer : HtmlObjectRenderer<FormulaInline>
    {
        protected override void Write(HtmlRenderer renderer, FormulaInline inline)
        {
            if (renderer.EnableHtmlForInline) renderer.Write(InLine(inline.Formula));
            else renderer.WriteEscape(inline.Formula.Tex);
        }
    }

    private sealed class LoneFormulaRenderer : ParagraphRenderer
    {
        protected override void Write(HtmlRenderer renderer, ParagraphBlock block)
        {
            if (block.Inline is { FirstChild: FormulaInline { Formula.IsBlock: true, NextSibling: null } lone })
                renderer.EnsureLine().Write(Element(lone.Formula.Tex, display: true));
            else base.Write(renderer, block);
        }
    }
}

/// <summary>A formula among the words of a text.</summary>
internal sealed class FormulaInline(Formula formula) : LeafInline
{
    public Formula Formula => formula;
}
