using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Fast;

// In here, so that Vector<T> is the processor's and not Math.NET's.
using System.Numerics;

/// <summary>
/// Which numbers dropout drops: number i where a hash of i and of 64 random key bits, a whole number of 32 bits, is below p·2³². Each answer
/// stands for itself, so any thread can compute any part with vectors of any width, and the backward pass the same mask again.
/// </summary>
/// <remarks>
/// The hash is "lowbias32" of C. Wellons ("Prospecting for Hash Functions", 2018): two rounds of shift and multiply, in which every bit of
/// i moves every bit of the result with a probability near ½. Half of the key goes in at the start, half between the rounds, so that
/// two keys do not give the same sequence shifted.
/// </remarks>
internal readonly record struct DropMask
{
    private readonly uint threshold, first, second;
    private readonly double scale;

    public DropMask(double rate, ulong key)
    {
        threshold = (uint)Math.Round(rate * uint.MaxValue);
        (first, second) = ((uint)key, (uint)(key >> 32));
        scale = 1 / (1 - rate);
    }

    /// <summary>Y = M ∘ X with the mask M, shared among the workers by columns.</summary>
    public Matrix<T> Apply<T>(Matrix<T> X, Matrix<T> Y)
        where T : struct, IBinaryFloatingPointIeee754<T> => Team.Run(ElementwiseLoop.Parts(X), new Job<T>(this, X, Y), Y);

    /// <summary>Y = M ∘ X with the mask M, shared among the workers by blocks; X and Y may be the same.</summary>
    public ImageBlocks<T> Apply<T>(ImageBlocks<T> X, ImageBlocks<T> Y)
        where T : struct, IBinaryFloatingPointIeee754<T> => Team.Run(ElementwiseLoop.Parts(X.Count, X.Image.Size), new BlocksJob<T>(this, X, Y), Y);

    /// <summary>Drops of a row of pixels; a number has the same place in the mask as in a matrix.</summary>
    public void Apply<T>(ReadOnlySpan<T> x, Span<T> y, ImageBlocks<T> images, int block, int channel, int row)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        int begin = images.Image.Column(channel, row, 0) * images.Count + block * ImageBlocks<T>.Lanes;
        for (int at = 0; at < x.Length; at += ImageBlocks<T>.Lanes, begin += images.Count)
            Apply(x.Slice(at, ImageBlocks<T>.Lanes), y.Slice(at, ImageBlocks<T>.Lanes), begin);
    }

    /// <summary>1/(1 - p), by which what is not dropped is multiplied.</summary>
    public T Factor<T>()
        where T : struct, IBinaryFloatingPointIeee754<T> => T.CreateChecked(scale);

    /// <summary>y = 0 or x/(1 - p), for the numbers from this one on.</summary>
    public void Apply<T>(ReadOnlySpan<T> x, Span<T> y, int begin)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        T factor = Factor<T>();
        int done = typeof(T) == typeof(float) ? Floats(x, y, begin, factor) : typeof(T) == typeof(double) ? Doubles(x, y, begin, factor) : 0;
        for (int i = done; i < x.Length; i++) y[i] = IsDropped((uint)(begin + i)) ? T.Zero : x[i] * factor;
    }

    private bool IsDropped(uint i)
    {
        uint h = i + first;
        h = ((h ^ (h >> 16)) * 0x7FEB352D) ^ second;
        h = (h ^ (h >> 15)) * 0x846CA68B;
        return (h ^ (h >> 16)) < threshold;
    }

    /// <summary>The same for as many numbers as a vector holds; all bits are set where one is dropped.</summary>
    private Vector<uint> AreDropped(Vector<uint> i)
    {
        Vector<uint> h = i + new Vector<uint>(first);
        h = ((h ^ (h >>> 16)) * 0x7FEB352D) ^ new Vector<uint>(second);
        h = (h ^ (h >>> 15)) * 0x846CA68B;
        return Vector.LessThan(h ^ (h >>> 16), new Vector<uint>(threshold));
    }

    private int Floats<T>(ReadOnlySpan<T> x, Span<T> y, int begin, T factor)
        where T : struct
    {
        var xs = MemoryMarshal.Cast<T, Vector<T>>(x);
        var ys = MemoryMarshal.Cast<T, Vector<T>>(y);
        Vector<uint> i = Vector<uint>.Indices + new Vector<uint>((uint)begin), step = new((uint)Vector<uint>.Count);
        for (int v = 0; v < xs.Length; v++, i += step)
            ys[v] = Vector.AndNot(xs[v] * factor, Vector.As<uint, T>(AreDropped(i)));
        return xs.Length * Vector<T>.Count;
    }

    private int Doubles<T>(ReadOnlySpan<T> x, Span<T> y, int begin, T factor)
        where T : struct
    {
        var xs = MemoryMarshal.Cast<T, Vector<T>>(x);
        var ys = MemoryMarshal.Cast<T, Vector<T>>(y);
        Vector<uint> i = Vector<uint>.Indices + new Vector<uint>((uint)begin), step = new((uint)Vector<uint>.Count);
        for (int v = 0; v + 1 < xs.Length; v += 2, i += step)
        {
            Vector.Widen(Vector.AsVectorInt32(AreDropped(i)), out Vector<long> low, out Vector<long> high);
            ys[v] = Vector.AndNot(xs[v] * factor, Vector.As<long, T>(low));
            ys[v + 1] = Vector.AndNot(xs[v + 1] * factor, Vector.As<long, T>(high));
        }
        return xs.Length / 2 * 2 * Vector<T>.Count;
    }

    private readonly record struct Job<T>(DropMask Mask, Matrix<T> X, Matrix<T> Y) : IJob
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts)
        {
            Part some = new Part(0, X.ColumnCount).Divide(parts, part);
            Mask.Apply<T>(Ranges.Columns(X, some).Data, Ranges.Columns(Y, some).Data, some.Begin * X.RowCount);
        }
    }
    private readonly record struct BlocksJob<T>(DropMask Mask, ImageBlocks<T> X, ImageBlocks<T> Y) : IJob
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts)
        {
            Part blocks = new Part(0, X.Blocks).Divide(parts, part);
            for (int block = blocks.Begin; block < blocks.End; block++)
            {
                for (int row = 0; row < X.Image.Channels * X.Image.Height; row++)
                {
                    (int c, int y) = (row / X.Image.Height, row % X.Image.Height);
                    Mask.Apply(X.Row(block, c, y), Y.Row(block, c, y), X, block, c, y);
                }
            }
        }
    }
}
