using System.CommandLine;
using Teaching.Notebooks.Comparing;
using Teaching.Notebooks.Documents;

namespace Teaching.Cli;

/// <summary><c>teach clean</c>: brings notebooks that an editor saved back to the form in which they are committed.</summary>
internal sealed class CleanVerb : Verb
{
    private readonly Argument<string[]> paths = CommonArguments.Paths();
    private readonly Option<bool> check = new("--check") { Description = "Change nothing; exit with 1 when a notebook would change." };

    public CleanVerb()
        : base("clean", "Brings notebooks that an editor saved back to the form in which they are committed: same layout, no scripts, no leftovers of the editor. Runs nothing.")
    {
        Add(paths);
        Add(check);
        SetAction(Run);
    }

    public override string Examples => """
        teach clean                                    the whole course
        teach clean notebooks/03-learning-rates.ipynb  one lesson
        teach clean --check                            says which notebooks are not clean, changes none

        Exit code: 0 done, 1 with --check when a notebook is not clean, 2 a file or the command line is wrong.
        """;

    private int Run(ParseResult parsed)
    {
        bool onlyCheck = parsed.GetValue(check);
        List<string> errors = [];
        int changed = 0;
        List<Input> inputs = Input.ReadAll(parsed.GetValue(paths)!, errors);
        foreach (Input input in inputs)
        {
            try
            {
                if (Clean(input, onlyCheck)) changed++;
            }
            catch (Exception error) when (Fence.Holds(error))
            {
                Input.Report(Fence.Fault(input.Name, "", error).Message, errors);
            }
        }
        if (inputs.Count > 0) Console.Out.WriteLine($"{changed} of {inputs.Count} {(inputs.Count == 1 ? "notebook" : "notebooks")} {(onlyCheck ? "to clean" : "cleaned")}");
        if (errors.Count > 0) return ExitCode.BadInput;
        return onlyCheck && changed > 0 ? ExitCode.Failed : ExitCode.Ok;
    }

    private static bool Clean(Input input, bool onlyCheck)
    {
        foreach (string remark in NotebookCleaner.Clean(input.Notebook)) Console.Out.WriteLine($"{input.Name}: {remark}");
        if (input.Notebook.ToJson() == File.ReadAllText(input.Path)) return false;
        if (!onlyCheck) input.Notebook.Write(input.Path);
        Console.Out.WriteLine($"{input.Name}: {(onlyCheck ? "would be cleaned" : "cleaned")}");
        return true;
    }
}
