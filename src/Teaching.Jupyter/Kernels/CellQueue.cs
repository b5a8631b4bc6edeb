using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Teaching.Jupyter.Messages;

namespace Teaching.Jupyter.Kernels;

/// <summary>Runs the cells that clients send, one after another. After a failure those that wait already are not run.</summary>
internal sealed class CellQueue(Channels channels, SessionKeeper sessions, InputRequests input, History history)
{
    private readonly Channel<Waiting> queue = Channel.CreateUnbounded<Waiting>();
    private readonly Lock gate = new();
    private Task last = Task.CompletedTask;
    private int nextCount = 1;
    private long added;
    private long abortedUpTo;
    private volatile CellExecution? running;
    private volatile CellExecution? lastCell;
    private long runningSince;

    /// <summary>Done when all cells that were sent so far have ended.</summary>
    public Task Last => Volatile.Read(ref last);

    /// <summary>How long the running cell has been running, zero when there is none.</summary>
    public TimeSpan RunningFor => running is null ? TimeSpan.Zero : Stopwatch.GetElapsedTime(Volatile.Read(ref runningSince));

    /// <summary>Adds a cell.</summary>
    public void Add(Request request)
    {
        lock (gate)
        {
            TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
            last = ended.Task;
            queue.Writer.TryWrite(new Waiting(request, ++added, ended));
        }
    }

    /// <summary>Runs cells until the kernel ends.</summary>
    public async Task RunAsync()
    {
        await foreach (Waiting next in queue.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            channels.Status(next.Request, "busy");
            JsonObject reply = next.Number <= abortedUpTo ? new JsonObject { ["status"] = "aborted" } : await RunAsync(next.Request).ConfigureAwait(false);
            channels.Reply(next.Request, "execute_reply", reply);
            channels.Status(next.Request, "idle");
            next.Ended.SetResult();
        }
    }

    /// <summary>The kernel ends: output waits for no client any more.</summary>
    public void Hurry() => lastCell?.Hurry();

    /// <summary>Stops the running cell; with none, the async methods of earlier cells that still go on.</summary>
    public async Task InterruptAsync()
    {
        if (sessions.Started is not { } session) return;
        running?.Hurry();
        await session.InterruptAsync().ConfigureAwait(false);
    }

    private async Task<JsonObject> RunAsync(Request request)
    {
        bool isKept = request.Flag("store_history", true) && !request.Flag("silent", false);
        int count = nextCount;
        CellExecution cell = new(channels, input, request, count, lastCell);
        lastCell = cell;
        if (string.IsNullOrWhiteSpace(cell.Code)) isKept = false;
        if (isKept) nextCount++;
        Volatile.Write(ref runningSince, Stopwatch.GetTimestamp());
        running = cell;
        JsonObject reply = await cell.RunAsync(sessions).ConfigureAwait(false);
        running = null;
        if (isKept) history.Add(count, cell.Code, cell.ResultText);
        if (cell.Failed && request.Flag("stop_on_error", true)) lock (gate) abortedUpTo = added;
        return reply;
    }

    private sealed record Waiting(Request Request, long Number, TaskCompletionSource Ended);
}
