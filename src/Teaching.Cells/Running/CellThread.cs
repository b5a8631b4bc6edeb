namespace Teaching.Cells;

/// <summary>
/// The thread that cells run on, one after another, and between them what they have posted. After an abort another one
/// has to be used: the runtime leaves the signal by which it aborts blocked in an aborted thread (seen on Linux with
/// .NET 10), so a second abort of it would never arrive. Threads inherit what is blocked, so each is started by one that
/// is never aborted. The culture and AsyncLocal values go over to the next thread.
/// </summary>
internal sealed class CellThread
{
    private const int StackSize = 16 * 1024 * 1024;

    [ThreadStatic]
    private static bool isCurrent;

    private readonly MessagePump pump;
    private ExecutionContext? state;
    private bool isRetired;

    public CellThread(MessagePump pump)
    {
        this.pump = pump;
        new Thread(KeepOne) { IsBackground = true, Name = "keeper of the cells' thread" }.Start();
    }

    /// <summary>Whether the calling thread is one that cells run on.</summary>
    public static bool IsCurrent => isCurrent;

    /// <summary>Called on the thread itself: what comes next runs on another one.</summary>
    public void Retire() => isRetired = true;

    private void KeepOne()
    {
        while (true)
        {
            Thread thread = new(Run, StackSize) { IsBackground = true, Name = "cells" };
            thread.Start();
            thread.Join();
        }
    }

    private void Run()
    {
        isCurrent = true;
        isRetired = false;
        if (state is not null) ExecutionContext.Restore(state);
        while (!isRetired && pump.NextCell() is { } cell) cell();
        state = ExecutionContext.Capture();
    }
}
