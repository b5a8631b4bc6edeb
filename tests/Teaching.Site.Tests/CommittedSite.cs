using Teaching.Notebooks.Documents;
using Teaching.Tests.Browsing;

namespace Teaching.Site.Tests;

/// <summary>The site of the committed lessons, written once for all tests of a class.</summary>
public sealed class CommittedSite : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("course site #1 ").FullName;

    public CommittedSite()
    {
        Lesson[] lessons = [.. Notebooks.Select(path => new Lesson(path, Notebook.Read(path)))];
        CourseSite site = new(folder, [.. Notebooks]);
        site.Prepare(ours: false);
        site.Write(lessons, DateTimeOffset.UnixEpoch);
    }

    public static IReadOnlyList<string> Notebooks { get; } =
        [.. Directory.GetFiles(Path.Combine(Outside.Root, "notebooks"), "*.ipynb").Order(StringComparer.Ordinal)];

    /// <summary>The names of all pages.</summary>
    public static TheoryData<string> Pages => ["index", .. Notebooks.Select(path => Path.GetFileNameWithoutExtension(path))];

    /// <summary>The file of a page.</summary>
    public string At(string name) => Path.Combine(folder, name + ".html");

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
