using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Running;

/// <summary>What came of running a notebook.</summary>
/// <param name="Path">The notebook's file.</param>
/// <param name="Executed">A copy of the notebook with the outputs of this run.</param>
/// <param name="Cells">Its code cells; those with nothing in them are left out.</param>
/// <param name="Elapsed">From the start of the session to the end of the last cell.</param>
/// <param name="StartError">Why no session could be started; null when one was.</param>
public sealed record NotebookRun(
    string Path, Notebook Executed, IReadOnlyList<CellRun> Cells, TimeSpan Elapsed, string? StartError = null)
{
    /// <summary>Whether every cell ran as it should.</summary>
    public bool Passed => StartError is null && Cells.All(cell => cell.State == CellState.Passed);

    /// <summary>How many cells ran, to an error or not.</summary>
    public int Ran => Cells.Count(cell => cell.State is CellState.Passed or CellState.Failed);

    /// <summary>The cells that failed.</summary>
    public IEnumerable<CellRun> Failures => Cells.Where(cell => cell.State == CellState.Failed);

    /// <summary>The cell that took longest; null when none ran.</summary>
    public CellRun? Slowest => Cells.Where(cell => cell.State != CellState.NotRun).MaxBy(cell => cell.Elapsed);
}
