using System.Diagnostics;
using System.IO.Pipes;
using System.Net.Sockets;
using Teaching.Cells;

namespace Teaching.Notebooks.Sessions;

/// <summary>Starts a session's process and waits until it has connected and says that it is ready.</summary>
internal static class SessionStarter
{
    /// <exception cref="SessionException">It cannot be started, ended at once or does not answer in time.</exception>
    public static async Task<(Process Process, FrameStream Frames)> StartAsync(SessionOptions options, CancellationToken cancellation)
    {
        if (!Directory.Exists(options.WorkingDirectory))
            throw new SessionException($"The session cannot start in {options.WorkingDirectory}: there is no such folder.");

        string name = $"teach-{Guid.NewGuid():N}";
        // On Unix the path says where the socket lies, whatever temporary folder the session is told to use.
        if (!OperatingSystem.IsWindows()) name = Path.Combine(Path.GetTempPath(), name);
        NamedPipeServerStream pipe = Listen(name);
        Process? process = null;
        try
        {
            process = Start(options, name);
            FrameStream frames = new(pipe);
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(options.StartPatience);
            await GreetAsync(process, pipe, frames, limit.Token).ConfigureAwait(false);
            // Both ends are open: without its file the socket leaves nothing behind, however we end.
            if (!OperatingSystem.IsWindows()) File.Delete(name);
            return (process, frames);
        }
        catch (Exception error)
        {
            await pipe.DisposeAsync().ConfigureAwait(false);
            if (process is { HasExited: false }) process.Kill(entireProcessTree: true);
            if (error is SessionException || cancellation.IsCancellationRequested) throw;
            throw new SessionException(error is OperationCanceledException
                ? FormattableString.Invariant($"The session did not answer within {options.StartPatience.TotalSeconds:0.###} s.")
                : $"The session could not be started: {error.Message}");
        }
    }

    private static NamedPipeServerStream Listen(string name)
    {
        try
        {
            return new NamedPipeServerStream(
                name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        }
        catch (Exception error) when (error is SocketException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SessionException(
                $"The session's socket cannot be made in {Path.GetTempPath()}, the temporary folder (TMPDIR). "
                + "The folder must exist, be writable and have a path of at most 60 characters.");
        }
    }

    private static Process Start(SessionOptions options, string pipeName)
    {
        OwnCommand command = options.FileName is { } given ? new(given, options.Arguments) : OwnCommand.Find()
            ?? throw new SessionException("Only teach starts sessions of itself; elsewhere SessionOptions.FileName says what to start.");
        ProcessStartInfo start = new(command.FileName)
        {
            WorkingDirectory = options.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (string argument in command.Arguments.Concat(["session", "--pipe", pipeName])) start.ArgumentList.Add(argument);
        // A cell that asks for ever more memory gets an exception before the machine stands still.
        start.Environment.TryAdd("DOTNET_GCHeapHardLimitPercent", "0x4B");
        foreach ((string name, string? value) in options.Environment) start.Environment[name] = value;

        Process process = Process.Start(start) ?? throw new SessionException($"{command.FileName} did not start.");
        process.StandardInput.Close();
        return process;
    }

    private static async Task GreetAsync(Process process, NamedPipeServerStream pipe, FrameStream frames, CancellationToken cancellation)
    {
        Task exit = process.WaitForExitAsync(cancellation);
        Task connection = pipe.WaitForConnectionAsync(cancellation);
        if (await Task.WhenAny(connection, exit).ConfigureAwait(false) == exit)
        {
            await exit.ConfigureAwait(false);
            string said = await process.StandardError.ReadToEndAsync(cancellation).ConfigureAwait(false);
            throw new SessionException($"The session ended at once with exit code {process.ExitCode}. {said}".TrimEnd());
        }
        await connection.ConfigureAwait(false);

        Message? greeting = await frames.ReadAsync(cancellation).ConfigureAwait(false);
        if (greeting is not ReadyMessage ready)
            throw new SessionException($"The session answered with {greeting?.ToString() ?? "nothing"} instead of its greeting.");
        if (ready.Protocol != FrameStream.Protocol)
            throw new SessionException($"The session speaks version {ready.Protocol} of the protocol, this program {FrameStream.Protocol}: use teach of one version.");
    }
}
