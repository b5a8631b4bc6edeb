using System.Collections.Concurrent;
using System.Diagnostics;
using Teaching.Cells;

namespace Teaching.Notebooks.Sessions;

/// <summary>One process of a session and the pipe to it; <see cref="Session"/> replaces it on a restart.</summary>
internal sealed class SessionProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly FrameStream frames;
    private readonly NativeOutput standardOutput;
    private readonly NativeOutput standardError;
    private readonly string marker;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<Message>> questions = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int lastId;
    private volatile Execution? execution;
    private volatile Execution? owner; // of what comes: the cell that has started last, be it over or not
    private volatile string? endedOnPurpose;
    private string endedWhy = "The session has ended. Restart it, then run the cells from the top.";

    private SessionProcess(Process process, FrameStream frames, string marker)
    {
        this.process = process;
        ProcessId = process.Id;
        this.frames = frames;
        this.marker = marker;
        standardOutput = new NativeOutput("stdout", process.StandardOutput.BaseStream, marker, ForwardNative);
        standardError = new NativeOutput("stderr", process.StandardError.BaseStream, marker, ForwardNative);
        _ = Task.Run(ReadAsync);
    }

    public bool IsAlive => !ended.Task.IsCompleted;

    public bool IsExecuting => execution is not null;

    public int ProcessId { get; }

    public static async Task<SessionProcess> StartAsync(SessionOptions options, CancellationToken cancellation)
    {
        (Process process, FrameStream frames) = await SessionStarter.StartAsync(options, cancellation).ConfigureAwait(false);
        return new SessionProcess(process, frames, $"\u0001{Guid.NewGuid():N}\u0001");
    }

    /// <summary>Runs a cell. Its receiver is told also of what comes after its end, until the next cell starts.</summary>
    public async Task<ExecutionOutcome> ExecuteAsync(string code, long outputLimit, Action<SessionEvent> onEvent, int? number, string? language)
    {
        if (!IsAlive) throw Ended();
        Execution current = new(Interlocked.Increment(ref lastId), onEvent, outputLimit);
        standardOutput.Begin();
        standardError.Begin();
        execution = current;
        try
        {
            await SendAsync(new ExecuteCommand(current.Id, code, outputLimit, marker, number, language)).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The process is gone: the reader sees the end of the pipe and reports it.
        }
        return await current.Outcome.ConfigureAwait(false);
    }

    /// <summary>Stops what earlier cells still do on the cells' thread.</summary>
    public async Task InterruptBetweenCellsAsync()
    {
        try
        {
            await SendAsync(new InterruptCommand()).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or SessionException)
        {
            // The process is gone, and what ran in it as well.
        }
    }

    /// <summary>False when the cell did not stop within the patience; the process has then been ended.</summary>
    public async Task<bool> InterruptAsync(TimeSpan patience)
    {
        if (execution is not { } interrupted) return true;
        Task sending = SendAsync(new InterruptCommand());
        _ = sending.ContinueWith(task => task.Exception, TaskScheduler.Default);

        // An abort of the inside of a library may end the process by itself: see Interruption.
        endedOnPurpose ??= "The cell was stopped in the middle of a library's work, which its session did not survive. A new one is started: the variables are gone, run the cells from the top.";
        long start = Environment.TickCount64;
        while (!interrupted.Outcome.IsCompleted)
        {
            await Task.WhenAny(interrupted.Outcome, Task.Delay(50)).ConfigureAwait(false);
            // The time that the receiver of events takes is not the cell's.
            if (interrupted.IsReceiverBusy) start = Environment.TickCount64;
            else if (Environment.TickCount64 - start > patience.TotalMilliseconds) break;
        }
        if (interrupted.Outcome.IsCompleted)
        {
            if ((await interrupted.Outcome.ConfigureAwait(false)).Status == ExecutionStatus.Ended) return false;
            endedOnPurpose = null;
            return true;
        }

        endedOnPurpose = FormattableString.Invariant(
            $"The cell did not stop within {patience.TotalSeconds:0.###} s, as in a Sleep, a blocking wait or a loop that catches everything. Its session was ended and a new one is started: the variables are gone, run the cells from the top.");
        Kill();
        await ended.Task.ConfigureAwait(false);
        return false;
    }

    public Task SendAsync(Message message) => IsAlive ? frames.WriteAsync(message) : Task.FromException(Ended());

    public async Task<Completions> CompleteAsync(string code, int position, CancellationToken cancellation)
    {
        var reply = (CompletionsMessage)await AskAsync(id => new CompleteCommand(id, code, position), cancellation).ConfigureAwait(false);
        return new Completions(reply.Start, reply.End, reply.Items);
    }

    public async Task<Inspection?> InspectAsync(string code, int position, CancellationToken cancellation)
    {
        var reply = (InspectionMessage)await AskAsync(id => new InspectCommand(id, code, position), cancellation).ConfigureAwait(false);
        return reply.Signature is null ? null : new Inspection(reply.Signature, reply.Summary);
    }

    public async Task<Completeness> IsCompleteAsync(string code, CancellationToken cancellation)
    {
        var reply = (CompletenessMessage)await AskAsync(id => new IsCompleteCommand(id, code), cancellation).ConfigureAwait(false);
        return reply.Status;
    }

    public async ValueTask DisposeAsync()
    {
        if (!IsAlive) return;
        endedOnPurpose ??= "The session was ended while the cell ran.";
        try
        {
            if (!IsExecuting) await frames.WriteAsync(new ShutdownCommand()).WaitAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
            await process.WaitForExitAsync().WaitAsync(IsExecuting ? TimeSpan.Zero : TimeSpan.FromSeconds(2)).ConfigureAwait(false);
        }
        catch (Exception error) when (error is TimeoutException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            Kill();
        }
        await ended.Task.ConfigureAwait(false);
    }

    private SessionException Ended() => new(endedWhy);

    private async Task<Message> AskAsync(Func<int, Message> question, CancellationToken cancellation)
    {
        int id = Interlocked.Increment(ref lastId);
        TaskCompletionSource<Message> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        questions[id] = answer;
        try
        {
            await SendAsync(question(id)).ConfigureAwait(false);
            if (!IsAlive) throw Ended();
            return await answer.Task.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException)
        {
            throw Ended();
        }
        finally
        {
            questions.TryRemove(id, out _);
        }
    }

    private void Forward(SessionEvent @event) => owner?.Forward(@event, isNative: false);

    /// <summary>Nothing marks the start of a cell here: what comes once it was asked for is its own.</summary>
    private void ForwardNative(SessionEvent @event) => (execution ?? owner)?.Forward(@event, isNative: true);

    private async Task ReadAsync()
    {
        try
        {
            while (await frames.ReadAsync().ConfigureAwait(false) is { } message) await HandleAsync(message).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or ObjectDisposedException)
        {
            // The end of the pipe, however it came: the process is of no use any more.
        }
        await EndAsync().ConfigureAwait(false);
    }

    private async Task HandleAsync(Message message)
    {
        switch (message)
        {
            case StartedMessage m when execution is { } started && started.Id == m.Id: owner = started; break;
            case StreamMessage m: Forward(new StreamEvent(m.Name, m.Text)); break;
            case DisplayMessage m: Forward(new DisplayEvent(m.Data, m.DisplayId, m.IsResult)); break;
            case DisplayUpdateMessage m: Forward(new DisplayUpdateEvent(m.Data, m.DisplayId)); break;
            case ClearMessage m: Forward(new ClearEvent(m.Wait)); break;
            case ErrorMessage m: Forward(new ErrorEvent(m.Name, m.Message, m.Traceback)); break;
            case InputRequestMessage m: Forward(new InputRequestEvent(m.Prompt, m.IsPassword)); break;
            case CompletionsMessage m: Answer(m.Id, m); break;
            case InspectionMessage m: Answer(m.Id, m); break;
            case CompletenessMessage m: Answer(m.Id, m); break;
            case ProtocolErrorMessage { Id: { } id } m when questions.TryRemove(id, out var question): question.TrySetException(new SessionException(m.Message)); break;
            case FinishedMessage m when execution is { } finished && finished.Id == m.Id:
                await Task.WhenAll(standardOutput.MarkerAsync(), standardError.MarkerAsync()).ConfigureAwait(false);
                execution = null;
                finished.Finish(m.Status);
                break;
        }
    }

    private void Answer(int id, Message message)
    {
        if (questions.TryRemove(id, out var question)) question.TrySetResult(message);
    }

    private async Task EndAsync()
    {
        Task exit = process.WaitForExitAsync();
        if (await Task.WhenAny(exit, Task.Delay(TimeSpan.FromSeconds(3))).ConfigureAwait(false) != exit) Kill();
        await exit.ConfigureAwait(false);
        await Task.WhenAll(standardOutput.EndAsync(), standardError.EndAsync()).ConfigureAwait(false);
        frames.Dispose();

        ErrorEvent death = DeathReport.Describe(endedOnPurpose, process.ExitCode, standardError.LastLines);
        bool isBetweenCells = execution is null;
        if (isBetweenCells) endedWhy = death.Message;
        process.Dispose();
        ended.SetResult();
        // Told last: whoever hears of it finds the session ended.
        if (isBetweenCells && endedOnPurpose is null) Forward(death);
        if (execution is { } interrupted)
        {
            interrupted.Forward(death, isNative: false);
            execution = null;
            interrupted.Finish(ExecutionStatus.Ended);
        }
        foreach (int id in questions.Keys)
            if (questions.TryRemove(id, out var question)) question.TrySetException(Ended());
    }

    private void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended by itself meanwhile.
        }
    }
}
