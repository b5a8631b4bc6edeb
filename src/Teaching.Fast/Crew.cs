using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Teaching.Fast;

/// <summary>
/// A few threads that stay alive and share the blocks of one job with the thread that asks. Handing over a job allocates
/// nothing: it is a function and an address, and every thread takes the next block number until none is left.
/// </summary>
/// <remarks>
/// A training step makes a product every few tens of microseconds, and waking a thread takes about as long as such a product.
/// So an idle member keeps looking for the next job for a short while before it sleeps.
/// Measured for 64x256x256 in float: 32 µs on one thread, 17.5 on two, though waking a thread alone would take about as long.
/// There is one crew. While it works for one thread, another thread that asks does all of its blocks itself: then all
/// processors are busy anyway.
/// An interrupted notebook cell ends a job between two blocks (<see cref="StopSign"/>), or in the midst of one where the block looks
/// itself. A host may still abort the thread wherever it stands, here too, and it must not leave while members hold addresses of
/// its arrays. So <see cref="Leave"/> stands in two finally blocks: the compiler runs a copy of one as plain code when all went well,
/// and an abort can hit that copy, but then the other one is still to come.
/// </remarks>
internal static unsafe class Crew
{
    private static readonly long Patience = Stopwatch.Frequency / 10_000;

    /// <summary>Not a lock: an abort could leave one locked.</summary>
    private static readonly Semaphore Bell = new(0, int.MaxValue);

    private static int members, sleeping;

    /// <summary>The managed thread that the crew works for, or 0.</summary>
    private static int owner;

    /// <summary>Goes up with each job, so that a member sees that there is a new one.</summary>
    private static int job;

    /// <summary>How many members are at work on the job, plus <see cref="Closed"/> when no more may join.</summary>
    private static int atWork = Closed;

    private const int Closed = 1 << 30;

    /// <summary>
    /// Some 20 µs: as a rule those at work are done by then. Longer pauses between the looks, or a system call so early, took 64x256x256 on two threads
    /// of a Xeon from 86 to 109 GFLOP/s in the median down to 69.
    /// </summary>
    private const int LooksBeforeYielding = 500;

    private static delegate*<void*, int, void> work;
    private static void* argument;
    private static int blocks, nextBlock;
    private static Exception? failure;

    /// <summary>Runs <paramref name="work"/> for every block number from 0 to <paramref name="blocks"/> - 1, on up to the given number of threads.</summary>
    public static void Run(delegate*<void*, int, void> work, void* argument, int blocks, int threads)
    {
        StopSign.ThrowIfRequested();
        int helpers = Math.Min(blocks, threads) - 1, me = Environment.CurrentManagedThreadId;
        if (Volatile.Read(ref owner) == me)
        {
            // A job within a job: the crew is busy with the outer one, which also lets it go.
            for (int block = 0; block < blocks; block++)
                work(argument, block);
            return;
        }
        try
        {
            try
            {
                if (helpers > 0 && Interlocked.CompareExchange(ref owner, me, 0) == 0)
                    Share(work, argument, blocks, helpers);
                else
                    for (int block = 0; block < blocks; block++)
                        work(argument, block);
            }
            finally
            {
                Leave(me);
            }
        }
        finally
        {
            Leave(me);
        }
    }

    private static void Share(delegate*<void*, int, void> work, void* argument, int blocks, int helpers)
    {
        for (; members < helpers; members++)
            new Thread(Live) { IsBackground = true, Name = $"Teaching.Numerics {members + 1}" }.UnsafeStart();

        Crew.work = work;
        Crew.argument = argument;
        Crew.blocks = blocks;
        nextBlock = 0;
        failure = null;
        Volatile.Write(ref atWork, 0);
        Interlocked.Increment(ref job);
        int asleep = Volatile.Read(ref sleeping);
        if (asleep > 0)
            Bell.Release(asleep);

        TakeBlocks();
        Dismiss();
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>Lets no more members join and waits for those at work. Does nothing the second time.</summary>
    private static void Dismiss()
    {
        Interlocked.Or(ref atWork, Closed);
        for (int i = 0; Volatile.Read(ref atWork) != Closed; i++)
        {
            if (i < LooksBeforeYielding) Thread.SpinWait(1);
            else Thread.Yield();
        }
    }

    /// <summary>Sets the crew free, if it still works for this thread.</summary>
    private static void Leave(int me)
    {
        if (Volatile.Read(ref owner) != me)
            return;
        Volatile.Write(ref nextBlock, int.MaxValue / 2);
        Dismiss();
        Volatile.Write(ref owner, 0);
    }

    private static void TakeBlocks()
    {
        try
        {
            for (int block; (block = Interlocked.Increment(ref nextBlock) - 1) < blocks;)
            {
                StopSign.ThrowIfRequested();
                work(argument, block);
            }
        }
        catch (Exception exception)
        {
            failure = exception;
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
            Thread.SpinWait(1);
        }

        Interlocked.Increment(ref sleeping);
        while (Volatile.Read(ref job) == seen)
            Bell.WaitOne();
        Interlocked.Decrement(ref sleeping);
        return Volatile.Read(ref job);
    }
}
