using System.CommandLine;
using Spectre.Console;
using Teaching.Data;

namespace Teaching.Cli;

/// <summary><c>teach data list</c>: which data sets there are, and which of them are here.</summary>
internal sealed class DataListVerb : Verb
{
    private readonly DataArguments common;

    public DataListVerb()
        : base("list", "Shows which data sets there are, how large, under which licence, and which of them are here.") => common = new(this, ListAsync);

    public override string Examples => """
        teach data list

        Exit code: 0 done, 2 the command line is wrong.
        """;

    private Task<int> ListAsync(ParseResult parsed)
    {
        string folder = common.Folder(parsed);
        Table table = new Table().Border(TableBorder.Simple).AddColumns("name", "download", "licence", "here", "what");
        foreach (DataSetEntry set in common.Manifest(parsed).DataSets)
            table.AddRow(Markup.Escape(set.Name), ByteText.Of(set.Bytes), Markup.Escape(set.Licence), State(Path.Combine(folder, set.Name), set), Markup.Escape(set.What));
        Terminal.Open().Write(table);
        Console.Out.WriteLine($"in {Input.ShownName(folder, Directory.GetCurrentDirectory())}");
        return Task.FromResult(ExitCode.Ok);
    }

    private static string State(string folder, DataSetEntry set)
    {
        int here = set.Files.Count(file => DataFolder.PathOf(folder, file) is not null);
        return here == 0 ? "no" : here == set.Files.Count ? "yes" : $"{here} of {set.Files.Count} files";
    }
}
