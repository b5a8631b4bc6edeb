using System.Diagnostics;
using System.Globalization;
using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Running;

/// <summary>How fast the engine is, measured by running a notebook of 300 trivial cells in a session.</summary>
/// <param name="ProcessStartToFirstResult">From the start of this process to the first cell's result.</param>
/// <param name="SessionStartToFirstResult">From the request for a session to the first cell's result.</param>
/// <param name="First60">Median time of cells 1 to 60, request to end.</param>
/// <param name="Last60">Median time of cells 241 to 300.</param>
public sealed record Speed(TimeSpan ProcessStartToFirstResult, TimeSpan SessionStartToFirstResult, TimeSpan First60, TimeSpan Last60)
{
    private const int Cells = 300;

    /// <summary>Measures. To be called first in a process: it counts from the process's start.</summary>
    /// <exception cref="InvalidOperationException">A trivial cell failed, so there is nothing to measure.</exception>
    /// <exception cref="OperationCanceledException">The measurement was cancelled.</exception>
    public static async Task<Speed> MeasureAsync(RunOptions options, CancellationToken cancellation = default)
    {
        TimeSpan? fromProcess = null, fromSession = null;
        Stopwatch watch = Stopwatch.StartNew();
        string path = Path.Combine(Path.GetTempPath(), "trivial.ipynb");
        NotebookRun run = await NotebookRunner.RunAsync(Trivial(), path, options, FirstResult, cancellation).ConfigureAwait(false);
        if (!run.Passed || fromProcess is null)
            throw new InvalidOperationException(run.StartError ?? $"a trivial cell failed: {run.Failures.First().Error!.Message}");
        TimeSpan[] times = [.. run.Cells.Select(cell => cell.Elapsed)];
        return new Speed(fromProcess.Value, fromSession!.Value, Median(times[..60]), Median(times[^60..]));

        void FirstResult(CellRun cell)
        {
            if (cell.State == CellState.Running || fromProcess is not null) return;
            fromSession = watch.Elapsed;
            fromProcess = DateTime.Now - Process.GetCurrentProcess().StartTime;
        }
    }

    /// <summary>The figures as lines to read.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        process start to first result   {ProcessStartToFirstResult.TotalSeconds,8:0.000} s
          of this, the session's part   {SessionStartToFirstResult.TotalSeconds,8:0.000} s
        median of trivial cells 1-60    {First60.TotalMilliseconds,8:0.00} ms
        median of cells 241-300         {Last60.TotalMilliseconds,8:0.00} ms
        """);

    /// <summary>The middle value; of an even number the mean of the two in the middle.</summary>
    internal static TimeSpan Median(TimeSpan[] times)
    {
        TimeSpan[] sorted = [.. times.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Each cell declares a variable, as cells of a lesson do, and has a result.</summary>
    private static Notebook Trivial()
    {
        Notebook notebook = Notebook.Create();
        foreach (int i in Enumerable.Range(1, Cells))
            notebook.Cells.Add(Cell.Code(string.Create(CultureInfo.InvariantCulture, $"var v{i} = {i};\nv{i} + 1")));
        return notebook;
    }
}
