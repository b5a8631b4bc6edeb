using Teaching.Notebooks.Documents;

namespace Teaching.Site;

/// <summary>
/// The course as a static site: an index page with the syllabus, a page a lesson, the notebooks, and what the pages share.
/// Nothing of it is written before all of it is made; it can be written again as lessons change, and is whole at any time.
/// </summary>
public sealed class CourseSite
{
    internal const string NoTitle = "Lessons";
    private readonly SiteFolder folder;
    private readonly SiteNames names;
    private readonly WebFiles files;
    private readonly LiveFiles? live;
    private readonly IReadOnlyList<LessonFile> data;
    private readonly string? syllabus;
    private readonly Dictionary<string, LessonEntry> written = [];

    /// <summary>Plans a site; finds what the pages share.</summary>
    /// <param name="path">Full path of its folder.</param>
    /// <param name="notebooks">Full paths of the lessons' notebooks, in order.</param>
    /// <param name="offline">Whether the pages must never ask a network.</param>
    /// <param name="live">Whether their cells can be run.</param>
    /// <param name="data">Files of data sets that live lessons find beside their pages: each name is <c>data/SET/FILE</c>.</param>
    /// <exception cref="NotebookException">It is to work offline, and KaTeX or plotly.js is not in node_modules; or its cells are to run, and what that takes was not built.</exception>
    public CourseSite(string path, IReadOnlyList<string> notebooks, bool offline = false, Live live = Live.No, IReadOnlyList<LessonFile>? data = null)
        : this(path, notebooks, WebFiles.Find(Nearby(notebooks), offline), live == Live.No ? null : LiveFiles.Find(Nearby(notebooks)), data)
    {
        if (live == Live.Yes && this.live is null)
            throw new NotebookException("--live", "", "needs what a browser runs cells with; install Node.js, then 'dotnet build' in the folder of the course");
    }

    internal CourseSite(string path, IReadOnlyList<string> notebooks, WebFiles files, LiveFiles? live = null, IReadOnlyList<LessonFile>? data = null)
    {
        this.data = data ?? [];
        this.files = files;
        this.live = live;
        folder = new SiteFolder(path);
        names = new SiteNames(notebooks);
        string[] homes = HomesOf(notebooks);
        syllabus = homes is [{ } home] && File.Exists(Path.Combine(home, "README.md")) ? Path.Combine(home, "README.md") : null;
    }

    /// <summary>The index page.</summary>
    public string IndexPath => Path.Combine(folder.Path, SiteNames.Index);

    /// <summary>Whether the pages have all they need beside them, and never ask a network.</summary>
    public bool IsOffline => files.AreLocal;

    /// <summary>Whether the cells of the pages can be run there.</summary>
    public bool IsLive => live is not null;

    /// <summary>Makes the folder, before anything else is done in vain.</summary>
    /// <param name="ours">Whether everything in the folder may be replaced; else only what an earlier site wrote there.</param>
    /// <exception cref="NotebookException">The folder cannot be made, or a file in it is in the way.</exception>
    public void Prepare(bool ours) => folder.Prepare([SiteNames.Index, SearchIndex.File, .. files.Names, .. live?.Names ?? [], .. live is null ? [] : new[] { SiteNames.Own }, .. names.All], ours);

    /// <summary>Makes all pages, writes them, the index page last, and removes those of an earlier site. Written again, only what changed costs time.</summary>
    /// <param name="lessons">The lessons, in order.</param>
    /// <param name="when">The time to name on the index page.</param>
    /// <param name="made">Is told of each lesson's page: the lesson and the page's length in bytes.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    /// <returns>A line for each notebook whose page could not be made or written; all others have theirs.</returns>
    /// <exception cref="NotebookException">A file that all pages need cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; the folder is as it was.</exception>
    public IReadOnlyList<NotebookException> Write(
        IReadOnlyList<Lesson> lessons, DateTimeOffset when, Action<Lesson, long>? made = null, CancellationToken cancellation = default)
    {
        PageContext start = new(syllabus is null ? folder.Path : Path.GetDirectoryName(syllabus)!, names);
        string? text = syllabus is null ? null : Markdown.ToHtml(Cell.Markdown(NotebookFile.ReadText(syllabus)), start);
        string course = start.Outline.Headings.Count > 0 ? start.Outline.Headings[0].Text : NoTitle;
        List<LessonEntry> entries = [];
        foreach (Lesson lesson in lessons)
        {
            cancellation.ThrowIfCancellationRequested();
            entries.Add(written.GetValueOrDefault(lesson.Path) is { } last && last.Lesson == lesson ? last : LessonEntry.Of(lesson, names, live is not null));
        }
        List<(LessonEntry Entry, string Html)> pages = [];
        Dictionary<string, string> besides = [];
        LessonEntry[] whole = [.. entries.Where(entry => entry.Fault is null)];
        foreach ((int i, LessonEntry entry) in whole.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            string body = LessonPage.ToHtml(entry.Text, entry.Context!, names.NotebookOf(entry.Lesson.Path), Neighbour(whole, i - 1), Neighbour(whole, i + 1));
            LivePage? page = LiveOf(entry);
            foreach (LessonFile file in page is null ? [] : page.Files.Concat(data)) if (file.Source is not null) besides[file.Name] = file.Source;
            string html = Page.Around($"{entry.Title} · {course}", course, body, files, page);
            pages.Add((entry, html));
            made?.Invoke(entry.Lesson, System.Text.Encoding.UTF8.GetByteCount(html));
        }
        cancellation.ThrowIfCancellationRequested();

        files.WriteTo(folder);
        live?.WriteTo(folder);
        foreach ((string name, string source) in besides) folder.Copy(name, source);
        folder.Write(SearchIndex.File, SearchIndex.ToScript(whole.Select(entry => (Uri.EscapeDataString(entry.Page), entry.Title, entry.Context!.Search))));
        foreach (LessonEntry entry in entries.Where(entry => !written.ContainsValue(entry)).ToList())
            Guard(entry, () => folder.Write(names.NotebookOf(entry.Lesson.Path), entry.Lesson.Notebook));
        foreach ((LessonEntry entry, string html) in pages) Guard(entry, () => folder.Write(entry.Page, html));
        if (live is not null)
            folder.Write(SiteNames.Own, Page.Around($"{OwnNotebookPage.Title} · {course}", course, OwnNotebookPage.Html, files, new LivePage("", "", "", live.Size, data, "own.js")));
        folder.Write(SiteNames.Index, Page.Around(course, course, IndexPage.ToHtml(text, entries, when, live is not null), files));
        folder.Finish();
        foreach (LessonEntry entry in entries.Where(entry => entry.Fault is null)) written[entry.Lesson.Path] = entry;
        return [.. entries.Select(entry => entry.Fault).OfType<NotebookException>()];

        void Guard(LessonEntry entry, Action write)
        {
            try
            {
                write();
            }
            catch (Exception error) when (Fence.Holds(error))
            {
                int i = entries.FindIndex(one => one.Lesson == entry.Lesson);
                if (entries[i].Fault is null) entries[i] = entry.With(error);
            }
        }
    }

    private LivePage? LiveOf(LessonEntry entry) =>
        live is null ? null : new LivePage(
            Path.GetFileNameWithoutExtension(entry.Page), entry.Lesson.Version, names.NotebookOf(entry.Lesson.Path), live.Size,
            [.. LessonFiles.Of(entry.Lesson, names.NotebookOf(entry.Lesson.Path)), .. entry.Lesson.Notebook.Data.Count > 0 ? data : []]);

    private static string[] Nearby(IReadOnlyList<string> notebooks) => [.. HomesOf(notebooks), Environment.CurrentDirectory, AppContext.BaseDirectory];

    private static string[] HomesOf(IReadOnlyList<string> notebooks) => [.. notebooks.Select(notebook => Path.GetDirectoryName(notebook)!).Distinct()];

    private static (string Page, string Title)? Neighbour(LessonEntry[] lessons, int i) =>
        i < 0 || i >= lessons.Length ? null : (lessons[i].Page, lessons[i].Title);
}
