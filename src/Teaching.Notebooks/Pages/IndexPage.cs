using System.Globalization;
using System.Text;
using Teaching.Notebooks.Running;

namespace Teaching.Notebooks.Pages;

/// <summary>The main part of the index page: the syllabus, then the lessons, and after a run how each went.</summary>
internal static class IndexPage
{
    /// <summary>What stands below the bar of the page.</summary>
    /// <param name="syllabus">The syllabus as HTML with its own title; null when the course has none.</param>
    /// <param name="lessons">The lessons.</param>
    /// <param name="names">Their pages.</param>
    /// <param name="when">When the site was made.</param>
    public static string ToHtml(string? syllabus, IReadOnlyList<Lesson> lessons, SiteNames names, DateTimeOffset when)
    {
        StringBuilder body = new("<div class=\"page\">\n<main id=\"main\" tabindex=\"-1\">\n");
        body.Append(syllabus is null ? $"<h1>{Site.NoTitle}</h1>\n" : $"{syllabus}<h2 id=\"s-lessons\">{Site.NoTitle}</h2>\n");
        if (lessons.Any(lesson => lesson.Run is not null)) body.Append($"<p>{Results(lessons, when)}</p>\n");
        body.Append("<ol class=\"lessons\">\n");
        foreach (Lesson lesson in lessons) body.Append(Entry(lesson, names, isOpen: syllabus is null));
        return body.Append("</ol>\n</main>\n</div>\n").ToString();
    }

    private static string Results(IReadOnlyList<Lesson> lessons, DateTimeOffset when)
    {
        int failed = lessons.Count(lesson => lesson.Run is { Passed: false });
        string count = string.Create(CultureInfo.InvariantCulture, $"{lessons.Count} {(lessons.Count == 1 ? "lesson" : "lessons")}, run on {when:yyyy-MM-dd HH:mm zzz}: ");
        return count + (failed == 0 ? "<span class=\"ok\">all cells ran</span>." : $"<span class=\"bad\">{failed} failed</span>.");
    }

    private static string Entry(Lesson lesson, SiteNames names, bool isOpen)
    {
        string opening = Markdown.Opening(lesson.Notebook, new PageContext(Path.GetDirectoryName(lesson.Path)!, names));
        return $"""
            <li>
            <a href="{Page.Address(names.PageOf(lesson.Path)!)}">{Page.Escape(lesson.Title)}</a>
            {(lesson.Run is { } run ? $"<p>{Result(run)}</p>\n" : "")}{(opening.Length == 0 ? "" : $"<details{(isOpen ? " open" : "")}>\n<summary>What it is about</summary>\n{opening}</details>\n")}</li>

            """;
    }

    private static string Result(NotebookRun run)
    {
        string result = run.Passed
            ? "<span class=\"ok\">ok</span>"
            : $"<span class=\"bad\">failed{(run.Failures.FirstOrDefault() is { } cell ? $" in cell {cell.Number}" : "")}</span>";
        return string.Create(CultureInfo.InvariantCulture, $"{result}, {run.Ran} of {run.Cells.Count} cells in {run.Elapsed.TotalSeconds:0.0} s");
    }
}
