using System.CommandLine;
using Teaching.Data;

namespace Teaching.Cli;

/// <summary><c>teach data fetch</c>: downloads a data set and checks it.</summary>
internal sealed class DataFetchVerb : Verb
{
    private readonly Argument<string> name = DataArguments.Name(ArgumentArity.ExactlyOne, "The data set, such as mnist. 'teach data list' shows all.");
    private readonly DataArguments common;

    public DataFetchVerb()
        : base("fetch", "Downloads a data set, checks its SHA-256, and only then puts it in its place.")
    {
        Add(name);
        common = new(this, FetchAsync);
    }

    public override string Examples => """
        teach data fetch mnist
        teach data fetch fashion-mnist --folder ~/datasets

        Exit code: 0 it is here and checked, 1 it could not be fetched, 2 the command line is wrong.
        """;

    private async Task<int> FetchAsync(ParseResult parsed)
    {
        DataSetEntry set = DataArguments.Find(common.Manifest(parsed), parsed.GetValue(name)!);
        string folder = Path.Combine(common.Folder(parsed), set.Name);
        Console.Out.WriteLine($"{set.Title}: {ByteText.Of(set.Bytes)}, licence {set.Licence}, from {set.Source}, to {Input.ShownName(folder, Directory.GetCurrentDirectory())}");
        using Stop stop = new();
        using DataFetcher fetcher = new();
        try
        {
            if (Terminal.IsLive) await FetchReport.LiveAsync(report => fetcher.FetchAsync(set, folder, report, stop.Token)).ConfigureAwait(false);
            else await fetcher.FetchAsync(set, folder, FetchReport.Plain(), stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine($"teach: stopped. Complete files are kept; 'teach data fetch {set.Name}' brings the others.");
            return ExitCode.Failed;
        }
        Console.Out.WriteLine($"{set.Title} is here, and every file has the published SHA-256.");
        return ExitCode.Ok;
    }
}
