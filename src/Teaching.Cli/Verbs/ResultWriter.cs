using Teaching.Notebooks.Comparing;
using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Pages;
using Teaching.Notebooks.Running;

namespace Teaching.Cli;

/// <summary>Writes the results of a run: into a folder of pages, or into the notebooks themselves.</summary>
/// <param name="folder">The folder; null for the notebooks themselves.</param>
/// <param name="errors">Gets a line for each file that could not be written.</param>
internal sealed class ResultWriter(string? folder, List<string> errors)
{
    private readonly List<string> unwritten = [];
    private readonly CoursePages? pages = folder is null ? null : new CoursePages(folder);

    /// <summary>Makes the folder, before anything runs in vain.</summary>
    public void Prepare() => pages?.Prepare();

    /// <summary>Writes one result and gives lines to say about it.</summary>
    public IReadOnlyList<string> Add(Input input, NotebookRun run)
    {
        try
        {
            if (pages is null) return WriteInPlace(input, run);
            pages.Add(run);
            return [];
        }
        catch (NotebookException error)
        {
            unwritten.Add(error.Message);
            return [];
        }
    }

    /// <summary>Says what could not be written, writes the index page and says where everything is.</summary>
    public void Finish()
    {
        foreach (string error in unwritten) Input.Report(error, errors);
        if (pages is null || pages.Count == 0) return;
        pages.WriteIndex();
        Console.Out.WriteLine($"Executed notebooks and pages: {folder}");
        Console.Out.WriteLine($"To read them, open: {pages.IndexPath}");
    }

    private List<string> WriteInPlace(Input input, NotebookRun run)
    {
        if (!run.Passed) return [$"{input.Name}: not written, since a cell failed; the file is as it was"];
        if (File.GetLastWriteTimeUtc(input.Path) != input.Changed)
            throw new NotebookException(input.Name, "", "the file was changed while it ran, so the outputs were not written; run it again");
        Notebook committed = run.Executed.Copy();
        List<string> remarks = [.. NotebookCleaner.Clean(committed).Select(remark => $"{input.Name}: {remark}")];
        committed.Write(input.Path);
        return [.. remarks, $"{input.Name}: outputs written"];
    }
}
