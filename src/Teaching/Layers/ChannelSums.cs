using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Teaching;

/// <summary>
/// The sums and the way of each number in a batch normalisation, for one channel: N numbers a pixel. First each example adds up its own pixels,
/// in order, N sums at once; then these are added up in double, in order. So the sums depend neither on the width of vectors nor on the
/// number of threads, and are more exact than one long sum.
/// </summary>
internal static class ChannelSums
{
    /// <summary>Σx; scratch has N numbers.</summary>
    public static double Of<T>(ReadOnlySpan<T> x, Span<T> scratch)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        int n = scratch.Length;
        scratch.Clear();
        for (int i = 0; i < x.Length; i += n) TensorPrimitives.Add(scratch, x.Slice(i, n), scratch);
        return InOrder<T>(scratch);
    }

    /// <summary>Σ(x - mean)².</summary>
    public static double OfSquares<T>(ReadOnlySpan<T> x, T mean, Span<T> scratch)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        int n = scratch.Length;
        scratch.Clear();
        var sums = MemoryMarshal.Cast<T, Vector<T>>(scratch);
        var shift = new Vector<T>(mean);
        for (int i = 0; i < x.Length; i += n)
        {
            ReadOnlySpan<T> pixel = x.Slice(i, n);
            var xs = MemoryMarshal.Cast<T, Vector<T>>(pixel);
            for (int v = 0; v < xs.Length; v++)
            {
                Vector<T> d = xs[v] - shift;
                sums[v] += d * d;
            }
            for (int j = xs.Length * Vector<T>.Count; j < n; j++)
            {
                T d = pixel[j] - mean;
                scratch[j] += d * d;
            }
        }
        return InOrder<T>(scratch);
    }

    /// <summary>Σdy and Σdy·(x - mean).</summary>
    public static (double Sum, double Product) OfGradients<T>(ReadOnlySpan<T> x, T mean, ReadOnlySpan<T> dy, Span<T> sums, Span<T> products)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        int n = sums.Length;
        sums.Clear();
        products.Clear();
        var sumVectors = MemoryMarshal.Cast<T, Vector<T>>(sums);
        var productVectors = MemoryMarshal.Cast<T, Vector<T>>(products);
        var shift = new Vector<T>(mean);
        for (int i = 0; i < x.Length; i += n)
        {
            ReadOnlySpan<T> pixel = x.Slice(i, n), gradient = dy.Slice(i, n);
            var xs = MemoryMarshal.Cast<T, Vector<T>>(pixel);
            var dys = MemoryMarshal.Cast<T, Vector<T>>(gradient);
            for (int v = 0; v < xs.Length; v++)
            {
                sumVectors[v] += dys[v];
                productVectors[v] += dys[v] * (xs[v] - shift);
            }
            for (int j = xs.Length * Vector<T>.Count; j < n; j++)
            {
                sums[j] += gradient[j];
                products[j] += gradient[j] * (pixel[j] - mean);
            }
        }
        return (InOrder<T>(sums), InOrder<T>(products));
    }

    /// <summary>y = (x - mean)·scale + shift.</summary>
    public static void Normalise<T>(ReadOnlySpan<T> x, T mean, T scale, T shift, Span<T> y)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        var xs = MemoryMarshal.Cast<T, Vector<T>>(x);
        var ys = MemoryMarshal.Cast<T, Vector<T>>(y);
        Vector<T> means = new(mean), scales = new(scale), shifts = new(shift);
        for (int v = 0; v < xs.Length; v++) ys[v] = (xs[v] - means) * scales + shifts;
        for (int i = xs.Length * Vector<T>.Count; i < x.Length; i++) y[i] = (x[i] - mean) * scale + shift;
    }

    /// <summary>dx = scale·(dy - a - (x - mean)·b).</summary>
    public static void Gradient<T>(ReadOnlySpan<T> x, T mean, ReadOnlySpan<T> dy, T scale, T a, T b, Span<T> dx)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        var xs = MemoryMarshal.Cast<T, Vector<T>>(x);
        var dys = MemoryMarshal.Cast<T, Vector<T>>(dy);
        var dxs = MemoryMarshal.Cast<T, Vector<T>>(dx);
        Vector<T> means = new(mean), scales = new(scale), firsts = new(a), seconds = new(b);
        for (int v = 0; v < xs.Length; v++) dxs[v] = scales * (dys[v] - firsts - (xs[v] - means) * seconds);
        for (int i = xs.Length * Vector<T>.Count; i < x.Length; i++) dx[i] = scale * (dy[i] - a - (x[i] - mean) * b);
    }

    private static double InOrder<T>(ReadOnlySpan<T> values)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        foreach (T value in values) sum += double.CreateChecked(value);
        return sum;
    }
}
