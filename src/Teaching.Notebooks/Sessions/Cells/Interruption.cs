namespace Teaching.Notebooks.Sessions;

/// <summary>
/// The wish to stop one cell, in two steps: whatever waits gives up, as an await does; what is busy nevertheless is
/// aborted a moment later. The moment matters: an abort can strike in the runtime's own code and leave it broken, so
/// it is kept for cells that end no other way.
/// </summary>
internal sealed class Interruption
{
    private static readonly TimeSpan grace = TimeSpan.FromMilliseconds(100);
    private readonly CancellationTokenSource requested = new();
    private readonly CancellationTokenSource abort = new();
    private readonly ManualResetEventSlim ended = new();

    /// <summary>For waits, compilation and restores: they end by themselves.</summary>
    public CancellationToken Requested => requested.Token;

    /// <summary>For the code of the cell.</summary>
    public CancellationToken Abort => abort.Token;

    public void Request()
    {
        if (requested.IsCancellationRequested) return;
        requested.Cancel();
        // A thread of its own, for aborting waits for the aborted thread, and may do so for ever.
        new Thread(AbortUnlessEnded) { IsBackground = true, Name = "interrupt" }.Start();
    }

    /// <summary>The cell has ended: there is nothing to abort any more.</summary>
    public void End() => ended.Set();

    private void AbortUnlessEnded()
    {
        if (!ended.Wait(grace)) abort.Cancel();
    }
}
