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
                    RunLate(() => callback(state));
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
            foreach (Action left in TakeLeft(task)) RunAbortable(left, interruption.Abort);
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

    /// <summary>What is queued when a cell succeeds still belongs to it, above all the failure of an async void method.</summary>
    private Action[] TakeLeft(Task task)
    {
        lock (gate)
        {
            if (!task.IsCompletedSuccessfully) return [];
            Action[] left = [.. queue];
            queue.Clear();
            return left;
        }
    }

    private void Close()
    {
        lock (gate)
        {
            isClosed = true;
            while (queue.TryDequeue(out Action? action)) RunLate(action);
        }
    }

    /// <summary>Nobody awaits it any more: its failure must be said, and must not end the process.</summary>
    private static void RunLate(Action action) => ThreadPool.QueueUserWorkItem(_ =>
    {
        try
        {
            action();
        }
        catch (Exception error)
        {
            Console.Error.WriteLine("Failed after its cell had ended: " + string.Join('\n', ErrorReport.Describe(error).Traceback));
        }
    });

    /// <summary>The token must be one that can be cancelled: with any other the runtime never returns.</summary>
    private static void RunAbortable(Action action, CancellationToken abort)
    {
#pragma warning disable SYSLIB0046 // It may leave what the aborted code was changing half changed; that is what a student's Ctrl-C means.
        System.Runtime.ControlledExecution.Run(action, abort);
#pragma warning restore SYSLIB0046
    }
}
