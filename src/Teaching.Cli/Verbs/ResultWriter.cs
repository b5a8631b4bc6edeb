using Teaching.Notebooks.Comparing;
using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Running;
using Teaching.Site;

namespace Teaching.Cli;

/// <summary>Writes the results of a run: as a site, or into the notebooks themselves.</summary>
/// <param name="site">The site; null for the notebooks themselves.</param>
/// <param name="errors">Gets a line for each file that could not be written.</param>
internal sealed class ResultWriter(CourseSite? site, List<string> errors)
{
    private readonly List<string> unwritten = [];

    /// <summary>Writes one result and gives lines to say about it.</summary>
    public IReadOnlyList<string> Add(Input input, NotebookRun run)
    {
        try
        {
            if (site is null) return WriteInPlace(input, run);
            site.WriteNotebook(run);
            return [];
        }
        catch (NotebookException error)
        {
            unwritten.Add(error.Message);
            return [];
        }
    }

    /// <summary>Says what could not be written, and writes the pages.</summary>
    /// <returns>The site; null when there is none to show.</returns>
    public CourseSite? Finish(IReadOnlyCollection<NotebookRun> runs)
    {
        foreach (string error in unwritten) Input.Report(error, errors);
        if (site is null || runs.Count == 0) return null;
        try
        {
            foreach (NotebookException fault in site.Write([.. runs.Select(Lesson.Of)], DateTimeOffset.Now)) Input.Report(fault, errors);
            return site;
        }
        catch (NotebookException error)
        {
            Input.Report(error.Message, errors);
            return null;
        }
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
