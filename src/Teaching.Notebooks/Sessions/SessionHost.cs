using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using Teaching.Notebooks.Formatting;

namespace Teaching.Notebooks.Sessions;

/// <summary>The session process's side: connects to the pipe of whoever started it and does what it is asked.</summary>
public sealed class SessionHost
{
    private const int CellStackSize = 16 * 1024 * 1024;
    private static readonly TimeSpan connectPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan flushPatience = TimeSpan.FromSeconds(1);

    private readonly FrameStream frames;
    private readonly Outbox outbox;
    private readonly InputQueue input;
    private readonly ConsoleCapture console;
    private readonly CellRunner runner;
    private readonly BlockingCollection<Action> work;
    private volatile CancellationTokenSource? running;

    private SessionHost(FrameStream frames, CellRunner runner, BlockingCollection<Action> work)
    {
        this.frames = frames;
        this.runner = runner;
        this.work = work;
        outbox = new Outbox(frames);
        input = new InputQueue(outbox);
        console = new ConsoleCapture(outbox, input);
    }

    /// <summary>Serves until the pipe closes or a shutdown is asked for.</summary>
    /// <param name="pipeName">A named pipe's name; on Unix also the absolute path of a socket.</param>
    /// <returns>The exit code: 0, or 2 when nobody listens on the pipe.</returns>
    public static async Task<int> RunAsync(string pipeName)
    {
        // The same cell prints the same text on every machine, whatever its language; a cell may choose another.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        // Ctrl-C in a terminal reaches every process of the group; what becomes of the session its client decides.
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);

        using SessionFolder folder = new();
        CellRunner runner = new(folder, Directory.GetCurrentDirectory());
        BlockingCollection<Action> work = StartCellThread(runner);
        await using NamedPipeClientStream pipe = new(".", pipeName, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        try
        {
            await pipe.ConnectAsync(connectPatience, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error) when (error is TimeoutException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"Nobody who may start a session here listens on {pipeName}: {error.Message}").ConfigureAwait(false);
            return 2;
        }

        SessionHost host = new(new FrameStream(pipe), runner, work);
        await host.ServeAsync().ConfigureAwait(false);
        folder.Dispose();
        Environment.Exit(0);
        return 0;
    }

    private static BlockingCollection<Action> StartCellThread(CellRunner runner)
    {
        BlockingCollection<Action> work = [];
        Thread thread = new(
            () =>
            {
                runner.WarmUp();
                foreach (Action action in work.GetConsumingEnumerable()) action();
            },
            CellStackSize)
        { IsBackground = true, Name = "cells" };
        thread.Start();
        return work;
    }

    private async Task ServeAsync()
    {
        DisplaySink.Install(outbox);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => outbox.Flush(flushPatience);
        outbox.Send(new ReadyMessage(SessionStarter.Protocol, Environment.ProcessId));
        try
        {
            while (await frames.ReadAsync().ConfigureAwait(false) is { } message)
            {
                if (message is ShutdownCommand) return;
                Handle(message);
            }
        }
        catch (Exception error) when (error is IOException or InvalidDataException or ObjectDisposedException)
        {
            outbox.Send(new ProtocolErrorMessage(error.Message));
            outbox.Flush(flushPatience);
        }
    }

    private void Handle(Message message)
    {
        switch (message)
        {
            case ExecuteCommand command: Enqueue(command); break;
            case InterruptCommand: Interrupt(); break;
            case InputReplyCommand command: input.Reply(command.Text); break;
            case ProtocolErrorMessage error: outbox.Send(error); break;
            default: outbox.Send(new ProtocolErrorMessage($"{message.GetType().Name} is not a command")); break;
        }
    }

    private void Enqueue(ExecuteCommand command)
    {
        if (running is not null)
        {
            outbox.Send(new ProtocolErrorMessage($"execute {command.Id} came while a cell was running"));
            return;
        }
        CancellationTokenSource interruption = running = new CancellationTokenSource();
        work.Add(() => Execute(command, interruption.Token));
    }

    private void Interrupt()
    {
        if (running is not { } interruption) return;
        outbox.Mute();
        // Aborting waits for the aborted thread, and may do so for ever.
        new Thread(() =>
        {
            interruption.Cancel();
            input.Wake();
        })
        { IsBackground = true, Name = "interrupt" }.Start();
    }

    private void Execute(ExecuteCommand command, CancellationToken interrupted)
    {
        outbox.BeginCell(command.OutputLimit);
        input.BeginCell(interrupted);
        console.Install();
        ErrorMessage? error = null;
        ExecutionStatus status = ExecutionStatus.Succeeded;
        try
        {
            runner.Run(command.Code, interrupted);
        }
        catch (Exception) when (interrupted.IsCancellationRequested)
        {
            status = ExecutionStatus.Interrupted;
            error = new ErrorMessage("Interrupted", "The cell was interrupted; the variables are as it left them.", []);
        }
        catch (Exception failure)
        {
            status = ExecutionStatus.Failed;
            error = ErrorReport.Describe(failure);
        }
        if (command.Marker is { } marker) NativeStreams.Mark(marker);
        running = null;
        outbox.EndCell(error, new FinishedMessage(command.Id, status));
    }
}
