using System.Globalization;
using System.Text;
using Teaching.Notebooks.Comparing;
using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Running;

namespace Teaching.Site;

/// <summary>The main part of a lesson's page: its text, code, outputs and charts, with contents at the side and its neighbours below.</summary>
internal static class LessonPage
{
    private const string Awaited = "<p class=\"awaited\">The outputs on this page are as committed: the lesson had not been run here when the page was written. Load it again later for those of the run.</p>\n";

    /// <summary>The cells, one after the other.</summary>
    /// <param name="lesson">The lesson.</param>
    /// <param name="page">Gets the headings and what to find the page by.</param>
    /// <exception cref="NotebookException">A cell cannot be shown: says which.</exception>
    public static string TextOf(Lesson lesson, PageContext page)
    {
        StringBuilder text = new(lesson.IsAwaited ? Awaited : "");
        foreach ((int i, Cell cell) in lesson.Notebook.Cells.Index())
            text.Append(CellOf(cell, i, lesson.Run?.Cells.FirstOrDefault(one => one.Number == i + 1), page));
        return text.ToString();
    }

    /// <summary>One cell.</summary>
    /// <exception cref="NotebookException">It cannot be shown: says which it is.</exception>
    public static string CellOf(Cell cell, int index, CellRun? run, PageContext page)
    {
        try
        {
            return cell.Kind switch
            {
                CellKind.Markdown => Markdown.ToHtml(cell, page),
                CellKind.Code => Code(cell, run, page),
                _ => $"<pre>{Page.Escape(cell.Source)}</pre>\n",
            };
        }
        catch (Exception error) when (Fence.Holds(error))
        {
            throw Fence.Fault("", string.Create(CultureInfo.InvariantCulture, $"cell {index + 1}"), error);
        }
    }

    /// <summary>What stands below the bar of the page.</summary>
    /// <param name="text">The cells.</param>
    /// <param name="page">What they left there.</param>
    /// <param name="notebook">The notebook beside the page.</param>
    /// <param name="previous">Page and title of the lesson before.</param>
    /// <param name="next">Page and title of the lesson after.</param>
    public static string ToHtml(string text, PageContext page, string notebook, (string Page, string Title)? previous, (string Page, string Title)? next)
    {
        string contents = page.Outline.ToHtml();
        return $"""
            <div class="page">
            {(contents.Length == 0 ? "" : $"<nav class=\"contents\" aria-label=\"Contents\">\n<details open>\n<summary>Contents</summary>\n{contents}</details>\n</nav>\n")}<main id="main" tabindex="-1">
            {text}<p class="source"><a href="{Page.Address(notebook)}" download>The notebook of this page</a>, to run it yourself</p>
            <nav class="turn" aria-label="Lessons">
            {Turn(previous, "prev", "Previous")}{Turn(next, "next", "Next")}</nav>
            </main>
            </div>

            """;
    }

    private static string Turn((string Page, string Title)? lesson, string rel, string word) => lesson is { } other
        ? $"<a rel=\"{rel}\" href=\"{Page.Address(other.Page)}\"><span>{word}</span> {Page.Escape(other.Title)}</a>\n"
        : "";

    private static string Code(Cell cell, CellRun? run, PageContext page)
    {
        page.Search.AddCode(cell.Source);
        string source = Source(cell, page), outputs = Outputs(cell, run, page);
        if (!page.IsLive || source.Length == 0) return source + outputs;
        string seconds = run?.Elapsed.TotalSeconds >= 1 ? string.Create(CultureInfo.InvariantCulture, $" data-seconds=\"{run.Elapsed.TotalSeconds:0.0}\"") : "";
        string mayFail = cell.Tags.Contains("raises-exception") ? " data-may-fail" : "";
        return $"<section class=\"cell\" data-cell=\"{Page.Escape(cell.Id)}\"{seconds}{mayFail}>\n{source}<div class=\"outputs\">\n{outputs}</div>\n</section>\n";
    }

    private static string Source(Cell cell, PageContext page)
    {
        if (cell.Source.Length == 0) return "";
        string id = cell.Id.Length == 0 ? "" : $" id=\"{Page.Escape(page.Outline.Place(cell.Id))}\"";
        string code = $"<pre class=\"code\"{id}><code>{CodeColors.ToHtml(cell.Source)}</code></pre>\n";
        return IsFolded(cell) ? $"<details class=\"folded\"><summary>{FoldedTitle(cell)}</summary>\n{code}</details>\n" : code;
    }

    private static string Outputs(Cell cell, CellRun? run, PageContext page)
    {
        StringBuilder html = new();
        foreach (Output output in Streams.Merge(cell.Outputs)) html.Append(OutputHtml.Of(output, page));
        if (run?.State == CellState.NotRun) html.Append("<p class=\"note\">(not run)</p>\n");
        if (run?.Elapsed.TotalSeconds >= 1)
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">({run.Elapsed.TotalSeconds:0.0} s)</p>\n");
        return html.ToString();
    }

    /// <summary>Whether Jupyter shows the cell's code folded.</summary>
    private static bool IsFolded(Cell cell) => cell.Metadata.Map("jupyter")?["source_hidden"] is JsonFlag { Value: true };

    private static string FoldedTitle(Cell cell) => cell.Tags.Contains("solution") ? "Solution" : "Code";
}
