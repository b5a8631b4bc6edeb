using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using Teaching.Cells;

namespace Teaching.Notebooks.Sessions;

/// <summary>The session process's side: connects to the pipe of whoever started it and does what it is asked.</summary>
public sealed class SessionHost
{
    private static readonly TimeSpan connectPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan flushPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan exitPatience = TimeSpan.FromSeconds(2);

    private readonly FrameStream frames;
    private readonly Outbox outbox;
    private readonly InputQueue input;
    private readonly ConsoleCapture console;
    private readonly CellRunner runner;
    private readonly CodeQuestions questions;
    private readonly Task warm;
    private readonly MessagePump pump;
    private readonly CellThread thread;
    private Task lastAnswer = Task.CompletedTask;
    private volatile Interruption? running;

    private SessionHost(FrameStream frames, CellRunner runner, MessagePump pump, CellThread thread, Task warm)
    {
        this.warm = warm;
        questions = new CodeQuestions(runner.Compiler);
        this.frames = frames;
        this.runner = runner;
        this.pump = pump;
        this.thread = thread;
        outbox = new Outbox(message => frames.WriteAsync(message).GetAwaiter().GetResult());
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

        StopSign.Install();
        SessionFolder folder = new();
        MessagePump pump = new(new StopSign());
        CellRunner runner = new(new ReferenceStore(folder, Directory.GetCurrentDirectory()), pump);
        CellThread thread = new(pump);
        TaskCompletionSource warm = new(TaskCreationOptions.RunContinuationsAsynchronously);
        pump.Add(() =>
        {
            runner.WarmUp();
            warm.SetResult();
        });
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

        SessionHost host = new(new FrameStream(pipe), runner, pump, thread, warm.Task);
        StrayFailures.Watch(() => host.running is not null, Outbox.ThreadName);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            host.outbox.Close(flushPatience);
            folder.Dispose();
        };
        _ = Task.Run(SessionFolder.RemoveStale);
        await host.ServeAsync().ConfigureAwait(false);
        Exit();
        return 0;
    }

    /// <summary>Ends the process whatever its cell is doing: by itself, or after a while the hard way.</summary>
    private static void Exit()
    {
        new Thread(() =>
        {
            Thread.Sleep(exitPatience);
            Process.GetCurrentProcess().Kill();
        })
        { IsBackground = true }.Start();
        Environment.Exit(0);
    }

    private async Task ServeAsync()
    {
        DisplaySink.Install(outbox.Show, () => outbox.HasOutput, input.ReadPassword);
        outbox.Send(new ReadyMessage(FrameStream.Protocol, Environment.ProcessId));
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
            case CompleteCommand command: Answer(command.Id, () => Completions(command)); break;
            case InspectCommand command: Answer(command.Id, () => Inspection(command)); break;
            case IsCompleteCommand command: Answer(command.Id, () => new CompletenessMessage(command.Id, CodeQuestions.IsComplete(command.Code))); break;
            case ProtocolErrorMessage error: outbox.Send(error); break;
            default: outbox.Send(new ProtocolErrorMessage($"{message.GetType().Name} is not a command")); break;
        }
    }

    /// <summary>Questions wait for the warm-up and for each other, not for the cell that runs.</summary>
    private void Answer(int id, Func<Message> answer)
    {
        lastAnswer = AnswerAsync(lastAnswer);

        async Task AnswerAsync(Task before)
        {
            await before.ConfigureAwait(false);
            await warm.ConfigureAwait(false);
            await Task.Yield();
            try
            {
                outbox.Send(answer());
            }
            catch (Exception error)
            {
                outbox.Send(new ProtocolErrorMessage($"The question has no answer: {error.Message}", id));
            }
        }
    }

    private CompletionsMessage Completions(CompleteCommand command)
    {
        Completions found = questions.Complete(command.Code, command.Position);
        return new CompletionsMessage(command.Id, found.Start, found.End, found.Items);
    }

    private InspectionMessage Inspection(InspectCommand command)
    {
        Inspection? found = questions.Inspect(command.Code, command.Position);
        return new InspectionMessage(command.Id, found?.Signature, found?.Summary);
    }

    private void Enqueue(ExecuteCommand command)
    {
        if (running is not null)
        {
            outbox.Send(new ProtocolErrorMessage($"execute {command.Id} came while a cell was running"));
            return;
        }
        Interruption interruption = running = new Interruption(pump.Sign);
        pump.Add(() => Execute(command, interruption));
    }

    private void Interrupt()
    {
        Interruption? interruption = running;
        if (interruption is not null)
        {
            outbox.Mute();
            interruption.Request();
            input.Wake();
        }
        pump.InterruptBetween(isCellWaiting: interruption is not null);
    }

    private void Execute(ExecuteCommand command, Interruption interruption)
    {
        outbox.BeginCell(command.OutputLimit, new StartedMessage(command.Id));
        input.BeginCell(interruption.Requested);
        console.Install();
        ErrorMessage? error = null;
        ExecutionStatus status = ExecutionStatus.Succeeded;
        try
        {
            runner.Run(command.Code, command.Language, interruption, command.Number);
        }
        catch (Exception) when (interruption.Requested.IsCancellationRequested)
        {
            status = ExecutionStatus.Interrupted;
            if (interruption.Abort.IsCancellationRequested) thread.Retire();
            error = new ErrorMessage("Interrupted", "The cell was interrupted; the variables are as it left them.", []);
        }
        catch (Exception failure)
        {
            status = ExecutionStatus.Failed;
            error = ErrorReport.Describe(failure);
        }
        interruption.End();
        input.EndCell();
        if (command.Marker is { } marker) NativeStreams.Mark(marker);
        running = null;
        outbox.EndCell(error, new FinishedMessage(command.Id, status));
        runner.Prepare();
    }
}
