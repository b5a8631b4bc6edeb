using System.Numerics;
using System.Runtime.InteropServices;

namespace Teaching.Fast;

/// <summary>Hands a gradient to the largest number of a window.</summary>
internal static class Largest
{
    /// <summary>Where x equals y, dx takes what is left of dy.</summary>
    public static void Hand<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> dy, Span<T> dx)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        var xs = MemoryMarshal.Cast<T, Vector<T>>(x);
        var ys = MemoryMarshal.Cast<T, Vector<T>>(y);
        var dys = MemoryMarshal.Cast<T, Vector<T>>(dy);
        var dxs = MemoryMarshal.Cast<T, Vector<T>>(dx);
        for (int i = 0; i < xs.Length; i++)
        {
            var largest = Vector.Equals(xs[i], ys[i]);
            dxs[i] += Vector.ConditionalSelect(largest, dys[i], Vector<T>.Zero);
            dys[i] = Vector.ConditionalSelect(largest, Vector<T>.Zero, dys[i]);
        }
        for (int i = xs.Length * Vector<T>.Count; i < x.Length; i++)
        {
            if (x[i] != y[i]) continue;
            dx[i] += dy[i];
            dy[i] = T.Zero;
        }
    }
}
