using System.Runtime.InteropServices;

namespace Teaching.Cli;

/// <summary>
/// Ctrl-C and SIGTERM: the first asks what runs to end cleanly (<see cref="Token"/>), the second ends the process at once.
/// </summary>
internal sealed class Stop : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;
    private int exitCode;

    /// <summary>Listens from now on.</summary>
    public Stop() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Asked(signal, Cli.ExitCode.Interrupted)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Asked(signal, Cli.ExitCode.Terminated)),
    ];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>The exit code of the signal that came.</summary>
    public int ExitCode => exitCode;

    /// <summary>Stops listening.</summary>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in registrations) registration.Dispose();
        source.Dispose();
    }

    private void Asked(PosixSignalContext signal, int code)
    {
        signal.Cancel = true;
        if (Interlocked.CompareExchange(ref exitCode, code, 0) != 0) EndAtOnce(code);
        source.Cancel();
    }

    /// <summary>The sessions end with us: each ends when its pipe closes.</summary>
    private static void EndAtOnce(int code)
    {
        if (!Console.IsOutputRedirected) Console.CursorVisible = true;
        Environment.Exit(code);
    }
}
