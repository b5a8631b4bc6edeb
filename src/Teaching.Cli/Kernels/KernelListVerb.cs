using System.CommandLine;
using Spectre.Console;
using Teaching.Jupyter.Kernelspecs;

namespace Teaching.Cli;

/// <summary><c>teach kernel list</c>: the kernelspecs of a folder, and whether ours still start.</summary>
internal sealed class KernelListVerb : Verb
{
    private readonly KernelspecArguments common;

    public KernelListVerb()
        : base("list", "Shows the kernelspecs that Jupyter finds in your folder, and whether those of teach still start.") =>
        common = new(this, isNamed: false, List);

    public override string Examples => """
        teach kernel list
        teach kernel list --prefix .venv

        Exit code: 0 done, 2 the command line is wrong.
        """;

    private void List(ParseResult parsed)
    {
        KernelspecStore store = common.Store(parsed);
        Table table = new Table().Border(TableBorder.Simple).AddColumns("name", "display name", "state", "program");
        foreach (Kernelspec spec in store.List()) table.AddRow(Markup.Escape(spec.Name), Markup.Escape(spec.DisplayName), State(spec), Markup.Escape(spec.Command.FirstOrDefault() ?? "unreadable"));
        if (table.Rows.Count > 0) Terminal.Open().Write(table);
        Console.Out.WriteLine($"{(table.Rows.Count > 0 ? "in" : "no kernelspecs in")} {store.Folder}");
    }

    private static string State(Kernelspec spec) =>
        !spec.IsOurs ? "another program's" : spec.Missing.Any() ? "gone: 'teach kernel install' again" : "ready";
}
