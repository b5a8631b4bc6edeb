using System.Diagnostics;
using System.Globalization;
using Teaching.Cells;
using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Sessions;

namespace Teaching.Notebooks.Running;

/// <summary>
/// Runs a notebook from top to bottom in a fresh session, from the notebook's own folder. It stops at the first cell
/// that fails, unless <see cref="RunOptions.KeepGoing"/>. A cell tagged <c>skip-execution</c> stays as it is. What comes between
/// two cells belongs to the first of them; after the last cell the session is ended at once, and what it has put out by then
/// belongs to that cell.
/// </summary>
public sealed class NotebookRunner
{
    private readonly RunOptions options;
    private readonly string path;
    private readonly Notebook executed;
    private readonly Action<CellRun> onCell;
    private readonly CellOutputs outputs = new();
    private readonly List<CellRun> cells = [];
    private int count;

    private NotebookRunner(Notebook notebook, string path, RunOptions options, Action<CellRun> onCell)
    {
        this.options = options;
        this.path = path;
        this.onCell = onCell;
        executed = WithoutOutputs(notebook);
    }

    /// <summary>Runs a notebook; the one given stays as it is.</summary>
    /// <param name="notebook">What to run.</param>
    /// <param name="path">Its file: errors name it, and its folder is where the cells run.</param>
    /// <param name="options">Time limit and session.</param>
    /// <param name="onCell">Told of each cell as it starts (<see cref="CellState.Running"/>) and as it ends.</param>
    /// <param name="cancellation">Ends the session at once.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static Task<NotebookRun> RunAsync(
        Notebook notebook, string path, RunOptions options, Action<CellRun>? onCell = null, CancellationToken cancellation = default) =>
        new NotebookRunner(notebook, path, options, onCell ?? (_ => { })).RunAsync(cancellation);

    private async Task<NotebookRun> RunAsync(CancellationToken cancellation)
    {
        Stopwatch watch = Stopwatch.StartNew();
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        try
        {
            await using Session session =
                await Session.StartAsync(options.Session with { WorkingDirectory = folder }, cancellation).ConfigureAwait(false);
            await using (cancellation.Register(() => _ = session.DisposeAsync().AsTask()))
                await RunCellsAsync(session, cancellation).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            TimeSpan elapsed = watch.Elapsed;
            await session.DisposeAsync().ConfigureAwait(false);
            outputs.End();
            executed.Data = outputs.Data;
            return new NotebookRun(path, executed, cells, elapsed);
        }
        catch (SessionException error)
        {
            cancellation.ThrowIfCancellationRequested();
            return new NotebookRun(path, executed, cells, watch.Elapsed, error.Message);
        }
    }

    private async Task RunCellsAsync(Session session, CancellationToken cancellation)
    {
        bool stopped = false;
        int process = session.ProcessId;
        foreach ((int index, Cell cell) in executed.Cells.Index())
        {
            if (cell.Kind != CellKind.Code || string.IsNullOrWhiteSpace(cell.Source) || cell.SkipsExecution) continue;
            cancellation.ThrowIfCancellationRequested();
            CellRun run = new(index + 1, stopped ? 0 : ++count, cell.Source, stopped ? CellState.NotRun : CellState.Running);
            if (!stopped) run = await RunCellAsync(session, cell, run, cancellation).ConfigureAwait(false);
            cells.Add(run);
            stopped |= run.State == CellState.Failed && !(options.KeepGoing && session.IsAlive && session.ProcessId == process);
        }
    }

    private async Task<CellRun> RunCellAsync(Session session, Cell cell, CellRun run, CancellationToken cancellation)
    {
        onCell(run);
        cell.ExecutionCount = run.Count;
        using CancellationTokenSource limit = new(options.Timeout);
        TimeSpan elapsed = TimeSpan.Zero;
        ErrorOutput? error;
        try
        {
            ExecutionOutcome outcome = await session.ExecuteAsync(
                cell.Source, happened => Receive(session, cell, happened), run.Count, cell.Language, limit.Token).ConfigureAwait(false);
            outputs.Begin(cell);
            outputs.End();
            elapsed = outcome.Elapsed;
            bool inTime = outcome.Status is ExecutionStatus.Succeeded or ExecutionStatus.Failed || !limit.IsCancellationRequested;
            error = inTime ? Judge(cell, outcome) : TooLong();
        }
        catch (SessionException lost) when (!cancellation.IsCancellationRequested)
        {
            // What an earlier cell had left behind ended the session between the two.
            outputs.Begin(cell);
            error = new ErrorOutput("SessionEnded", lost.Message, []);
        }
        if (error is not null && !ReferenceEquals(error, outputs.Error)) outputs.Fail(error);
        run = run with { State = error is null ? CellState.Passed : CellState.Failed, Elapsed = elapsed, Error = error };
        onCell(run);
        return run;
    }

    /// <summary>Told of what a cell puts out until the next one starts. Nobody is there to type: a cell that asks gets the end of the input.</summary>
    private void Receive(Session session, Cell cell, SessionEvent happened)
    {
        outputs.Begin(cell);
        if (happened is InputRequestEvent) _ = session.ReplyToInputAsync(null);
        else outputs.Add(happened);
    }

    /// <summary>Why the cell counts as failed; null when it does not.</summary>
    private ErrorOutput? Judge(Cell cell, ExecutionOutcome outcome) => outcome.Status switch
    {
        ExecutionStatus.Failed when cell.RaisesException => null,
        ExecutionStatus.Succeeded when cell.RaisesException => new ErrorOutput(
            "NoException", "the cell is tagged raises-exception, but it ran without an error; remove the tag or mend the cell", []),
        ExecutionStatus.Succeeded => null,
        _ => outputs.Error ?? new ErrorOutput("SessionEnded", "the session ended without a word", []),
    };

    private ErrorOutput TooLong() => new(
        "Timeout",
        $"the cell ran for longer than {options.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s and was stopped (see --timeout)",
        outputs.Error?.Traceback ?? []);

    private static Notebook WithoutOutputs(Notebook notebook)
    {
        Notebook copy = notebook.Copy();
        foreach (Cell cell in copy.Cells.Where(cell => !cell.SkipsExecution))
        {
            cell.Outputs.Clear();
            cell.ExecutionCount = null;
        }
        return copy;
    }
}
