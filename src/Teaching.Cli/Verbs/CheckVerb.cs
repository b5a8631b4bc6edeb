using System.CommandLine;
using Spectre.Console;
using Teaching.Notebooks.Comparing;
using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Running;
using Teaching.Site;

namespace Teaching.Cli;

/// <summary><c>teach check</c>: runs notebooks and compares with the outputs that are in them.</summary>
internal sealed class CheckVerb : Verb
{
    private readonly Argument<string[]> paths = CommonArguments.Paths();
    private readonly Option<TimeSpan?> timeout = CommonArguments.Timeout();

    public CheckVerb()
        : base("check", "Runs notebooks and compares what they give with the outputs they were committed with. Changes no file.")
    {
        Add(paths);
        Add(timeout);
        SetAction((parsed, _) => RunAsync(parsed));
    }

    public override string Examples => """
        teach check                                    the whole course
        teach check notebooks/03-learning-rates.ipynb  one lesson

        Numbers may be off by 1e-6 of their size. A cell's metadata may say otherwise: "teaching": {"tolerance":
        {"relative": 0.01, "absolute": 0}}. Of a cell tagged 'volatile' only the kinds of its outputs are compared.
        Exit code: 0 same, 1 something differs or failed, 2 a file or the command line is wrong, 130 after Ctrl-C.
        """;

    private async Task<int> RunAsync(ParseResult parsed)
    {
        using Stop stop = new();
        List<string> errors = [];
        List<Input> inputs = Input.ReadAll(parsed.GetValue(paths)!, errors);
        IAnsiConsole console = Terminal.Open();
        RunOptions options = new() { Timeout = parsed.GetValue(timeout) ?? RunOptions.DefaultTimeout };
        Batch batch = new(inputs, options, stop, errors);
        FormulaCheck formulas = new(inputs.Select(input => Path.GetDirectoryName(input.Path)!).Distinct());
        await batch.RunAsync(console, (input, run) => Judge(input, run, formulas)).ConfigureAwait(false);
        if (stop.Token.IsCancellationRequested)
        {
            batch.SayWhatIsLeft();
            return stop.ExitCode;
        }
        if (batch.Done.Count > 0) SummaryTable.Write(console, batch.Done.Select(one => (one.Input.Name, one.Run, one.Result)));
        if (formulas.HasMissed) Console.Out.WriteLine("Formulas were not checked, since KaTeX is not here: 'npm ci' in the folder of the course brings it.");
        if (errors.Count > 0) return ExitCode.BadInput;
        return batch.Done.All(one => one.Result == "ok") ? ExitCode.Ok : ExitCode.Failed;
    }

    private static (string, IReadOnlyList<string>) Judge(Input input, NotebookRun run, FormulaCheck formulas)
    {
        if (!run.Passed) return ("failed", Failure.Lines(run, input.Name));
        bool otherData = NotebookComparer.HaveOtherData(input.Notebook, run.Executed);
        List<string> lines = [];
        if (otherData) lines.Add($"{input.Name}: other data: committed with {Names(input.Notebook)}, run with {Names(run.Executed)}; "
            + "only the lesson's assertions and the kinds of its outputs were checked");
        IReadOnlyList<Difference> differences = NotebookComparer.Compare(input.Notebook, run.Executed, new CompareOptions(otherData));
        lines.AddRange(differences.Select(difference => $"{input.Name}: {difference}"));
        if (differences.Count > 0 && input.Notebook.Cells.All(cell => cell.ExecutionCount is null))
            lines.Add($"{input.Name}: to fill in its outputs: teach run --in-place \"{input.Name}\"");
        IReadOnlyList<RefusedFormula> refused = formulas.RefusedIn(run.Executed, input.Path);
        lines.AddRange(refused.Select(formula => $"{input.Name}: {formula}"));
        return (differences.Count > 0 ? "differs" : refused.Count > 0 ? "formulas" : "ok", lines);
    }

    private static string Names(Notebook notebook) =>
        notebook.Data.Count == 0 ? "none" : string.Join(", ", notebook.Data.Select(set => $"{set.Name} ({set.Sha256[..Math.Min(8, set.Sha256.Length)]})"));
}
