using System.Globalization;
using System.Text;
using Teaching.Notebooks.Running;

namespace Teaching.Site;

/// <summary>The main part of the index page: the syllabus, then the lessons, and of a run how each went.</summary>
internal static class IndexPage
{
    /// <summary>What stands below the bar of the page.</summary>
    /// <param name="syllabus">The syllabus as HTML with its own title; null when the course has none.</param>
    /// <param name="lessons">The lessons with what they say of themselves; without a page where it could not be made.</param>
    /// <param name="when">When the site was made.</param>
    /// <param name="isLive">Whether its cells can be run in the pages.</param>
    public static string ToHtml(string? syllabus, IReadOnlyList<LessonEntry> lessons, DateTimeOffset when, bool isLive = false)
    {
        StringBuilder body = new("<div class=\"page\">\n<main id=\"main\" tabindex=\"-1\">\n");
        bool isUnderWay = lessons.Any(entry => entry.Lesson.IsAwaited);
        if (isUnderWay) body.Append($"<p class=\"awaited\">{Progress(lessons, when)}</p>\n");
        body.Append(syllabus is null ? $"<h1>{CourseSite.NoTitle}</h1>\n" : $"{syllabus}<h2 id=\"s-lessons\">{CourseSite.NoTitle}</h2>\n");
        if (!isUnderWay && lessons.Any(entry => entry.Lesson.Run is not null)) body.Append($"<p>{Results(lessons, when)}</p>\n");
        body.Append("<ol class=\"lessons\">\n");
        foreach (LessonEntry entry in lessons) body.Append(Entry(entry, isOpen: syllabus is null));
        body.Append("</ol>\n");
        if (isLive) body.Append($"<p>Each cell of a lesson can be run and changed in its page, with nothing installed; so can <a href=\"{SiteNames.Own}\">a notebook of your own</a>.</p>\n");
        return body.Append("</main>\n</div>\n").ToString();
    }

    private static string Progress(IReadOnlyList<LessonEntry> lessons, DateTimeOffset when)
    {
        int awaited = lessons.Count(entry => entry.Lesson.IsAwaited), failed = Failed(lessons);
        return $"On {Time(when)} {lessons.Count - awaited} of {Count(lessons.Count)} had been run here{(failed == 0 ? "" : $", {Bad(failed)}")}; "
            + "the others are there as committed. Load this page again to see how far the run has come.";
    }

    private static string Results(IReadOnlyList<LessonEntry> lessons, DateTimeOffset when)
    {
        int failed = Failed(lessons);
        return $"{Count(lessons.Count)}, run on {Time(when)}: {(failed == 0 ? "<span class=\"ok\">all cells ran</span>" : Bad(failed))}.";
    }

    private static int Failed(IReadOnlyList<LessonEntry> lessons) => lessons.Count(entry => entry.Lesson.Run is { Passed: false });

    private static string Bad(int failed) => string.Create(CultureInfo.InvariantCulture, $"<span class=\"bad\">{failed} failed</span>");

    private static string Time(DateTimeOffset when) => when.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    private static string Count(int lessons) => string.Create(CultureInfo.InvariantCulture, $"{lessons} {(lessons == 1 ? "lesson" : "lessons")}");

    private static string Entry(LessonEntry entry, bool isOpen)
    {
        string title = Page.Escape(entry.Title);
        return $"""
            <li>
            {(entry.Fault is null ? $"<a href=\"{Page.Address(entry.Page)}\">{title}</a>" : $"{title}\n<p class=\"bad\">no page: {Page.Escape($"{entry.Fault.Place} {entry.Fault.Problem}".Trim())}</p>")}
            {State(entry.Lesson)}{(entry.Opening.Length == 0 ? "" : $"<details{(isOpen ? " open" : "")}>\n<summary>What it is about</summary>\n{entry.Opening}</details>\n")}</li>

            """;
    }

    private static string State(Lesson lesson) =>
        lesson.Run is { } run ? $"<p>{Result(run)}</p>\n" : lesson.IsAwaited ? "<p class=\"note\">as committed, not run yet</p>\n" : "";

    private static string Result(NotebookRun run)
    {
        string result = run.Passed
            ? "<span class=\"ok\">ok</span>"
            : $"<span class=\"bad\">failed{(run.Failures.FirstOrDefault() is { } cell ? $" in cell {cell.Number}" : "")}</span>";
        return string.Create(CultureInfo.InvariantCulture, $"{result}, {run.Ran} of {run.Cells.Count} cells in {run.Elapsed.TotalSeconds:0.0} s");
    }
}
