using System.Collections.Concurrent;

namespace Teaching.Notebooks.Sessions;

/// <summary>
/// The thread that cells run on, one after another. After an abort another one has to be used: the runtime leaves
/// the signal by which it aborts blocked in an aborted thread (seen on Linux with .NET 10), so a second abort of it
/// would never arrive. It is started from a thread that was never aborted, since threads inherit what is blocked.
/// </summary>
internal sealed class CellThread
{
    private const int StackSize = 16 * 1024 * 1024;

    [ThreadStatic]
    private static bool isCurrent;

    private readonly BlockingCollection<Action> work = [];

    public CellThread() => new Thread(Run, StackSize) { IsBackground = true, Name = "cells" }.Start();

    /// <summary>Whether the calling thread is one that cells run on.</summary>
    public static bool IsCurrent => isCurrent;

    /// <summary>Whether it takes no more work.</summary>
    public bool IsRetired => work.IsAddingCompleted;

    public void Post(Action action) => work.Add(action);

    public void Retire() => work.CompleteAdding();

    private void Run()
    {
        isCurrent = true;
        foreach (Action action in work.GetConsumingEnumerable()) action();
    }
}
