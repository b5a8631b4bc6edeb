namespace Teaching.Fast;

/// <summary>A range of rows, columns or of k, and its division into parts of nearly equal length.</summary>
internal readonly record struct Part(int Begin, int Length)
{
    public int End => Begin + Length;

    /// <summary>How many parts of at most this length make the total.</summary>
    public static int Count(int total, int atMost) => (int)(((long)total + atMost - 1) / atMost);

    /// <summary>
    /// Part number <paramref name="index"/> of <paramref name="parts"/>: 64 rows in 6 parts are 10, 11, 11, 10, 11, 11, and
    /// not five times 12 and a slow rest of 4. Each but the last is a multiple of <paramref name="unit"/> long.
    /// </summary>
    public Part Divide(int parts, int index, int unit = 1)
    {
        long units = Count(Length, unit);
        int begin = (int)Math.Min(Length, units * index / parts * unit);
        int end = (int)Math.Min(Length, units * (index + 1) / parts * unit);
        return new Part(Begin + begin, end - begin);
    }
}
