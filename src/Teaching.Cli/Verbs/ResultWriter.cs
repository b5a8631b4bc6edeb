using Teaching.Notebooks.Comparing;
using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Running;
using Teaching.Site;

namespace Teaching.Cli;

/// <summary>
/// Writes the results of a run, each as soon as it is there: into a site, which shows the other lessons as they lie there, or into the
/// notebooks themselves.
/// </summary>
/// <param name="site">The site; null for the notebooks themselves.</param>
/// <param name="inputs">The notebooks, in order.</param>
/// <param name="errors">Gets a line for each notebook that could not be written.</param>
internal sealed class ResultWriter(CourseSite? site, IReadOnlyList<Input> inputs, List<string> errors)
{
    private readonly List<string> unwritten = [];
    private readonly List<Lesson> lessons = [.. inputs.Select(input => new Lesson(input.Path, input.Notebook, IsAwaited: true))];

    /// <summary>Writes one result and gives lines to say about it.</summary>
    public IReadOnlyList<string> Add(Input input, NotebookRun run)
    {
        try
        {
            if (site is null) return WriteInPlace(input, run);
            lessons[lessons.FindIndex(lesson => lesson.Path == input.Path)] = Lesson.Of(run);
            WriteTo(site);
        }
        catch (NotebookException error)
        {
            unwritten.Add(error.Message);
        }
        return [];
    }

    /// <summary>Writes the pages of all lessons, as far as the run has come.</summary>
    /// <returns>A line for each whose page could not be made or written.</returns>
    /// <exception cref="NotebookException">A file that all pages need cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; the folder is as it was.</exception>
    public IReadOnlyList<NotebookException> WriteTo(CourseSite to, CancellationToken cancellation = default) =>
        to.Write(lessons, DateTimeOffset.Now, cancellation: cancellation);

    /// <summary>Says what could not be written.</summary>
    public void SayUnwritten()
    {
        foreach (string error in unwritten) Input.Report(error, errors);
    }

    private static List<string> WriteInPlace(Input input, NotebookRun run)
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
