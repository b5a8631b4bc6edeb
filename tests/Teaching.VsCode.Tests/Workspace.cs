using System.Globalization;
using Teaching.Notebooks.Documents;
using Teaching.Tests.Browsing;

namespace Teaching.VsCode.Tests;

/// <summary>A folder below artifacts with notebooks to open: copies of lessons, or cells made for a test. The course above it is found from there.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly string folder = Path.Combine(Outside.Root, "artifacts", "vscode", $"work {Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..6]}");

    public Workspace()
    {
        Directory.CreateDirectory(Notebooks);
        // A lesson says #r "../artifacts/teaching/Teaching.dll".
        Directory.CreateSymbolicLink(Path.Combine(folder, "artifacts"), Path.Combine(Outside.Root, "artifacts"));
    }

    private string Notebooks => Path.Combine(folder, "notebooks");

    /// <summary>The lessons of the course.</summary>
    public static IEnumerable<string> Lessons => Directory.EnumerateFiles(Path.Combine(Outside.Root, "notebooks"), "*.ipynb").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    /// <summary>A copy of a lesson.</summary>
    public string Copy(string lesson)
    {
        string path = Path.Combine(Notebooks, lesson);
        File.Copy(Path.Combine(Outside.Root, "notebooks", lesson), path);
        return path;
    }

    /// <summary>A notebook with these code cells.</summary>
    public string Write(params string[] cells)
    {
        Notebook notebook = Notebook.Create();
        notebook.Cells.AddRange(cells.Select(Cell.Code));
        string path = Path.Combine(Notebooks, "scratch.ipynb");
        notebook.Write(path);
        return path;
    }

    public void Dispose()
    {
        Directory.Delete(Path.Combine(folder, "artifacts"));
        Directory.Delete(folder, recursive: true);
    }
}
