using System.Globalization;
using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Comparing;

/// <summary>Brings a notebook that some editor saved back to the form in which notebooks are committed: C# metadata, nothing that changes from save
/// to save, the library's charts as plotly JSON, SVG and text without HTML, streams in one piece. What it does not know it keeps. Cleaning twice changes nothing more.</summary>
public static class NotebookCleaner
{
    /// <summary>Cleans the notebook in place and says what is left for a person or a run to do, one line each; an empty list when nothing is.</summary>
    public static IReadOnlyList<string> Clean(Notebook notebook)
    {
        MetadataCleaner.CleanNotebook(notebook.Metadata);
        bool isCSharp = CSharpMetadata.Describes(notebook.Metadata);
        if (isCSharp) CSharpMetadata.Restore(notebook.Metadata);
        foreach (Cell cell in notebook.Cells)
        {
            if (isCSharp && cell.Kind == CellKind.Code) CSharpMetadata.RestoreCell(cell.Metadata);
            MetadataCleaner.CleanCell(cell.Metadata);
            if (cell.Kind != CellKind.Code) continue;
            CleanOutputs(cell.Outputs);
        }
        return [.. Remarks(notebook, isCSharp)];
    }

    private static void CleanOutputs(List<Output> outputs)
    {
        List<Output> clean = Streams.Merge(outputs.Select(Cleaned));
        outputs.Clear();
        outputs.AddRange(clean);
    }

    private static Output Cleaned(Output output)
    {
        Output clean = output with { Extra = output.Extra.Without("transient") };
        return clean is RichOutput rich && OutputKind.IsLibraryChart(rich.Data) ? rich with { Data = rich.Data.Without(MimeBundle.Html) } : clean;
    }

    private static IEnumerable<string> Remarks(Notebook notebook, bool isCSharp)
    {
        if (!isCSharp) yield return "its kernel is not C#: the kernel's metadata stays as it is";
        if (ExecutionOrder.IsUnexecuted(notebook)) yield return "it has not been run";
        else if (ExecutionOrder.FirstBreak(notebook) is var (index, expected))
        {
            string count = notebook.Cells[index].ExecutionCount?.ToString(CultureInfo.InvariantCulture) ?? "none";
            yield return $"cell {index + 1} should have execution count {expected}, not {count}: run the notebook from top to bottom";
        }
        for (int i = 0; i < notebook.Cells.Count; i++)
        {
            Cell cell = notebook.Cells[i];
            if (!cell.RaisesException && !cell.SkipsExecution && cell.Outputs.OfType<ErrorOutput>().FirstOrDefault() is { } error)
                yield return $"cell {i + 1} failed with {error.Name}";
            if (cell.Outputs.OfType<RichOutput>().Any(HasScript)) yield return $"cell {i + 1} has a script in an output";
        }
    }

    private static bool HasScript(RichOutput output) =>
        output.Data.Contains("application/javascript")
        || output.Data.Text(MimeBundle.Html)?.Contains("<script", StringComparison.OrdinalIgnoreCase) == true;
}
