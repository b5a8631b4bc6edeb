using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Teaching.Cli;

/// <summary>The command line of <c>teach</c>: its verbs, its help, and what it says to a line it does not understand.</summary>
internal static class CommandLine
{
    /// <summary>Reads the arguments and does what they ask for.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        RootCommand root = Root();
        if (arguments.Length == 0)
        {
            await root.Parse("--help").InvokeAsync().ConfigureAwait(false);
            return ExitCode.BadInput;
        }
        ParseResult parsed = root.Parse(arguments);
        if (parsed.Action is ParseErrorAction || (parsed.Action is null && parsed.Errors.Count > 0)) return Refuse(parsed, root);
        InvocationConfiguration configuration = new() { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };
        return await parsed.InvokeAsync(configuration).ConfigureAwait(false);
    }

    private static RootCommand Root()
    {
        RootCommand root = new("teach: runs, checks, cleans and publishes the C# notebooks of a course.")
        {
            new RunVerb(), new CheckVerb(), new CleanVerb(), new ExportVerb(), new ServeVerb(), new DataVerb(), new BenchVerb(), new KernelVerb(), new DoctorVerb(), new SessionVerb(),
        };
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    private static int Refuse(ParseResult parsed, RootCommand root)
    {
        Command command = parsed.CommandResult.Command;
        string verb = string.Join(' ', Ancestry(command).Select(one => one == root ? "teach" : one.Name));
        if (command == root && parsed.UnmatchedTokens is [string unknown, ..])
        {
            IEnumerable<string> known = root.Subcommands.Select(one => one.Name);
            string kind = unknown.StartsWith('-') ? "option" : "verb";
            Console.Error.WriteLine($"teach: there is no {kind} '{unknown}'{Suggestion.For(unknown, known)}");
        }
        else
        {
            foreach (string error in parsed.Errors.Select(error => OneLine(error.Message)).Distinct()) Console.Error.WriteLine($"{verb}: {error}");
        }
        Console.Error.WriteLine($"'{verb} --help' says what there is.");
        return ExitCode.BadInput;
    }

    private static string OneLine(string message) => string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The root, then each command down to this one.</summary>
    private static IEnumerable<Command> Ancestry(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? [.. Ancestry(parent), command] : [command];

    private sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parsed)
        {
            help.Invoke(parsed);
            TextWriter output = parsed.InvocationConfiguration.Output;
            string examples = (parsed.CommandResult.Command as Verb)?.Examples ?? """
                teach run                 runs the whole course; the first line says where to read it, from then on
                teach check               runs it and compares with the outputs in the notebooks
                teach export              the course as a site to read, with the outputs that are in the notebooks
                teach run --help          everything about one verb
                """;
            output.WriteLine("Examples:");
            foreach (string line in examples.Split('\n')) output.WriteLine("  " + line.TrimEnd('\r'));
            output.WriteLine();
            return ExitCode.Ok;
        }
    }
}
