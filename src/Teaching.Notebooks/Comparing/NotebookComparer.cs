using System.Globalization;
using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Comparing;

/// <summary>Compares the committed outputs of a notebook with those of a fresh run: text with numbers within a tolerance, charts by their plotly data,
/// HTML by its text, errors by name and message, volatile cells by the kinds of their outputs.</summary>
public static class NotebookComparer
{
    /// <summary>The differences, in the order of the cells; none when the notebooks agree.</summary>
    public static IReadOnlyList<Difference> Compare(Notebook committed, Notebook fresh, CompareOptions? options = null)
    {
        if (committed.Cells.Count != fresh.Cells.Count)
            return [OfNotebook("the number of cells", Text(committed.Cells.Count), Text(fresh.Cells.Count))];
        if (ExecutionOrder.IsUnexecuted(committed) && !ExecutionOrder.IsUnexecuted(fresh))
            return [OfNotebook("it is committed without having been run", "", "")];
        List<Difference> differences = [];
        if (BrokenOrder(committed, "the committed notebook was not run from top to bottom: execution count") is { } old) differences.Add(old);
        for (int i = 0; i < committed.Cells.Count; i++)
            differences.AddRange(CompareCell(i, committed.Cells[i], fresh.Cells[i], options ?? new CompareOptions()));
        if (BrokenOrder(fresh, "the fresh run did not reach the cell, or not in its turn: execution count") is { } now) differences.Add(now);
        return [.. differences.OrderBy(difference => difference.Cell)];
    }

    /// <summary>Whether the two were made with different data sets; the committed one decides whether data sets matter at all.</summary>
    public static bool HaveOtherData(Notebook committed, Notebook fresh) =>
        committed.Data.Count > 0 && !committed.Data.SequenceEqual(fresh.Data);

    private static Difference[] CompareCell(int index, Cell committed, Cell fresh, CompareOptions options)
    {
        try
        {
            return [.. new CellComparer(index + 1, committed, fresh, options).Compare()];
        }
        catch (Exception error) when (Fence.Holds(error))
        {
            throw Fence.Fault("", string.Create(CultureInfo.InvariantCulture, $"cell {index + 1}"), error);
        }
    }

    private static Difference? BrokenOrder(Notebook notebook, string problem) =>
        ExecutionOrder.FirstBreak(notebook) is var (index, expected)
            ? new Difference(index + 1, notebook.Cells[index].Id, 0, Text(expected), Text(notebook.Cells[index].ExecutionCount), problem)
            : null;

    private static Difference OfNotebook(string problem, string expected, string got) => new(0, "", 0, expected, got, problem);

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "none";
}
