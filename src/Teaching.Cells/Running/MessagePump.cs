using System.Runtime.CompilerServices;

namespace Teaching.Cells;

/// <summary>
/// What runs on the cells' thread, one thing at a time: the cells, and what comes after the awaits of each, in the order
/// in which it was posted. While a cell runs, its own awaits are where something else gets a turn; between cells
/// everything does, and a cell that is waiting comes first. An interrupt can abort whatever runs here.
/// </summary>
internal sealed class MessagePump(StopSign sign)
{
    private readonly object gate = new();
    private readonly Queue<Action> cells = new();
    private readonly HashSet<int> stopped = [];
    private Queue<PostedWork> posted = new();
    private Interruption between = new(sign);
    private bool isBusyBetween;
    private int lastNumber;
    private int allStoppedUpTo;

    /// <summary>What busy cells look at to see that they are to stop.</summary>
    public StopSign Sign => sign;

    /// <summary>The context of a cell that is about to run.</summary>
    public CellContext NewContext()
    {
        lock (gate) return new CellContext(this, ++lastNumber);
    }

    public void Add(Action cell)
    {
        lock (gate)
        {
            cells.Enqueue(cell);
            Monitor.Pulse(gate);
        }
    }

    public void Post(PostedWork work)
    {
        // An abort may strike anywhere but in a finally block; the queue must survive it.
        try
        {
        }
        finally
        {
            lock (gate)
            {
                if (!IsDropped(work)) posted.Enqueue(work);
                Monitor.Pulse(gate);
            }
        }
    }

    /// <summary>Runs what earlier cells have posted until there is a cell to run; null when that was aborted and the thread is of no more use.</summary>
    public Action? NextCell()
    {
        while (true)
        {
            lock (gate)
            {
                while (cells.Count == 0 && posted.Count == 0) Monitor.Wait(gate);
                if (cells.TryDequeue(out Action? cell)) return cell;
            }
            if (!RunBetween()) return null;
        }
    }

    /// <summary>A method of its own, not inlined: while the thread waits, none of its variables may keep a task that has failed from being found.</summary>
    /// <returns>Whether it ran without an interrupt.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool RunBetween()
    {
        PostedWork? work;
        lock (gate)
        {
            // An interrupt may have dropped it meanwhile.
            if (!posted.TryDequeue(out work)) return true;
            isBusyBetween = true;
        }
        RunStray(work, between);
        lock (gate)
        {
            isBusyBetween = false;
            if (!between.Requested.IsCancellationRequested) return true;
            between.End();
            between = new Interruption(sign);
            return false;
        }
    }

    /// <summary>Runs a cell until its task is done.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public T Run<T>(CellContext context, Func<Task<T>> start, Interruption interruption)
    {
        using CancellationTokenRegistration wake = interruption.Requested.Register(Wake);
        CellEnd end = new();
        try
        {
            Task<T>? task = null;
            RunAbortable(context, () => task = start(), interruption.Abort);
            end.Watch(task!, Wake);
            while (Next(end, interruption.Requested) is { } work)
            {
                if (work.Context == context) RunAbortable(context, work.Run, interruption.Abort);
                else RunStray(work, interruption);
            }
            foreach (PostedWork left in TakeLeft(task!, context)) RunAbortable(context, left.Run, interruption.Abort);
            return task!.GetAwaiter().GetResult();
        }
        catch (Exception) when (interruption.Requested.IsCancellationRequested)
        {
            Stop(context);
            throw;
        }
        finally
        {
            end.RestoreState();
        }
    }

    /// <summary>Stops what runs between cells. With no cell running or waiting, no async method of any cell so far goes on.</summary>
    public void InterruptBetween(bool isCellWaiting)
    {
        lock (gate)
        {
            if (!isCellWaiting)
            {
                allStoppedUpTo = lastNumber;
                stopped.Clear();
                Drop();
            }
            if (isBusyBetween) between.Request();
        }
    }

    /// <summary>The async methods of an interrupted cell do not go on.</summary>
    private void Stop(CellContext context)
    {
        lock (gate)
        {
            stopped.Add(context.Number);
            Drop();
        }
    }

    private void Drop() => posted = new Queue<PostedWork>(posted.Where(work => !IsDropped(work)));

    private bool IsStopped(CellContext context) => context.Number <= allStoppedUpTo || stopped.Contains(context.Number);

    private bool IsDropped(PostedWork work) => IsStopped(work.Context) && work.GoesOnWithMethod;

    private void Wake()
    {
        lock (gate) Monitor.Pulse(gate);
    }

    private PostedWork? Next(CellEnd end, CancellationToken interrupted)
    {
        lock (gate)
        {
            while (true)
            {
                if (end.HasCome) return null;
                interrupted.ThrowIfCancellationRequested();
                if (posted.TryDequeue(out PostedWork? work)) return work;
                Monitor.Wait(gate);
            }
        }
    }

    /// <summary>What a cell has queued when it succeeds still belongs to it, above all the failure of an async void method.</summary>
    private PostedWork[] TakeLeft(Task task, CellContext context)
    {
        lock (gate)
        {
            if (!task.IsCompletedSuccessfully || posted.Count == 0) return [];
            PostedWork[] left = [.. posted.Where(work => work.Context == context)];
            posted = new Queue<PostedWork>(posted.Where(work => work.Context != context));
            return left;
        }
    }

    /// <summary>Its cell has ended: nobody awaits it any more, so its failure must be said.</summary>
    private void RunStray(PostedWork work, Interruption interruption)
    {
        CellContext context;
        lock (gate) context = IsStopped(work.Context) ? new CellContext(this, lastNumber) : work.Context;
        try
        {
            RunAbortable(context, work.Run, interruption.Abort);
        }
        catch (Exception) when (interruption.Requested.IsCancellationRequested)
        {
            // It was stopped on purpose.
        }
        catch (Exception error)
        {
            StrayFailures.Tell("Failed after its cell had ended", error);
        }
    }

    /// <summary>The token must be one that can be cancelled: with any other the runtime never returns.</summary>
    private static void RunAbortable(CellContext context, Action action, CancellationToken abort)
    {
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
#pragma warning disable SYSLIB0046 // It may leave what the aborted code was changing half changed; that is what a student's Ctrl-C means.
            System.Runtime.ControlledExecution.Run(action, abort);
#pragma warning restore SYSLIB0046
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(null);
        }
    }
}
