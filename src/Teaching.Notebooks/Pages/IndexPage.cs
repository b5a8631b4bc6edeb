using System.Globalization;
using System.Text;
using Teaching.Notebooks.Running;

namespace Teaching.Notebooks.Pages;

/// <summary>The list of the lessons of one run: what each is called, how it went, where to read it.</summary>
public static class IndexPage
{
    /// <summary>The page.</summary>
    /// <param name="lessons">The runs with the name, without extension, of the files that each was written to.</param>
    /// <param name="when">When the run was.</param>
    public static string ToHtml(IReadOnlyList<(NotebookRun Run, string Name)> lessons, DateTimeOffset when)
    {
        StringBuilder body = new();
        int failed = lessons.Count(lesson => !lesson.Run.Passed);
        body.Append("<main>\n<h1>The course, executed</h1>\n<p>")
            .Append(CultureInfo.InvariantCulture, $"{lessons.Count} {(lessons.Count == 1 ? "lesson" : "lessons")}, run on {when:yyyy-MM-dd HH:mm zzz}: ")
            .Append(failed == 0 ? "<span class=\"ok\">all cells ran</span>" : $"<span class=\"failed\">{failed} failed</span>")
            .Append(".</p>\n<table>\n<caption>Lessons</caption>\n<thead><tr><th scope=\"col\">Lesson</th><th scope=\"col\">Notebook</th>")
            .Append("<th scope=\"col\" class=\"number\">Cells</th><th scope=\"col\" class=\"number\">Seconds</th><th scope=\"col\">Result</th></tr></thead>\n<tbody>\n");
        foreach ((NotebookRun run, string name) in lessons) body.Append(Row(run, name));
        return Page.Around("The course, executed", body.Append("</tbody>\n</table>\n</main>\n").ToString());
    }

    private static string Row(NotebookRun run, string name)
    {
        string result = run.Passed
            ? "<span class=\"ok\">ok</span>"
            : $"<span class=\"failed\">failed{(run.Failures.FirstOrDefault() is { } cell ? $" in cell {cell.Number}" : "")}</span>";
        return string.Create(CultureInfo.InvariantCulture, $"""
            <tr><th scope="row"><a href="{Page.Address(name + ".html")}">{Page.Escape(run.Title)}</a></th>
            <td><a href="{Page.Address(name + ".ipynb")}">{Page.Escape(name)}.ipynb</a></td>
            <td class="number">{run.Ran} of {run.Cells.Count}</td><td class="number">{run.Elapsed.TotalSeconds:0.0}</td><td>{result}</td></tr>

            """);
    }
}
