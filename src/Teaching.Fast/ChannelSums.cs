using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Fast;

// In here, so that Vector<T> is the processor's and not Math.NET's.
using System.Numerics;

/// <summary>
/// The sums and the element-wise steps of a batch normalisation. A channel is as many columns of X (N, C·pixels), and a pixel N numbers. First each example adds up its own pixels,
/// in order, N sums at once; then these are added up in double, in order. So the sums depend neither on the width of vectors nor on the
/// number of threads, and are more exact than one long sum.
/// </summary>
internal static class ChannelSums
{
    /// <summary>The mean of each channel and its sum of squares Σ(x - mean)²; the workers share the channels.</summary>
    public static void Moments<T>(Matrix<T> X, double[] means, double[] squares)
        where T : struct, IBinaryFloatingPointIeee754<T> => Team.Run(ElementwiseLoop.Parts(X), new MomentsJob<T>(X, means, squares));

    /// <summary>Y = (X - mean)·scale + shift, with the numbers of each channel.</summary>
    public static Matrix<T> Normalise<T>(Matrix<T> X, double[] means, double[] scales, Matrix<T> shifts, Matrix<T> Y)
        where T : struct, IBinaryFloatingPointIeee754<T> => Team.Run(ElementwiseLoop.Parts(X), new NormaliseJob<T>(X, means, scales, shifts, Y), Y);

    /// <summary>Σdy and Σdy·(x - mean) of each channel.</summary>
    public static void GradientSums<T>(Matrix<T> X, double[] means, Matrix<T> dY, double[] sums, double[] products)
        where T : struct, IBinaryFloatingPointIeee754<T> => Team.Run(ElementwiseLoop.Parts(X), new GradientSumsJob<T>(X, means, dY, sums, products));

    /// <summary>dX = scale·(dY - a - (X - mean)·b), with the numbers of each channel.</summary>
    public static Matrix<T> Gradient<T>(Matrix<T> X, double[] means, Matrix<T> dY, double[] scales, double[] a, double[] b, Matrix<T> dX)
        where T : struct, IBinaryFloatingPointIeee754<T> => Team.Run(ElementwiseLoop.Parts(X), new GradientJob<T>(X, means, dY, scales, a, b, dX), dX);

    /// <summary>Σx; scratch has N numbers.</summary>
    public static double Of<T>(ReadOnlySpan<T> x, Span<T> scratch)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        scratch.Clear();
        Add(x, scratch);
        return InOrder<T>(scratch);
    }

    /// <summary>Σ(x - mean)².</summary>
    public static double OfSquares<T>(ReadOnlySpan<T> x, T mean, Span<T> scratch)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        scratch.Clear();
        AddSquares(x, mean, scratch);
        return InOrder<T>(scratch);
    }

    /// <summary>Σdy and Σdy·(x - mean).</summary>
    public static (double Sum, double Product) OfGradients<T>(ReadOnlySpan<T> x, T mean, ReadOnlySpan<T> dy, Span<T> sums, Span<T> products)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        sums.Clear();
        products.Clear();
        AddGradients(x, mean, dy, sums, products);
        return (InOrder<T>(sums), InOrder<T>(products));
    }

    /// <summary>Adds pixels to the sums of their images.</summary>
    public static void Add<T>(ReadOnlySpan<T> x, Span<T> sums)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (WidePixels.TakePixels<T>(sums.Length))
        {
            WidePixels.Add(x, sums);
            return;
        }
        int n = sums.Length;
        for (int i = 0; i < x.Length; i += n) TensorPrimitives.Add(sums, x.Slice(i, n), sums);
    }

    /// <summary>Adds (x - mean)² of pixels to the sums of their images.</summary>
    public static void AddSquares<T>(ReadOnlySpan<T> x, T mean, Span<T> numbers)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (WidePixels.TakePixels<T>(numbers.Length))
        {
            WidePixels.AddSquares(x, mean, numbers);
            return;
        }
        int n = numbers.Length;
        var sums = MemoryMarshal.Cast<T, Vector<T>>(numbers);
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
                numbers[j] += d * d;
            }
        }
    }

    /// <summary>Adds dy and dy·(x - mean) of pixels to the sums of their images.</summary>
    public static void AddGradients<T>(ReadOnlySpan<T> x, T mean, ReadOnlySpan<T> dy, Span<T> sums, Span<T> products)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (WidePixels.TakePixels<T>(sums.Length))
        {
            WidePixels.AddGradients(x, mean, dy, sums, products);
            return;
        }
        int n = sums.Length;
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
    }

    /// <summary>y = (x - mean)·scale + shift.</summary>
    public static void Normalise<T>(ReadOnlySpan<T> x, T mean, T scale, T shift, Span<T> y)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (WidePixels.Take<T>(x.Length))
        {
            WidePixels.Normalise(x, mean, scale, shift, y);
            return;
        }
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
        if (WidePixels.Take<T>(x.Length))
        {
            WidePixels.Gradient(x, mean, dy, scale, a, b, dx);
            return;
        }
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

    private static Part Channels(double[] numbers, int part, int parts) => new Part(0, numbers.Length).Divide(parts, part);

    private static Span<T> Channel<T>(Matrix<T> M, int channels, int c)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        int pixels = M.ColumnCount / channels;
        return Ranges.Columns(M, new Part(c * pixels, pixels)).Data;
    }

    private static T Number<T>(double value)
        where T : struct, IBinaryFloatingPointIeee754<T> => T.CreateChecked(value);

    private readonly record struct MomentsJob<T>(Matrix<T> X, double[] Means, double[] Squares) : IJob
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts)
        {
            T[] rented = ArrayPool<T>.Shared.Rent(X.RowCount);
            Span<T> scratch = rented.AsSpan(0, X.RowCount);
            Part channels = Channels(Means, part, parts);
            for (int c = channels.Begin; c < channels.End; c++)
            {
                ReadOnlySpan<T> x = Channel(X, Means.Length, c);
                Means[c] = Of(x, scratch) / x.Length;
                Squares[c] = OfSquares(x, Number<T>(Means[c]), scratch);
            }
            ArrayPool<T>.Shared.Return(rented);
        }
    }

    private readonly record struct NormaliseJob<T>(Matrix<T> X, double[] Means, double[] Scales, Matrix<T> Shifts, Matrix<T> Y) : IJob
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts)
        {
            Part channels = Channels(Means, part, parts);
            for (int c = channels.Begin; c < channels.End; c++)
                Normalise(Channel(X, Means.Length, c), Number<T>(Means[c]), Number<T>(Scales[c]), Shifts.At(0, c), Channel(Y, Means.Length, c));
        }
    }

    private readonly record struct GradientSumsJob<T>(Matrix<T> X, double[] Means, Matrix<T> dY, double[] Sums, double[] Products) : IJob
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts)
        {
            int n = X.RowCount;
            T[] rented = ArrayPool<T>.Shared.Rent(2 * n);
            Part channels = Channels(Means, part, parts);
            for (int c = channels.Begin; c < channels.End; c++)
            {
                (Sums[c], Products[c]) = OfGradients(Channel(X, Means.Length, c), Number<T>(Means[c]), Channel(dY, Means.Length, c),
                    rented.AsSpan(0, n), rented.AsSpan(n, n));
            }
            ArrayPool<T>.Shared.Return(rented);
        }
    }

    private readonly record struct GradientJob<T>(
        Matrix<T> X, double[] Means, Matrix<T> dY, double[] Scales, double[] A, double[] B, Matrix<T> dX) : IJob
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts)
        {
            Part channels = Channels(Means, part, parts);
            for (int c = channels.Begin; c < channels.End; c++)
            {
                Gradient(Channel(X, Means.Length, c), Number<T>(Means[c]), Channel(dY, Means.Length, c),
                    Number<T>(Scales[c]), Number<T>(A[c]), Number<T>(B[c]), Channel(dX, Means.Length, c));
            }
        }
    }
}
