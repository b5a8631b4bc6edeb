using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Running;

namespace Teaching.Notebooks.Pages;

/// <summary>
/// The course as a static site: an index page with the syllabus, a page a lesson, the notebooks, and what the pages share.
/// Nothing of it is written before all of it is made.
/// </summary>
public sealed class Site
{
    internal const string NoTitle = "Lessons";
    private readonly SiteFolder folder;
    private readonly SiteNames names;
    private readonly WebFiles files;
    private readonly string? syllabus;

    /// <summary>Plans a site; finds what the pages share.</summary>
    /// <param name="path">Full path of its folder.</param>
    /// <param name="notebooks">Full paths of the lessons' notebooks, in order.</param>
    /// <param name="offline">Whether the pages must never ask a network.</param>
    /// <exception cref="NotebookException">It is to work offline, and KaTeX or plotly.js is not in node_modules.</exception>
    public Site(string path, IReadOnlyList<string> notebooks, bool offline = false)
        : this(path, notebooks, WebFiles.Find([.. HomesOf(notebooks), Environment.CurrentDirectory, AppContext.BaseDirectory], offline))
    {
    }

    internal Site(string path, IReadOnlyList<string> notebooks, WebFiles files)
    {
        this.files = files;
        folder = new SiteFolder(path);
        names = new SiteNames(notebooks);
        string[] homes = HomesOf(notebooks);
        syllabus = homes is [{ } home] && File.Exists(Path.Combine(home, "README.md")) ? Path.Combine(home, "README.md") : null;
    }

    /// <summary>The index page.</summary>
    public string IndexPath => Path.Combine(folder.Path, SiteNames.Index);

    /// <summary>Whether the pages have all they need beside them, and never ask a network.</summary>
    public bool IsOffline => files.AreLocal;

    /// <summary>Makes the folder, before anything else is done in vain.</summary>
    /// <param name="ours">Whether everything in the folder may be replaced; else only what an earlier site wrote there.</param>
    /// <exception cref="NotebookException">The folder cannot be made, or a file in it is in the way.</exception>
    public void Prepare(bool ours) => folder.Prepare([SiteNames.Index, SearchIndex.File, .. files.Names, .. names.All], ours);

    /// <summary>Writes the executed notebook of one lesson, as soon as it is there.</summary>
    /// <exception cref="NotebookException">The file cannot be written.</exception>
    public void WriteNotebook(NotebookRun run) => folder.Write(names.NotebookOf(run.Path), run.Executed);

    /// <summary>Makes all pages, writes them, the index page last, and removes those of an earlier site.</summary>
    /// <param name="lessons">The lessons, in order.</param>
    /// <param name="when">The time to name on the index page.</param>
    /// <param name="made">Is told of each lesson's page: the lesson and the page's length in bytes.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    /// <exception cref="NotebookException">A file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; the folder is as it was.</exception>
    public void Write(IReadOnlyList<Lesson> lessons, DateTimeOffset when, Action<Lesson, long>? made = null, CancellationToken cancellation = default)
    {
        PageContext start = new(syllabus is null ? folder.Path : Path.GetDirectoryName(syllabus)!, names);
        string? text = syllabus is null ? null : Markdown.ToHtml(Cell.Markdown(NotebookFile.ReadText(syllabus)), start);
        string course = start.Outline.Headings.Count > 0 ? start.Outline.Headings[0].Text : NoTitle;
        List<(string Name, string Html)> pages = [];
        List<(string Page, string Title, SearchIndex Index)> search = [];
        foreach ((int i, Lesson lesson) in lessons.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            PageContext page = new(Path.GetDirectoryName(lesson.Path)!, names);
            string body = LessonPage.ToHtml(lesson, page, names.NotebookOf(lesson.Path), Neighbour(lessons, i - 1), Neighbour(lessons, i + 1));
            string name = names.PageOf(lesson.Path)!, html = Page.Around($"{lesson.Title} · {course}", course, body, files);
            pages.Add((name, html));
            search.Add((Uri.EscapeDataString(name), lesson.Title, page.Search));
            made?.Invoke(lesson, System.Text.Encoding.UTF8.GetByteCount(html));
        }
        string index = Page.Around(course, course, IndexPage.ToHtml(text, lessons, names, when), files);
        cancellation.ThrowIfCancellationRequested();

        files.WriteTo(folder);
        folder.Write(SearchIndex.File, SearchIndex.ToScript(search));
        foreach (Lesson lesson in lessons) folder.Write(names.NotebookOf(lesson.Path), lesson.Notebook);
        foreach ((string name, string html) in pages) folder.Write(name, html);
        folder.Write(SiteNames.Index, index);
        folder.Finish();
    }

    private static string[] HomesOf(IReadOnlyList<string> notebooks) => [.. notebooks.Select(notebook => Path.GetDirectoryName(notebook)!).Distinct()];

    private (string Page, string Title)? Neighbour(IReadOnlyList<Lesson> lessons, int i) =>
        i < 0 || i >= lessons.Count ? null : (names.PageOf(lessons[i].Path)!, lessons[i].Title);
}
