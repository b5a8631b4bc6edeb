using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Teaching.Fast;

/// <summary>
/// The steps of <see cref="ChannelSums"/> with vectors of 512 bits, which Vector&lt;T&gt; does not reach, for whole vectors and, where pixels are added up, for
/// pixels of two. The same operations with the same roundings, so the same bits.
/// </summary>
internal static class WidePixels
{
    /// <summary>Whether so many numbers are for this class.</summary>
    public static bool Take<T>(int numbers) where T : struct => Vector512.IsHardwareAccelerated && numbers % Vector512<T>.Count == 0;

    /// <summary>Whether pixels of so many numbers are.</summary>
    public static bool TakePixels<T>(int numbers) where T : struct => Vector512.IsHardwareAccelerated && numbers == 2 * Vector512<T>.Count;

    /// <inheritdoc cref="ChannelSums.Normalise{T}(ReadOnlySpan{T}, T, T, T, Span{T})"/>
    public static void Normalise<T>(ReadOnlySpan<T> x, T mean, T scale, T shift, Span<T> y)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<Vector512<T>> xs = Vectors(x);
        Span<Vector512<T>> ys = MemoryMarshal.Cast<T, Vector512<T>>(y);
        Vector512<T> means = Vector512.Create(mean), scales = Vector512.Create(scale), shifts = Vector512.Create(shift);
        for (int i = 0; i < xs.Length; i++) ys[i] = (xs[i] - means) * scales + shifts;
    }

    /// <inheritdoc cref="ChannelSums.Gradient{T}(ReadOnlySpan{T}, T, ReadOnlySpan{T}, T, T, T, Span{T})"/>
    public static void Gradient<T>(ReadOnlySpan<T> x, T mean, ReadOnlySpan<T> dy, T scale, T a, T b, Span<T> dx)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<Vector512<T>> xs = Vectors(x), dys = Vectors(dy);
        Span<Vector512<T>> dxs = MemoryMarshal.Cast<T, Vector512<T>>(dx);
        Vector512<T> means = Vector512.Create(mean), scales = Vector512.Create(scale), firsts = Vector512.Create(a), seconds = Vector512.Create(b);
        for (int i = 0; i < xs.Length; i++) dxs[i] = scales * (dys[i] - firsts - (xs[i] - means) * seconds);
    }

    /// <inheritdoc cref="ChannelSums.Add"/>
    public static void Add<T>(ReadOnlySpan<T> x, Span<T> sums)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<Vector512<T>> xs = Vectors(x);
        Span<Vector512<T>> to = MemoryMarshal.Cast<T, Vector512<T>>(sums);
        Vector512<T> s = to[0], t = to[1];
        for (int i = 1; i < xs.Length; i += 2)
        {
            s += xs[i - 1];
            t += xs[i];
        }
        (to[0], to[1]) = (s, t);
    }

    /// <inheritdoc cref="ChannelSums.AddSquares"/>
    public static void AddSquares<T>(ReadOnlySpan<T> x, T mean, Span<T> sums)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<Vector512<T>> xs = Vectors(x);
        Span<Vector512<T>> to = MemoryMarshal.Cast<T, Vector512<T>>(sums);
        Vector512<T> means = Vector512.Create(mean), s = to[0], t = to[1];
        for (int i = 1; i < xs.Length; i += 2)
        {
            Vector512<T> d = xs[i - 1] - means, e = xs[i] - means;
            s += d * d;
            t += e * e;
        }
        (to[0], to[1]) = (s, t);
    }

    /// <inheritdoc cref="ChannelSums.AddGradients"/>
    public static void AddGradients<T>(ReadOnlySpan<T> x, T mean, ReadOnlySpan<T> dy, Span<T> sums, Span<T> products)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<Vector512<T>> xs = Vectors(x), dys = Vectors(dy);
        Span<Vector512<T>> to = MemoryMarshal.Cast<T, Vector512<T>>(sums), toProducts = MemoryMarshal.Cast<T, Vector512<T>>(products);
        Vector512<T> means = Vector512.Create(mean), s = to[0], t = to[1], p = toProducts[0], q = toProducts[1];
        for (int i = 1; i < xs.Length; i += 2)
        {
            s += dys[i - 1];
            t += dys[i];
            p += dys[i - 1] * (xs[i - 1] - means);
            q += dys[i] * (xs[i] - means);
        }
        (to[0], to[1], toProducts[0], toProducts[1]) = (s, t, p, q);
    }

    private static ReadOnlySpan<Vector512<T>> Vectors<T>(ReadOnlySpan<T> numbers) where T : struct => MemoryMarshal.Cast<T, Vector512<T>>(numbers);
}
