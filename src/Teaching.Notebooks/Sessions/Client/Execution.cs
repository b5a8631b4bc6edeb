using System.Diagnostics;
using Teaching.Cells;

namespace Teaching.Notebooks.Sessions;

/// <summary>
/// The client's view of a cell: hands its events on, one at a time, and knows how it ended. What comes between its end
/// and the start of the next cell is handed on as well.
/// </summary>
internal sealed class Execution(int id, Action<SessionEvent> onEvent, long outputLimit)
{
    private readonly TaskCompletionSource<ExecutionOutcome> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly Lock gate = new();
    private OutputBudget nativeBudget = new(outputLimit);
    private Exception? receiverFailed;
    private bool isFinished;
    private volatile bool isReceiverBusy;

    public int Id => id;

    public Task<ExecutionOutcome> Outcome => outcome.Task;

    public bool IsReceiverBusy => isReceiverBusy;

    /// <summary>What the process wrote past the session's own console is bounded here, the rest in the session.</summary>
    public void Forward(SessionEvent @event, bool isNative)
    {
        lock (gate)
        {
            if (isNative && @event is StreamEvent stream)
            {
                string kept = nativeBudget.Take(stream.Text);
                if (kept.Length > 0) Deliver(stream with { Text = kept });
                if (isFinished && nativeBudget.LateNotice() is { } notice) Deliver(new StreamEvent("stderr", notice));
                return;
            }
            Deliver(@event);
        }
    }

    public void Finish(ExecutionStatus status)
    {
        lock (gate)
        {
            isFinished = true;
            if (nativeBudget.EndNotice() is { } notice) Deliver(new StreamEvent("stderr", notice));
            if (receiverFailed is null) outcome.TrySetResult(new ExecutionOutcome(status, watch.Elapsed));
            else outcome.TrySetException(receiverFailed);
        }
    }

    private void Deliver(SessionEvent @event)
    {
        if (receiverFailed is not null) return;
        isReceiverBusy = true;
        try
        {
            onEvent(@event);
        }
        catch (Exception error)
        {
            receiverFailed = error;
        }
        isReceiverBusy = false;
    }
}
