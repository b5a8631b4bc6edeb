using System.Security.Cryptography;
using System.Text;
using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Running;

namespace Teaching.Site;

/// <summary>One lesson of a site.</summary>
/// <param name="Path">Full path of the notebook that it was read from.</param>
/// <param name="Notebook">What to show.</param>
/// <param name="Run">The run that gave it; null for a notebook as it lies there.</param>
/// <param name="IsAwaited">Whether a run of it is to follow: until then it shows what lies there, and says so.</param>
public sealed record Lesson(string Path, Notebook Notebook, NotebookRun? Run = null, bool IsAwaited = false)
{
    /// <summary>The lesson that came of a run.</summary>
    public static Lesson Of(NotebookRun run) => new(run.Path, run.Executed, run);

    /// <summary>The first heading of the notebook, or the name of its file.</summary>
    public string Title => Markdown.Title(Notebook) ?? System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Changes with any code of the lesson.</summary>
    public string Version => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0',
        Notebook.Cells.Where(cell => cell.Kind == CellKind.Code).SelectMany(cell => new[] { cell.Id, cell.Source })))))[..12];
}
