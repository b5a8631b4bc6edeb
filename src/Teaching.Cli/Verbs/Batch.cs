using Spectre.Console;
using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Running;

namespace Teaching.Cli;

/// <summary>
/// Runs notebooks one after the other and shows it; Ctrl-C ends it between or within them. A fault of ours over one of them ends
/// that one alone.
/// </summary>
/// <param name="inputs">The notebooks.</param>
/// <param name="options">How each is run.</param>
/// <param name="stop">Ctrl-C.</param>
/// <param name="errors">Gets a line for each notebook that could not be run to its end, or not be judged.</param>
internal sealed class Batch(IReadOnlyList<Input> inputs, RunOptions options, Stop stop, List<string> errors)
{
    private readonly List<NotebookException> faults = [];
    private readonly List<(Input Input, NotebookRun Run, string Result)> done = [];
    private CellRun? at;

    /// <summary>What ran to its end, with the word that says how.</summary>
    public IReadOnlyList<(Input Input, NotebookRun Run, string Result)> Done => done;

    private int Ended => done.Count + faults.Count;

    /// <summary>Runs all. For each that ended, <paramref name="judge"/> says how in a word, and in lines what there is to say.</summary>
    public async Task RunAsync(IAnsiConsole console, Func<Input, NotebookRun, (string Result, IReadOnlyList<string> Details)> judge)
    {
        if (inputs.Count == 0) return;
        await using (IReport report = Terminal.IsLive ? new LiveReport(console, inputs) : new PlainReport(inputs))
        {
            foreach ((int index, Input input) in inputs.Index())
            {
                if (stop.Token.IsCancellationRequested) break;
                at = null;
                report.Start(index);
                if (!await RunOneAsync(input, report, judge).ConfigureAwait(false)) break;
            }
        }
        foreach (NotebookException fault in faults) Input.Report(fault, errors);
    }

    /// <summary>After Ctrl-C: what ran, and what was left.</summary>
    public void SayWhatIsLeft()
    {
        Console.Error.WriteLine($"teach: stopped. {Ended} of {inputs.Count} notebooks ran to their end; their sessions are ended.");
        foreach ((int index, Input input) in inputs.Skip(Ended).Index())
            Console.Error.WriteLine(index == 0 && at is not null
                ? $"  left in cell {at.Number} of {input.Notebook.Cells.Count}, nothing of it written: {input.Name}"
                : $"  not run: {input.Name}");
    }

    /// <summary>One notebook; false when it was stopped.</summary>
    private async Task<bool> RunOneAsync(Input input, IReport report, Func<Input, NotebookRun, (string Result, IReadOnlyList<string> Details)> judge)
    {
        TimeSpan elapsed = TimeSpan.Zero;
        try
        {
            NotebookRun run = await NotebookRunner.RunAsync(input.Notebook, input.Path, options, Show, stop.Token).ConfigureAwait(false);
            elapsed = run.Elapsed;
            (string result, IReadOnlyList<string> details) = judge(input, run);
            done.Add((input, run, result));
            report.End(result, elapsed, details);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (Exception error) when (Fence.Holds(error))
        {
            faults.Add(Fence.Fault(input.Path, "", error));
            report.End("fault", elapsed, []);
            return true;
        }

        void Show(CellRun cell)
        {
            at = cell;
            report.Show(cell);
        }
    }
}
