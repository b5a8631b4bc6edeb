using Teaching.Fast;

namespace Teaching;

/// <summary>
/// A generator of random numbers that gives the same bits for the same seed on every machine. It is an argument of all that needs chance;
/// nothing here is seeded by the clock. The bits are xoshiro256** of D. Blackman and S. Vigna ("Scrambled linear pseudorandom number
/// generators", 2021), its state filled by splitmix64, as its authors advise. Not for secrets, and not for several threads at once.
/// Used in lessons 01, 02, 03, 04, 05, 06, 07, 08, 09, 10, 11, 12, ap.
/// Used in lessons 01, 02, 03, 04, 05, 06, 07, 08, 09, 10, 11, 12, 13.
/// </summary>
public sealed class Rng
{
    private ulong s0, s1, s2, s3;
    private double? spare;

    public Rng(long seed)
    {
        ulong state = (ulong)seed;
        (s0, s1, s2, s3) = (SplitMix(ref state), SplitMix(ref state), SplitMix(ref state), SplitMix(ref state));
    }

    /// <summary>A generator in a given state, of which at least one bit is set.</summary>
    internal Rng(ulong s0, ulong s1, ulong s2, ulong s3) => (this.s0, this.s1, this.s2, this.s3) = (s0, s1, s2, s3);

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        ulong result = ulong.RotateLeft(s1 * 5, 7) * 9;
        ulong shifted = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = ulong.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>A number in [0, 1), one of 2⁵³ evenly spaced ones.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1L << 53));

    /// <summary>A whole number from 0 to n - 1, each equally likely (D. Lemire, "Fast random integer generation in an interval", 2019).</summary>
    /// <exception cref="ArgumentOutOfRangeException">n is not above zero.</exception>
    public int Below(int n)
    {
        if (n <= 0) throw new ArgumentOutOfRangeException(nameof(n), $"There is no whole number that is at least 0 and below {n}.");
        ulong high = Math.BigMul(NextBits(), (ulong)n, out ulong low);
        ulong surplus = (0 - (ulong)n) % (ulong)n;
        while (low < surplus) high = Math.BigMul(NextBits(), (ulong)n, out low);
        return (int)high;
    }

    /// <summary>
    /// A number of the normal distribution with mean 0 and standard deviation 1, by the polar method of G. Marsaglia: a random point (u, v)
    /// in the unit disk at the squared distance q gives the two numbers u·f and v·f, f = √(-2·ln q / q). √ is exact everywhere and ln is
    /// ours, so the bits are the same on every system.
    /// </summary>
    public double Gaussian()
    {
        if (spare is { } kept)
        {
            spare = null;
            return kept;
        }
        double u, v, q;
        do
        {
            (u, v) = (2 * NextDouble() - 1, 2 * NextDouble() - 1);
            q = u * u + v * v;
        }
        while (q >= 1 || q == 0);
        double f = Math.Sqrt(-2 * Elementary.Log(q) / q);
        spare = v * f;
        return u * f;
    }

    /// <summary>Puts the items in a random order, each order equally likely (Fisher and Yates).</summary>
    public void Shuffle<T>(T[] items)
    {
        ArgumentNullException.ThrowIfNull(items);
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>The next number of a simpler generator, which may start at any state: for filling states, and where each thing has a seed of its own.</summary>
    public static ulong SplitMix(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
