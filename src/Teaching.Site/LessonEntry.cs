using Teaching.Notebooks.Documents;

namespace Teaching.Site;

/// <summary>One lesson of a site with all of its page that does not hang on other lessons, or why it has none.</summary>
/// <param name="Lesson">The lesson.</param>
/// <param name="Page">The name of its page.</param>
internal sealed record LessonEntry(Lesson Lesson, string Page)
{
    /// <summary>Its title; the name of its file when it has no page.</summary>
    public string Title { get; private init; } = Path.GetFileNameWithoutExtension(Lesson.Path);

    /// <summary>What it says of itself, for the index page.</summary>
    public string Opening { get; private init; } = "";

    /// <summary>Its cells as HTML.</summary>
    public string Text { get; private init; } = "";

    /// <summary>Its headings and what to find it by.</summary>
    public PageContext? Context { get; private init; }

    /// <summary>Why there is no page.</summary>
    public NotebookException? Fault { get; private init; }

    /// <summary>Makes the entry; a fault in the notebook stays in it.</summary>
    public static LessonEntry Of(Lesson lesson, SiteNames names, bool isLive = false)
    {
        LessonEntry entry = new(lesson, names.PageOf(lesson.Path)!);
        try
        {
            PageContext context = new(Path.GetDirectoryName(lesson.Path)!, names, isLive);
            return entry with
            {
                Text = LessonPage.TextOf(lesson, context),
                Title = lesson.Title,
                Opening = Markdown.Opening(lesson.Notebook, new PageContext(Path.GetDirectoryName(lesson.Path)!, names)),
                Context = context,
            };
        }
        catch (Exception error) when (Fence.Holds(error))
        {
            return entry.With(error);
        }
    }

    /// <summary>The entry without its page.</summary>
    public LessonEntry With(Exception error) => new(Lesson, Page) { Fault = Fence.Fault(Lesson.Path, "", error) };
}
