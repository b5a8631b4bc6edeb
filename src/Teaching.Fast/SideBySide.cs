namespace Teaching.Fast;

/// <summary>Whole trainings side by side, each on one thread: with all processors busy, to share the steps of one among threads would only cost time.</summary>
internal static class SideBySide
{
    /// <summary>Calls <paramref name="work"/> for every number from 0 to count - 1, some at once; the first error stops what has not begun.</summary>
    public static void Run(int count, int atOnce, Action<int> work, CancellationToken cancellation)
    {
        int before = Numerics.Threads;
        if (atOnce > 1) Numerics.Threads = 1;
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellation }, work);
        }
        catch (AggregateException error)
        {
            // One sentence for the reader: what the first that failed said.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
        }
        finally
        {
            Numerics.Threads = before;
        }
    }
}
