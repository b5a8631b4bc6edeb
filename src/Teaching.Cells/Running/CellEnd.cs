namespace Teaching.Cells;

/// <summary>
/// Sees the end of a cell's task, and what the cell has set for the flow of its code by then, such as the culture and
/// AsyncLocal values: a method that awaits takes that back when it returns, but for a session it goes on in the next cell.
/// </summary>
internal sealed class CellEnd
{
    private ExecutionContext? state;
    private volatile bool hasCome;

    public bool HasCome => hasCome;

    /// <summary>Calls back at the end, in the very place where the cell's code ends.</summary>
    public void Watch(Task task, Action onEnd)
    {
        if (task.IsCompleted)
        {
            // It never waited: what it has set is still set on this thread.
            state = ExecutionContext.Capture();
            hasCome = true;
            return;
        }
        // With the flow suppressed a continuation runs in the state that it finds, not in the one of this place.
        using (ExecutionContext.SuppressFlow())
            task.ContinueWith(_ => Come(onEnd), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Makes the state at the end that of the calling thread.</summary>
    public void RestoreState()
    {
        if (state is not null) ExecutionContext.Restore(state);
    }

    private void Come(Action onEnd)
    {
        state = ExecutionContext.Capture();
        hasCome = true;
        onEnd();
    }
}
