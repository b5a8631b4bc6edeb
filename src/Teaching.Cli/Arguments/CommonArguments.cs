using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Teaching.Cli;

/// <summary>Arguments that several verbs have.</summary>
internal static class CommonArguments
{
    /// <summary>The notebooks to work on.</summary>
    public static Argument<string[]> Paths()
    {
        Argument<string[]> paths = new("PATH")
        {
            Description = "Notebooks, folders (every .ipynb in them, by name) or patterns such as 'notebooks/0*.ipynb'. "
                + "Without a PATH: the course, which is the folder 'notebooks' here or in a folder above.",
            Arity = ArgumentArity.ZeroOrMore,
            DefaultValueFactory = _ => [],
        };
        paths.Validators.Add(RefuseOptions);
        return paths;
    }

    /// <summary>How long a cell may run.</summary>
    public static Option<TimeSpan?> Timeout() => new("--timeout")
    {
        HelpName = "SECONDS",
        Description = "How long one cell may run before it is stopped and counts as failed. Without it: 600.",
        CustomParser = Seconds,
    };

    /// <summary>Where a site goes.</summary>
    public static Option<string> Output(string description) => new("--output")
    {
        HelpName = "FOLDER",
        Description = description + " Without it: artifacts/course in the folder above 'notebooks', "
            + "and for a notebook that lies in no folder 'notebooks', artifacts/course here.",
    };

    /// <summary>Whether to show a site at once.</summary>
    public static Option<bool> Open() => new("--open") { Description = "Open the index page in the browser." };

    /// <summary>An unknown option would else be taken for the name of a file or a folder.</summary>
    public static void RefuseOptions(ArgumentResult result)
    {
        IEnumerable<string> known = result.Parent is CommandResult command ? command.Command.Options.Select(option => option.Name) : [];
        foreach (Token token in result.Tokens.Where(token => token.Value.StartsWith('-') && !Path.Exists(token.Value)))
            result.AddError($"unknown option '{token.Value}'{Suggestion.For(token.Value, known)}");
    }

    private static TimeSpan? Seconds(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        bool valid = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds);
        if (valid && seconds is > 0 and <= 1_000_000) return TimeSpan.FromSeconds(seconds);
        result.AddError($"--timeout takes a number of seconds above 0, at most 1000000, with a point: 90 or 2.5; not '{text}'");
        return null;
    }
}
