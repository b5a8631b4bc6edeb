using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Teaching;

/// <summary>
/// A few threads that stay alive and share the blocks of one job with the thread that asks. Handing over a job allocates
/// nothing: it is a function and an address, and every thread takes the next block number until none is left.
/// </summary>
/// <remarks>
/// A training step makes a product every few tens of microseconds, and waking a thread takes about as long as such a product.
/// So an idle member keeps looking for the next job for a short while before it sleeps.
/// TODO figures
/// There is one crew. While it works for one thread, another thread that asks does all of its blocks itself: then all
/// processors are busy anyway.
/// </remarks>
internal static unsafe class Crew
{
    private static readonly long Patience = Stopwatch.Frequency / 10_000;
    private static readonly Lock Hiring = new();
    private static readonly object Bell = new();

    private static int members, taken, sleeping;

    /// <summary>Goes up with each job, so that a member sees that there is a new one.</summary>
    private static int job;

    /// <summary>How many members are at work on the job, plus <see cref="Closed"/> when no more may join.</summary>
    private static int atWork = Closed;

    private const int Closed = 1 << 30;

    private static delegate*<void*, int, void> work;
    private static void* argument;
    private static int blocks, nextBlock;
    private static Exception? failure;

    /// <summary>Runs <paramref name="work"/> for every block number from 0 to <paramref name="blocks"/> - 1, on up to so many threads.</summary>
    public static void Run(delegate*<void*, int, void> work, void* argument, int blocks, int threads)
    {
        // An interrupted notebook cell is aborted wherever it stands, but not inside a finally block. Members hold
        // addresses of the caller's arrays, so the caller must not leave before them.
        try
        {
        }
        finally
        {
            if (Math.Min(blocks, threads) > 1 && Interlocked.Exchange(ref taken, 1) == 0)
                Share(work, argument, blocks, Math.Min(blocks, threads) - 1);
            else
                for (int block = 0; block < blocks; block++)
                    work(argument, block);
        }
    }

    private static void Share(delegate*<void*, int, void> work, void* argument, int blocks, int helpers)
    {
        try
        {
            Hire(helpers);
            Crew.work = work;
            Crew.argument = argument;
            Crew.blocks = blocks;
            nextBlock = 0;
            failure = null;
            Volatile.Write(ref atWork, 0);
            Interlocked.Increment(ref job);
            if (Volatile.Read(ref sleeping) > 0)
                lock (Bell)
                    Monitor.PulseAll(Bell);

            TakeBlocks();

            Interlocked.Add(ref atWork, Closed);
            SpinWait wait = default;
            while (Volatile.Read(ref atWork) != Closed)
                wait.SpinOnce(sleep1Threshold: -1);
            if (failure is not null)
                ExceptionDispatchInfo.Throw(failure);
        }
        finally
        {
            Volatile.Write(ref taken, 0);
        }
    }

    private static void TakeBlocks()
    {
        try
        {
            for (int block; (block = Interlocked.Increment(ref nextBlock) - 1) < blocks;)
                work(argument, block);
        }
        catch (Exception exception)
        {
            failure = exception;
        }
    }

    private static void Hire(int helpers)
    {
        lock (Hiring)
        {
            for (; members < helpers; members++)
                new Thread(Live) { IsBackground = true, Name = $"Teaching.Numerics {members + 1}" }.UnsafeStart();
        }
    }

    private static void Live()
    {
        for (int seen = 0; ;)
        {
            seen = WaitForJob(seen);
            int count = Volatile.Read(ref atWork);
            while (count < Closed)
            {
                int before = Interlocked.CompareExchange(ref atWork, count + 1, count);
                if (before == count)
                {
                    TakeBlocks();
                    Interlocked.Decrement(ref atWork);
                    break;
                }
                count = before;
            }
        }
    }

    private static int WaitForJob(int seen)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetTimestamp() - start < Patience)
        {
            if (Volatile.Read(ref job) != seen)
                return Volatile.Read(ref job);
            Thread.SpinWait(10);
        }

        lock (Bell)
        {
            Interlocked.Increment(ref sleeping);
            while (Volatile.Read(ref job) == seen)
                Monitor.Wait(Bell);
            Interlocked.Decrement(ref sleeping);
            return Volatile.Read(ref job);
        }
    }
}
