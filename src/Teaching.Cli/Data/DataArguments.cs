using System.CommandLine;
using Teaching.Data;

namespace Teaching.Cli;

/// <summary>The options that all verbs of <c>teach data</c> have.</summary>
internal sealed class DataArguments
{
    private readonly Option<string> folder = new("--folder")
    {
        HelpName = "FOLDER",
        Description = "The folder that holds the data sets, each in a folder of its name. Without it: the one that TEACHING_DATA names, else the course's folder 'data'.",
    };

    private readonly Option<string> manifest = new("--manifest")
    {
        HelpName = "FILE",
        Description = "Another list of data sets, in the form of data/datasets.json.",
    };

    /// <summary>Adds the options to a verb and says what it does.</summary>
    public DataArguments(Verb verb, Func<ParseResult, Task<int>> run)
    {
        verb.Add(folder);
        verb.Add(manifest);
        verb.SetAction((parsed, _) => RunAsync(parsed, run));
    }

    /// <summary>The name of one data set.</summary>
    public static Argument<string> Name(ArgumentArity arity, string description) => new("NAME") { Arity = arity, Description = description };

    /// <summary>The folder that holds the data sets.</summary>
    public string Folder(ParseResult parsed) => parsed.GetValue(folder) is { Length: > 0 } named ? Path.GetFullPath(named) : DataFolder.Find();

    /// <summary>What can be fetched.</summary>
    /// <exception cref="BadInputException">The manifest that was named is wrong.</exception>
    public DataManifest Manifest(ParseResult parsed)
    {
        if (parsed.GetValue(manifest) is not { Length: > 0 } file) return DataManifest.BuiltIn();
        try
        {
            return DataManifest.Read(file);
        }
        catch (DataSetException error)
        {
            throw new BadInputException(error.Message);
        }
    }

    /// <summary>A data set by its name.</summary>
    /// <exception cref="BadInputException">There is none of this name.</exception>
    public static DataSetEntry Find(DataManifest manifest, string name) => manifest.Find(name)
        ?? throw new BadInputException($"there is no data set '{name}' ('teach data list' shows all){Suggestion.For(name, manifest.DataSets.Select(set => set.Name))}");

    private static async Task<int> RunAsync(ParseResult parsed, Func<ParseResult, Task<int>> run)
    {
        try
        {
            return await run(parsed).ConfigureAwait(false);
        }
        catch (BadInputException error)
        {
            Console.Error.WriteLine($"teach: {error.Message}");
            return ExitCode.BadInput;
        }
        catch (DataSetException error)
        {
            Console.Error.WriteLine($"teach: {error.Message}");
            return ExitCode.Failed;
        }
    }

    /// <summary>The command line names what there is not.</summary>
    private sealed class BadInputException(string message) : Exception(message);
}
