using System.CommandLine;
using Teaching.Jupyter.Kernels;

namespace Teaching.Cli;

/// <summary><c>teach kernel run</c>: one kernel, for the program that wrote a connection file.</summary>
internal sealed class KernelRunVerb : Verb
{
    private readonly Option<string> connectionFile = new("--connection-file")
    {
        HelpName = "FILE",
        Description = "Where the kernel listens, and the key that signs its messages.",
        Required = true,
    };

    public KernelRunVerb()
        : base("run", "Serves one kernel to Jupyter, which starts it. Not for use by hand.")
    {
        Add(connectionFile);
        SetAction((parsed, _) => KernelHost.RunAsync(parsed.GetValue(connectionFile)!));
    }

    public override string Examples => """
        teach kernel run --connection-file kernel-1234.json

        Ctrl-C interrupts the running cell; a shutdown request, SIGTERM or the end of Jupyter ends the kernel.
        Exit code: 0 it was ended, 2 the file or a port cannot be used.
        """;
}
