using Spectre.Console;
using Teaching.Notebooks.Running;

namespace Teaching.Cli;

/// <summary>Runs notebooks one after the other and shows it; Ctrl-C ends it between or within them.</summary>
/// <param name="inputs">The notebooks.</param>
/// <param name="options">How each is run.</param>
/// <param name="stop">Ctrl-C.</param>
internal sealed class Batch(IReadOnlyList<Input> inputs, RunOptions options, Stop stop)
{
    private readonly List<(Input Input, NotebookRun Run, string Result)> done = [];
    private CellRun? at;

    /// <summary>What ran to its end, with the word that says how.</summary>
    public IReadOnlyList<(Input Input, NotebookRun Run, string Result)> Done => done;

    /// <summary>Runs all. For each that ended, <paramref name="judge"/> says how in a word, and in lines what there is to say.</summary>
    public async Task RunAsync(IAnsiConsole console, Func<Input, NotebookRun, (string Result, IReadOnlyList<string> Details)> judge)
    {
        if (inputs.Count == 0) return;
        await using IReport report = Terminal.IsLive ? new LiveReport(console, inputs) : new PlainReport(inputs);
        foreach ((int index, Input input) in inputs.Index())
        {
            if (stop.Token.IsCancellationRequested) return;
            at = null;
            report.Start(index);
            if (await RunOneAsync(input, report).ConfigureAwait(false) is not { } run) return;
            (string result, IReadOnlyList<string> details) = judge(input, run);
            done.Add((input, run, result));
            report.End(result, run.Elapsed, details);
        }
    }

    /// <summary>After Ctrl-C: what ran, and what was left.</summary>
    public void SayWhatIsLeft()
    {
        Console.Error.WriteLine($"teach: stopped. {done.Count} of {inputs.Count} notebooks ran to their end; their sessions are ended.");
        foreach ((int index, Input input) in inputs.Skip(done.Count).Index())
            Console.Error.WriteLine(index == 0 && at is not null
                ? $"  left in cell {at.Number} of {input.Notebook.Cells.Count}, nothing of it written: {input.Name}"
                : $"  not run: {input.Name}");
    }

    /// <summary>One notebook; null when it was stopped.</summary>
    private async Task<NotebookRun?> RunOneAsync(Input input, IReport report)
    {
        try
        {
            return await NotebookRunner.RunAsync(input.Notebook, input.Path, options, Show, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        void Show(CellRun cell)
        {
            at = cell;
            report.Show(cell);
        }
    }
}
