using System.CommandLine;

namespace Teaching.Cli;

/// <summary><c>teach kernel uninstall</c>: removes a kernelspec.</summary>
internal sealed class KernelUninstallVerb : Verb
{
    private readonly KernelspecArguments common;

    public KernelUninstallVerb()
        : base("uninstall", "Removes a kernelspec that teach wrote.") => common = new(this, isNamed: true, Uninstall);

    public override string Examples => """
        teach kernel uninstall
        teach kernel uninstall --prefix .venv --name course

        Exit code: 0 done, 2 there is none, or it is another program's.
        """;

    private void Uninstall(ParseResult parsed) =>
        Console.Out.WriteLine($"removed {common.Store(parsed).Uninstall(common.Name(parsed), common.Force(parsed)).Folder}");
}
