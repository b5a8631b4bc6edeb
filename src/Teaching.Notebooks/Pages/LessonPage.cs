using System.Globalization;
using System.Text;
using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Running;

namespace Teaching.Notebooks.Pages;

/// <summary>
/// One executed lesson as a page to read: text, code, outputs and charts in one file. Charts are pictures; nothing moves.
/// </summary>
public static class LessonPage
{
    /// <summary>The page.</summary>
    /// <param name="run">The executed lesson.</param>
    /// <param name="notebook">Address of the executed notebook, from the page.</param>
    /// <param name="index">Address of the list of lessons, from the page.</param>
    public static string ToHtml(NotebookRun run, string notebook, string index)
    {
        StringBuilder body = new();
        body.Append($"<nav><a href=\"{Page.Address(index)}\">All lessons</a> · <a href=\"{Page.Address(notebook)}\">The executed notebook</a></nav>\n<main>\n");
        foreach ((int i, Cell cell) in run.Executed.Cells.Index())
            body.Append(cell.Kind switch
            {
                CellKind.Markdown => Markdown.ToHtml(cell),
                CellKind.Code => Code(cell, run.Cells.FirstOrDefault(one => one.Number == i + 1)),
                _ => $"<pre>{Page.Escape(cell.Source)}</pre>\n",
            });
        return Page.Around(run.Title, body.Append("</main>\n").ToString());
    }

    private static string Code(Cell cell, CellRun? run)
    {
        StringBuilder html = new();
        html.Append($"<pre class=\"code\"><code>{Page.Escape(cell.Source)}</code></pre>\n");
        foreach (Output output in cell.Outputs) html.Append(OutputHtml.Of(output));
        if (run?.State == CellState.NotRun) html.Append("<p class=\"note\">(not run)</p>\n");
        if (run?.Elapsed.TotalSeconds >= 1)
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">({run.Elapsed.TotalSeconds:0.0} s)</p>\n");
        return html.ToString();
    }
}
