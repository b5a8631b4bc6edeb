using System.Security.Cryptography;
using System.Text;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Teaching.Notebooks.Pages;

/// <summary>
/// The formulas of a page: written as TeX, and typeset by KaTeX where the browser can load it. Without a network the TeX
/// stays, so nothing is lost.
/// </summary>
internal static class Formulas
{
    /// <summary>The version of KaTeX in package.json.</summary>
    public const string Version = "0.19.1";

    /// <summary>The one place that a page loads anything from: a public copy of the npm packages.</summary>
    public const string Address = $"https://cdn.jsdelivr.net/npm/katex@{Version}/dist/";

    /// <summary>SHA-384 of katex.min.js: a browser refuses a file that is another.</summary>
    public const string ScriptIntegrity = "sha384-a1WQdjRj162i159OYq041X6I4K8NenkrI09LlPmiHg0YOb7CR+wJOraXwK9abpnE";

    /// <summary>SHA-384 of katex.min.css.</summary>
    public const string StyleIntegrity = "sha384-WwGtaC6ywCHxA5cstpj/3+xIZvTez8dq2IcBQaXRkenHZ7FVVq1ZROtURwfbtTlG";

    private const string Typeset = """
        addEventListener("DOMContentLoaded", () => {
          if (!window.katex) return;
          for (const formula of document.querySelectorAll(".math"))
            katex.render(formula.textContent, formula, { displayMode: formula.classList.contains("display"), throwOnError: false });
        });
        """;

    /// <summary>What a page's policy must allow: KaTeX's own files and this script, by its hash.</summary>
    public static string Policy { get; } =
        $"script-src {Address}katex.min.js 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Typeset)))}'; " +
        $"style-src 'unsafe-inline' {Address}katex.min.css; font-src {Address}fonts/";

    /// <summary>What loads KaTeX, for the head of a page.</summary>
    public static string Head { get; } = $"""
        <link rel="stylesheet" href="{Address}katex.min.css" integrity="{StyleIntegrity}" crossorigin="anonymous">
        <script defer src="{Address}katex.min.js" integrity="{ScriptIntegrity}" crossorigin="anonymous"></script>
        <script>{Typeset}</script>

        """;

    /// <summary>Lets markdown write its formulas as this page's script looks for them.</summary>
    public static MarkdownPipelineBuilder UseFormulas(this MarkdownPipelineBuilder pipeline)
    {
        pipeline.UseMathematics();
        pipeline.Extensions.Add(new Rendering());
        return pipeline;
    }

    /// <summary>A formula as an element: a line of its own when it is displayed.</summary>
    public static string Element(string tex, bool display) =>
        display ? $"<div class=\"math display\">{Page.Escape(tex.Trim())}</div>\n" : $"<span class=\"math\">{Page.Escape(tex)}</span>";

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
