using System.Globalization;
using Teaching.Notebooks.Running;

namespace Teaching.Cli;

/// <summary>Progress as plain lines, for a file or a log: one when a notebook starts, one when it ends, one for each half minute in a cell.</summary>
internal sealed class PlainReport : IReport
{
    private readonly IReadOnlyList<Input> inputs;
    private readonly Timer timer;
    private readonly Lock writing = new();
    private Input? input;
    private CellRun? cell;

    public PlainReport(IReadOnlyList<Input> inputs)
    {
        this.inputs = inputs;
        timer = new Timer(_ => StillRunning());
    }

    public void Start(int index)
    {
        input = inputs[index];
        Write($"{input.Name}: {input.Notebook.Cells.Count} cells");
    }

    public void Show(CellRun run)
    {
        cell = run.State == CellState.Running ? run : null;
        timer.Change(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30));
    }

    public void End(string result, TimeSpan elapsed, IReadOnlyList<string> details)
    {
        cell = null;
        Write(string.Create(CultureInfo.InvariantCulture, $"{input!.Name}: {result}, {elapsed.TotalSeconds:0.0} s"));
        foreach (string line in details) Write(line);
    }

    public ValueTask DisposeAsync() => timer.DisposeAsync();

    private void StillRunning()
    {
        if (cell is { } run) Write($"{input!.Name}: still in cell {run.Number}: {run.FirstLine}");
    }

    private void Write(string line)
    {
        lock (writing) Console.Out.WriteLine(line);
    }
}
