namespace Teaching.Notebooks.Sessions;

/// <summary>
/// Runs a cell and what comes after each of its awaits on one thread, the cell's, where an interrupt can abort it.
/// When the cell has ended, what its forgotten tasks still want to run goes to the thread pool.
/// </summary>
internal sealed class MessagePump : SynchronizationContext
{
    private readonly object gate = new();
    private readonly Queue<Action> queue = new();
    private bool isClosed;

    public override void Post(SendOrPostCallback callback, object? state)
    {
        // An abort may strike anywhere but in a finally block; the queue must survive it.
        try
        {
        }
        finally
        {
            lock (gate)
            {
                if (isClosed)
                {
                    ThreadPool.QueueUserWorkItem(_ => callback(state));
                }
                else
                {
                    queue.Enqueue(() => callback(state));
                    Monitor.Pulse(gate);
                }
            }
        }
    }

    public override void Send(SendOrPostCallback callback, object? state) => callback(state);

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs until the task is done.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public T Run<T>(Func<Task<T>> start, Interruption interruption)
    {
        SynchronizationContext? before = Current;
        SetSynchronizationContext(this);
        using CancellationTokenRegistration wake = interruption.Requested.Register(Wake);
        try
        {
            Task<T>? task = null;
            RunAbortable(() => task = start(), interruption.Abort);
            task!.ContinueWith(_ => Wake(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            while (Next(task, interruption.Requested) is { } action) RunAbortable(action, interruption.Abort);
            return task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
            Close();
        }
    }

    private void Wake()
    {
        lock (gate) Monitor.PulseAll(gate);
    }

    private Action? Next(Task task, CancellationToken interrupted)
    {
        lock (gate)
        {
            while (true)
            {
                if (task.IsCompleted) return null;
                interrupted.ThrowIfCancellationRequested();
                if (queue.TryDequeue(out Action? action)) return action;
                Monitor.Wait(gate);
            }
        }
    }

    private void Close()
    {
        lock (gate)
        {
            isClosed = true;
            while (queue.TryDequeue(out Action? action)) ThreadPool.QueueUserWorkItem(_ => action());
        }
    }

    /// <summary>The token must be one that can be cancelled: with any other the runtime never returns.</summary>
    private static void RunAbortable(Action action, CancellationToken abort)
    {
#pragma warning disable SYSLIB0046 // It may leave what the aborted code was changing half changed; that is what a student's Ctrl-C means.
        System.Runtime.ControlledExecution.Run(action, abort);
#pragma warning restore SYSLIB0046
    }
}
