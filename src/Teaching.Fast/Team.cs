using System.Runtime.CompilerServices;

namespace Teaching.Fast;

/// <summary>
/// Shares a step of training among threads: each takes a part of the columns and does everything with it, products, activation,
/// sums. Part 0 stays with the thread that asks and part 1 as a rule with the same other one, so a thread finds
/// "its" weights in its own cache, where fetching those that another core has written would cost more than the step gains.
/// </summary>
internal static unsafe class Team
{
    /// <summary>So many multiplications a thread are worth waking it.</summary>
    private const long WorthAThread = 1 << 19;

    /// <summary>In how many parts to do a step with this number of multiplications.</summary>
    public static int Parts(long multiplications) => (int)Math.Clamp(multiplications / WorthAThread, 1, Numerics.Threads);

    /// <summary>Calls work(part, parts) for every part from 0 to parts - 1. A kept delegate makes it free of new memory.</summary>
    public static void Run(int parts, Action<int, int> work)
    {
        if (parts == 1)
        {
            StopSign.ThrowIfRequested();
            work(0, 1);
            return;
        }
        Job job = new(work, parts);
        Crew.Run(&RunPart, Unsafe.AsPointer(ref job), parts, parts);
    }

    /// <summary>Does every part of a job.</summary>
    public static void Run<TJob>(int parts, TJob job)
        where TJob : struct, IJob
    {
        if (parts == 1)
        {
            job.Do(0, 1);
            return;
        }
        Shared<TJob> shared = new(job, parts);
        Crew.Run(&DoPart<TJob>, Unsafe.AsPointer(ref shared), parts, parts);
    }

    /// <summary>Does every part of a job, and returns the matrix that they have filled.</summary>
    public static TResult Run<TJob, TResult>(int parts, TJob job, TResult filled)
        where TJob : struct, IJob
    {
        Run(parts, job);
        return filled;
    }

    private static void DoPart<TJob>(void* shared, int part)
        where TJob : struct, IJob
    {
        ref Shared<TJob> it = ref Unsafe.AsRef<Shared<TJob>>(shared);
        it.Job.Do(part, it.Parts);
    }

    private static void RunPart(void* job, int part)
    {
        Job it = Unsafe.AsRef<Job>(job);
        it.Work(part, it.Parts);
    }

    private readonly record struct Job(Action<int, int> Work, int Parts);

    private readonly record struct Shared<TJob>(TJob Job, int Parts)
        where TJob : struct, IJob;
}
