using System.CommandLine;
using Teaching.Jupyter;
using Teaching.Jupyter.Kernelspecs;
using Teaching.Notebooks.Sessions;

namespace Teaching.Cli;

/// <summary><c>teach kernel install</c>: writes a kernelspec.</summary>
internal sealed class KernelInstallVerb : Verb
{
    private readonly KernelspecArguments common;

    public KernelInstallVerb()
        : base("install", "Writes a kernelspec that starts this teach, so that Jupyter offers it as a kernel.") =>
        common = new(this, isNamed: true, Install);

    public override string Examples => """
        teach kernel install                          for you
        teach kernel install --prefix .venv           for one Python environment
        teach kernel install --name course --force    by another name, whatever has it now

        The kernelspec holds the path of the teach that wrote it. When that build is moved or deleted, install again.
        Exit code: 0 done, 2 another program's kernelspec is there, or the folder cannot be written.
        """;

    private void Install(ParseResult parsed)
    {
        OwnCommand command = OwnCommand.Find() ?? throw new KernelException("only teach itself can be installed as a kernel");
        Kernelspec written = common.Store(parsed).Install(common.Name(parsed), command, common.Force(parsed));
        Console.Out.WriteLine($"{written.Name}: Jupyter offers '{written.DisplayName}' from now on");
        Console.Out.WriteLine($"in {written.Folder}");
        Console.Out.WriteLine($"it starts {string.Join(' ', written.Command)}");
    }
}
