using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Comparing;

/// <summary>The rule that the code cells of a notebook count 1..n from top to bottom; a blank cell may go uncounted, and a cell
/// tagged <c>skip-execution</c> does not count.</summary>
internal static class ExecutionOrder
{
    /// <summary>Whether no code cell was run.</summary>
    public static bool IsUnexecuted(Notebook notebook) => notebook.Cells.All(cell => cell.ExecutionCount is null);

    /// <summary>The index of the first cell that breaks the rule and the count it should have; null when none does.</summary>
    public static (int Index, int Expected)? FirstBreak(Notebook notebook)
    {
        int next = 1;
        for (int i = 0; i < notebook.Cells.Count; i++)
        {
            Cell cell = notebook.Cells[i];
            if (cell.Kind != CellKind.Code || cell.SkipsExecution || (cell.ExecutionCount is null && string.IsNullOrWhiteSpace(cell.Source))) continue;
            if (cell.ExecutionCount != next) return (i, next);
            next++;
        }
        return null;
    }
}
