using System.Runtime.ExceptionServices;

namespace Teaching.Cells;

/// <summary>
/// Says what failed where no cell waits for it, on the standard error: it would be lost otherwise, or end the process
/// and with it the variables.
/// </summary>
internal sealed class StrayFailures
{
    private const long Pause = 500;

    private readonly Func<bool> isCellRunning;
    private readonly Timer sweeper;
    private int hasThrown;
    private long notBefore;

    private StrayFailures(Func<bool> isCellRunning)
    {
        this.isCellRunning = isCellRunning;
        sweeper = new Timer(_ => Sweep());
    }

    /// <summary>From now on failures of threads, timers and tasks that nobody awaits are told.</summary>
    /// <param name="isCellRunning">Whether a cell runs now.</param>
    /// <param name="ownThread">The name of the one thread whose failure ends the process: there is nobody left to tell.</param>
    public static void Watch(Func<bool> isCellRunning, string ownThread)
    {
        ExceptionHandling.SetUnhandledExceptionHandler(error =>
        {
            if (Thread.CurrentThread.Name == ownThread) return false;
            if (!StopSign.IsStop(error)) Tell("Failed in the background", error);
            return true;
        });
        StrayFailures failures = new(isCellRunning);
        TaskScheduler.UnobservedTaskException += (_, failed) =>
        {
            failed.SetObserved();
            if (!StopSign.IsStop(failed.Exception)) Tell("A task that nobody awaits failed", failed.Exception);
        };
        AppDomain.CurrentDomain.FirstChanceException += (_, _) => failures.Schedule();
    }

    /// <summary>Tells of one failure, with the student's own lines.</summary>
    public static void Tell(string what, Exception error)
    {
        try
        {
            Console.Error.WriteLine($"{what}: {string.Join('\n', ErrorReport.Describe(error).Traceback)}");
        }
        catch (Exception)
        {
            // A cell has put a writer of its own in the place of the standard error, and that fails.
        }
    }

    /// <summary>Something was thrown: perhaps in a task that nobody awaits.</summary>
    private void Schedule()
    {
        // An abort may strike anywhere but in a finally block.
        try
        {
        }
        finally
        {
            if (Interlocked.Exchange(ref hasThrown, 1) == 0) sweeper.Change(Math.Max(Pause, notBefore - Environment.TickCount64), Timeout.Infinite);
        }
    }

    /// <summary>
    /// The runtime tells of a failed task that nobody awaits only when it collects the garbage, which may be much later;
    /// so that is done once after something was thrown, when no cell runs, and for at most a fiftieth of the time.
    /// </summary>
    private void Sweep()
    {
        if (isCellRunning())
        {
            sweeper.Change(Pause, Timeout.Infinite);
            return;
        }
        Volatile.Write(ref hasThrown, 0);
        long start = Environment.TickCount64;
        GC.Collect();
        notBefore = Environment.TickCount64 + 50 * (Environment.TickCount64 - start);
    }
}
