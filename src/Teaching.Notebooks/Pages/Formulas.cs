using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Teaching.Notebooks.Pages;

/// <summary>
/// The formulas of a page: written as TeX, and typeset by KaTeX where the browser has it. Without it the TeX stays, so nothing
/// is lost.
/// </summary>
internal static class Formulas
{
    /// <summary>Lets markdown write its formulas as the pages' script looks for them.</summary>
    public static MarkdownPipelineBuilder UseFormulas(this MarkdownPipelineBuilder pipeline)
    {
        pipeline.UseMathematics();
        pipeline.Extensions.Add(new Rendering());
        return pipeline;
    }

    /// <summary>A formula as an element: a line of its own when it is displayed.</summary>
    public static string Element(string tex, bool display) =>
        display ? $"<div class=\"math display\">{Page.Escape(tex.Trim())}</div>\n" : $"<span class=\"math\">{Page.Escape(tex)}</span>";

    /// <summary>Whether a page shows any.</summary>
    public static bool AreIn(string html) => html.Contains(" class=\"math", StringComparison.Ordinal);

    private sealed class Rendering : IMarkdownExtension
    {
        public void Setup(MarkdownPipelineBuilder pipeline)
        {
        }

        public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
        {
            renderer.ObjectRenderers.Insert(0, new InlineRenderer());
            renderer.ObjectRenderers.Insert(0, new BlockRenderer());
        }
    }

    private sealed class InlineRenderer : HtmlObjectRenderer<MathInline>
    {
        /// <summary>$$…$$ within a line is displayed too; a paragraph may hold no div, hence the span.</summary>
        protected override void Write(HtmlRenderer renderer, MathInline formula)
        {
            string tex = formula.Content.ToString();
            renderer.Write(formula.DelimiterCount == 2 ? $"<span class=\"math display\">{Page.Escape(tex.Trim())}</span>" : Element(tex, display: false));
        }
    }

    private sealed class BlockRenderer : HtmlObjectRenderer<MathBlock>
    {
        protected override void Write(HtmlRenderer renderer, MathBlock formula) =>
            renderer.EnsureLine().Write(Element(formula.Lines.ToString(), display: true));
    }
}
