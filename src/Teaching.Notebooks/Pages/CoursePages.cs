using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Running;

namespace Teaching.Notebooks.Pages;

/// <summary>Writes what a run leaves to read: of each lesson the executed notebook and a page, of all the index page.</summary>
/// <param name="folder">Where to write; it is made when it is missing.</param>
public sealed class CoursePages(string folder)
{
    private const string Index = "index.html";
    private readonly List<(NotebookRun Run, string Name)> lessons = [];

    /// <summary>How many lessons were written.</summary>
    public int Count => lessons.Count;

    /// <summary>The index page.</summary>
    public string IndexPath => Path.Combine(folder, Index);

    /// <summary>Makes the folder.</summary>
    /// <exception cref="NotebookException">It cannot be made.</exception>
    public void Prepare()
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new NotebookException(folder, "", $"cannot make the folder: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }

    /// <summary>Writes the executed notebook and the page of one lesson.</summary>
    /// <exception cref="NotebookException">A file cannot be written.</exception>
    public void Add(NotebookRun run)
    {
        string name = FreeName(Path.GetFileNameWithoutExtension(run.Path));
        run.Executed.Write(Path.Combine(folder, name + ".ipynb"));
        string page = LessonPage.ToHtml(run, name + ".ipynb", Index);
        NotebookFile.Write(Path.Combine(folder, name + ".html"), text => text.Write(page));
        lessons.Add((run, name));
    }

    /// <summary>Writes the index page of the lessons added.</summary>
    /// <exception cref="NotebookException">The file cannot be written.</exception>
    public void WriteIndex() =>
        NotebookFile.Write(IndexPath, text => text.Write(IndexPage.ToHtml(lessons, DateTimeOffset.Now)));

    /// <summary>Notebooks of one name from two folders must not overwrite each other, nor one named index the index page.</summary>
    private string FreeName(string name)
    {
        string free = name;
        for (int i = 2; IsTaken(free); i++) free = $"{name}-{i}";
        return free;
    }

    private bool IsTaken(string name) => string.Equals(name, "index", StringComparison.OrdinalIgnoreCase)
        || lessons.Any(lesson => string.Equals(lesson.Name, name, StringComparison.OrdinalIgnoreCase));
}
