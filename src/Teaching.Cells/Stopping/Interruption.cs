namespace Teaching.Cells;

/// <summary>
/// The wish to stop one cell, in three steps: whatever waits gives up, as an await does; what is busy nevertheless sees the
/// stop sign a moment later; what does not look at it, the inside of other people's libraries, is aborted after a second moment.
/// </summary>
/// <remarks>
/// The moments matter, for an abort can cost the session. On Unix the runtime (.NET 10) strikes a thread with a signal. Where that
/// hits a loop without calls, the exception is thrown there and all is well. Elsewhere the runtime waits for the function to
/// return, throws from its own code (OnHijackTripThread) past frames that it cannot unwind, and the process dies: "terminate
/// called after throwing an instance of 'PAL_SEHException'", or a damaged stack. A function that called itself in a loop died so of nearly every abort.
/// A thread that is mostly in the runtime's own code, as one that waits or allocates, is hardly ever hit at all.
/// </remarks>
internal sealed class Interruption(StopSign sign)
{
    private static readonly TimeSpan untilSign = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan untilAbort = TimeSpan.FromMilliseconds(500);
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
        new Thread(Insist) { IsBackground = true, Name = "interrupt" }.Start();
    }

    /// <summary>The cell has ended: there is nothing to stop any more.</summary>
    public void End()
    {
        lock (sign)
        {
            ended.Set();
            sign.TakeDown();
        }
    }

    private void Insist()
    {
        if (ended.Wait(untilSign)) return;
        lock (sign)
        {
            if (ended.IsSet) return;
            sign.PutUp();
        }
        if (!ended.Wait(untilAbort)) abort.Cancel();
    }
}
