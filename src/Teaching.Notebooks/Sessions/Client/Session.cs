using Teaching.Cells;

namespace Teaching.Notebooks.Sessions;

/// <summary>
/// A running session: a process of its own that executes C# cells which share their variables. One cell runs at a
/// time; interrupting, completing and inspecting are possible meanwhile.
/// </summary>
public sealed class Session : IAsyncDisposable
{
    private readonly SessionOptions options;
    private readonly SemaphoreSlim executing = new(1);
    private volatile SessionProcess process;
    private Task<InterruptOutcome> lastInterrupt = Task.FromResult(InterruptOutcome.NothingToStop);

    private Session(SessionOptions options, SessionProcess process)
    {
        this.options = options;
        this.process = process;
    }

    /// <summary>Whether the process lives. After its end, <see cref="RestartAsync"/> gives a new one.</summary>
    public bool IsAlive => process.IsAlive;

    /// <summary>The id of the process.</summary>
    public int ProcessId => process.ProcessId;

    /// <summary>Starts a session and waits until it answers.</summary>
    /// <exception cref="SessionException">The process cannot be started, ended at once or does not answer.</exception>
    public static async Task<Session> StartAsync(SessionOptions options, CancellationToken cancellation = default) =>
        new(options, await SessionProcess.StartAsync(options, cancellation).ConfigureAwait(false));

    /// <summary>
    /// Runs a cell. Its receiver is told also of what comes after its end, from timers, tasks that nobody awaits and
    /// threads, until the next cell starts or the session ends. Each event goes to <paramref name="onEvent"/> before the next is read, so a slow receiver slows the
    /// cell down and nothing piles up. Cancelling interrupts the cell, as <see cref="InterruptAsync"/> does. A failing
    /// cell does not throw here: see the outcome.
    /// </summary>
    /// <exception cref="SessionException">The session has ended.</exception>
    public Task<ExecutionOutcome> ExecuteAsync(string code, Action<SessionEvent> onEvent, CancellationToken cancellation = default) =>
        ExecuteNumberedAsync(code, onEvent, null, null, cancellation);

    /// <inheritdoc cref="ExecuteAsync(string, Action{SessionEvent}, CancellationToken)"/>
    /// <param name="code">The cell.</param>
    /// <param name="onEvent">Told of all that happens.</param>
    /// <param name="number">The number by which traces call the cell, for a client that counts cells itself.</param>
    /// <param name="language">The language that the cell's metadata names; null for C#.</param>
    /// <param name="cancellation">Interrupts the cell.</param>
    public Task<ExecutionOutcome> ExecuteAsync(
        string code, Action<SessionEvent> onEvent, int number, string? language = null, CancellationToken cancellation = default) =>
        ExecuteNumberedAsync(code, onEvent, number, language, cancellation);

    private async Task<ExecutionOutcome> ExecuteNumberedAsync(
        string code, Action<SessionEvent> onEvent, int? number, string? language, CancellationToken cancellation)
    {
        await executing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            Task<ExecutionOutcome> execution = process.ExecuteAsync(code, options.OutputLimit, onEvent, number, language);
            using CancellationTokenRegistration registration = cancellation.Register(() => _ = InterruptAsync());
            ExecutionOutcome outcome = await execution.ConfigureAwait(false);
            // A cell that could not be stopped has cost its process: the next one is there before this call returns.
            await lastInterrupt.ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
            return outcome;
        }
        finally
        {
            executing.Release();
        }
    }

    /// <summary>
    /// Stops the running cell; with none, the async methods of earlier cells that still go on. When it does not stop within <see cref="SessionOptions.InterruptPatience"/>, the session
    /// is ended, the cell's receiver gets an error that says so, and a new session is started.
    /// </summary>
    public Task<InterruptOutcome> InterruptAsync()
    {
        lock (executing)
        {
            if (lastInterrupt.IsCompleted) lastInterrupt = InterruptOnceAsync();
            return lastInterrupt;
        }
    }

    /// <summary>Answers an <see cref="InputRequestEvent"/>; null is the end of the input.</summary>
    public Task ReplyToInputAsync(string? text) => process.SendAsync(new InputReplyCommand(text));

    /// <summary>What could stand at a position of a cell that is being typed.</summary>
    public Task<Completions> CompleteAsync(string code, int position, CancellationToken cancellation = default) =>
        process.CompleteAsync(code, position, cancellation);

    /// <summary>What stands at a position of a cell; null when it is nothing with a declaration.</summary>
    public Task<Inspection?> InspectAsync(string code, int position, CancellationToken cancellation = default) =>
        process.InspectAsync(code, position, cancellation);

    /// <summary>Whether a cell can be run as it stands.</summary>
    public Task<Completeness> IsCompleteAsync(string code, CancellationToken cancellation = default) =>
        process.IsCompleteAsync(code, cancellation);

    /// <summary>Ends the process, if it lives, and starts a new one with no variables.</summary>
    public async Task RestartAsync(CancellationToken cancellation = default)
    {
        await process.DisposeAsync().ConfigureAwait(false);
        process = await SessionProcess.StartAsync(options, cancellation).ConfigureAwait(false);
    }

    /// <summary>Ends the process.</summary>
    public ValueTask DisposeAsync() => process.DisposeAsync();

    private async Task<InterruptOutcome> InterruptOnceAsync()
    {
        SessionProcess interrupted = process;
        if (!interrupted.IsExecuting)
        {
            await interrupted.InterruptBetweenCellsAsync().ConfigureAwait(false);
            return InterruptOutcome.NothingToStop;
        }
        if (await interrupted.InterruptAsync(options.InterruptPatience).ConfigureAwait(false)) return InterruptOutcome.Stopped;
        await RestartAsync().ConfigureAwait(false);
        return InterruptOutcome.Restarted;
    }
}
