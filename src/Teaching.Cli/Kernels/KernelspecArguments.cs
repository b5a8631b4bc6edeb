using System.CommandLine;
using Teaching.Jupyter;
using Teaching.Jupyter.Kernelspecs;

namespace Teaching.Cli;

/// <summary>What the verbs about kernelspecs share: which folder, which name, and how they report a failure.</summary>
internal sealed class KernelspecArguments
{
    private readonly Option<string> prefix = new("--prefix")
    {
        HelpName = "FOLDER",
        Description = "The folder of a Python environment: its share/jupyter/kernels is used. Without it: your own folder of Jupyter.",
    };

    private readonly Option<string> name = new("--name")
    {
        HelpName = "NAME",
        Description = $"The kernel's name. Without it: {KernelspecStore.DefaultName}, which the lessons ask for.",
        DefaultValueFactory = _ => KernelspecStore.DefaultName,
    };

    private readonly Option<bool> force = new("--force") { Description = "Also when another program made the kernelspec of that name." };

    public KernelspecArguments(Command command, bool isNamed, Action<ParseResult> act)
    {
        if (isNamed)
        {
            command.Add(name);
            command.Add(force);
        }
        command.Add(prefix);
        command.SetAction(parsed => Run(parsed, act));
    }

    public string Name(ParseResult parsed) => parsed.GetValue(name)!;

    public bool Force(ParseResult parsed) => parsed.GetValue(force);

    public KernelspecStore Store(ParseResult parsed) =>
        new(parsed.GetValue(prefix) is { } given ? KernelspecFolder.OfPrefix(given) : KernelspecFolder.OfUser());

    private static int Run(ParseResult parsed, Action<ParseResult> act)
    {
        try
        {
            act(parsed);
            return ExitCode.Ok;
        }
        catch (KernelException error)
        {
            Console.Error.WriteLine($"teach: {error.Message}");
            return ExitCode.BadInput;
        }
    }
}
