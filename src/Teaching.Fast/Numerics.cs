namespace Teaching.Fast;

/// <summary>Settings of the fast numerics.</summary>
internal static class Numerics
{
    private static int threads = Environment.ProcessorCount;

    /// <summary>
    /// How many threads a large product may use, the calling one included; at the start as many as the machine has
    /// processors. Small products stay on one thread. The result has the same bits whatever the number.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static int Threads
    {
        get => Volatile.Read(ref threads);
        set
        {
            if (value < 1)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(value), value, "The number of threads counts the calling thread too, so it is at least 1.");
            }
            Volatile.Write(ref threads, value);
        }
    }
}
