using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Teaching.Site;

/// <summary>A part of a text cell that is code, in which no formula starts.</summary>
/// <param name="Start">Index of its first character.</param>
/// <param name="End">Index behind its last.</param>
/// <param name="IsFirm">Whether its own marks make it code; lines that are only indented may also be the middle of a formula.</param>
internal readonly record struct CodeRegion(int Start, int End, bool IsFirm)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UsePreciseSourceLocation().Build();

    /// <summary>All code of a text, in order.</summary>
    /// <exception cref="ArgumentException">The text nests too deep for Markdig.</exception>
    public static IReadOnlyList<CodeRegion> AllIn(string text)
    {
        if (text.AsSpan().IndexOfAny("`~") < 0 && !text.Contains("    ", StringComparison.Ordinal) && !text.Contains('\t', StringComparison.Ordinal)) return [];
        return
        [
            .. Markdig.Markdown.Parse(text, Pipeline).Descendants()
                .Where(part => part is CodeBlock or CodeInline && !part.Span.IsEmpty)
                .Select(part => new CodeRegion(part.Span.Start, part.Span.End + 1, part is FencedCodeBlock or CodeInline))
                .OrderBy(region => region.Start),
        ];
    }
}
