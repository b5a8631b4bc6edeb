using System.Runtime.InteropServices;
using Teaching.Jupyter.Messages;
using Teaching.Notebooks.Sessions;

namespace Teaching.Jupyter.Kernels;

/// <summary>The process that Jupyter starts: one kernel, until a client ends it, a signal does, or the program that started it is gone.</summary>
public static class KernelHost
{
    /// <summary>How many characters one cell may put out: more than in a terminal, since Jupyter limits what reaches a page itself.</summary>
    private const long OutputLimit = 100_000_000;

    /// <summary>Serves the clients of a connection file.</summary>
    /// <param name="connectionFile">The path of the file.</param>
    /// <returns>The exit code: 0, or 2 when the file or a port cannot be used.</returns>
    public static async Task<int> RunAsync(string connectionFile)
    {
        // What takes longest begins first.
        SessionKeeper sessions = new(new SessionOptions { OutputLimit = OutputLimit });
        KernelLog log = new(Console.Error);
        try
        {
            ConnectionFile file = ConnectionFile.Read(connectionFile);
            if (file.Key.Length == 0) log.Write("the connection file has no key: whoever reaches the ports can run code");
            await using Kernel kernel = new(file, sessions, log);
            await EndAsync(kernel).ConfigureAwait(false);
            return 0;
        }
        catch (KernelException error)
        {
            await Console.Error.WriteLineAsync($"teach kernel: {error.Message}").ConfigureAwait(false);
            await sessions.DisposeAsync().ConfigureAwait(false);
            return 2;
        }
    }

    private static async Task EndAsync(Kernel kernel)
    {
        TaskCompletionSource terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            _ = kernel.InterruptAsync();
        });
        using PosixSignalRegistration end = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            terminated.TrySetResult();
        });
        await Task.WhenAny(kernel.Stopped, terminated.Task, ParentWatch.EndAsync()).ConfigureAwait(false);
    }
}
