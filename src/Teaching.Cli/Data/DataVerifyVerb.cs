using System.CommandLine;
using Teaching.Data;

namespace Teaching.Cli;

/// <summary><c>teach data verify</c>: checks the data sets that are here.</summary>
internal sealed class DataVerifyVerb : Verb
{
    private readonly Argument<string> name = DataArguments.Name(ArgumentArity.ZeroOrOne, "The data set. Without it: all that are here.");
    private readonly DataArguments common;

    public DataVerifyVerb()
        : base("verify", "Checks length and SHA-256 of the data sets that are here.")
    {
        Add(name);
        common = new(this, VerifyAsync);
    }

    public override string Examples => """
        teach data verify
        teach data verify mnist

        Exit code: 0 all right, 1 something is damaged or missing, 2 the command line is wrong.
        """;

    private async Task<int> VerifyAsync(ParseResult parsed)
    {
        DataManifest manifest = common.Manifest(parsed);
        string folder = common.Folder(parsed);
        string? wanted = parsed.GetValue(name);
        DataSetEntry[] sets = wanted is not null
            ? [DataArguments.Find(manifest, wanted)]
            : [.. manifest.DataSets.Where(set => set.Files.Any(file => DataFolder.PathOf(Path.Combine(folder, set.Name), file) is not null))];
        if (sets.Length == 0) throw new DataSetException($"{folder}: there is no data set here. 'teach data fetch {manifest.DataSets[0].Name}' brings one.");
        bool right = true;
        foreach (DataSetEntry set in sets)
        {
            foreach (DataFile file in set.Files) right &= await VerifyAsync(set, file, Path.Combine(folder, set.Name)).ConfigureAwait(false);
        }
        return right ? ExitCode.Ok : ExitCode.Failed;
    }

    private static async Task<bool> VerifyAsync(DataSetEntry set, DataFile file, string folder)
    {
        string? path = DataFolder.PathOf(folder, file);
        string? problem = path is null ? "missing" : await FileCheck.ProblemAsync(path, file).ConfigureAwait(false);
        string shown = $"{set.Name}/{Path.GetFileName(path) ?? file.Name}";
        if (problem is null) Console.Out.WriteLine($"{shown}: {Right(path!, file)}");
        else Console.Error.WriteLine($"teach: {shown}: {problem}. 'teach data fetch {set.Name}' brings it again.");
        return problem is null;
    }

    private static string Right(string path, DataFile file)
    {
        if (file.UnpackedSha256 is not null) return "right, unpacked it has the published SHA-256";
        return path.EndsWith(".gz", StringComparison.Ordinal)
            ? "right, it has the SHA-256 of the published .gz"
            : "its length is right; no SHA-256 of the unpacked file is known";
    }
}
