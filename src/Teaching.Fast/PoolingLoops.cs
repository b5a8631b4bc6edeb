using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;

namespace Teaching.Fast;

/// <summary>
/// What poolings do with each window of each channel, a pixel at a time with the values that it has in a block of the batch. The workers share the
/// channels of all blocks.
/// </summary>
internal static class PoolingLoops
{
    /// <summary>y = the largest x of its window.</summary>
    public static void Largest<T>(WindowGeometry windows, Batch<T> X, Batch<T> Y)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (HostKernels.AreThere) PoolingTask.LargestByHost(windows, X, Y);
        else Team.Run(X.Parts, new LargestJob<T>(windows, X, Y));
    }

    /// <summary>dx = the dy of all windows in which x is the first that equals y.</summary>
    public static void LargestBackward<T>(WindowGeometry windows, Batch<T> X, Batch<T> Y, Batch<T> dY, Batch<T> dX)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (HostKernels.AreThere) PoolingTask.LargestBackwardByHost(windows, X, Y, dY, dX);
        else Team.Run(X.Parts, new LargestBackwardJob<T>(windows, X, Y, dY, dX));
    }

    /// <summary>y = factor·Σx over its window.</summary>
    public static void Sum<T>(WindowGeometry windows, T factor, Batch<T> X, Batch<T> Y)
        where T : struct, IBinaryFloatingPointIeee754<T> => Team.Run(X.Parts, new SumJob<T>(windows, factor, X, Y));

    /// <summary>dx = factor·Σdy over the windows that x is in.</summary>
    public static void SumBackward<T>(WindowGeometry windows, T factor, Batch<T> dY, Batch<T> dX)
        where T : struct, IBinaryFloatingPointIeee754<T> => Team.Run(dX.Parts, new SumBackwardJob<T>(windows, factor, dY, dX));

    private readonly record struct LargestJob<T>(WindowGeometry Windows, Batch<T> X, Batch<T> Y) : IJob, IPixelStep
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts) => WindowPixels.Each(Windows, X.Blocks, part, parts, this);

        public void Do(int block, int to, int from, bool first)
        {
            Span<T> x = X.Pixel(block, from), y = Y.Pixel(block, to);
            if (first) x.CopyTo(y);
            else TensorPrimitives.Max(y, x, y);
        }
    }

    private readonly record struct LargestBackwardJob<T>(WindowGeometry Windows, Batch<T> X, Batch<T> Y, Batch<T> dY, Batch<T> dX) : IJob
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts)
        {
            T[] left = ArrayPool<T>.Shared.Rent(X.Lanes);
            dX.ClearChannels(Windows.Input, part, parts);
            WindowPixels.Each(Windows, X.Blocks, part, parts, new HandStep<T>(this, left));
            ArrayPool<T>.Shared.Return(left);
        }
    }

    /// <param name="Job">Whose numbers.</param>
    /// <param name="Left">The dy that no x of the window has taken yet.</param>
    private readonly record struct HandStep<T>(LargestBackwardJob<T> Job, T[] Left) : IPixelStep
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int block, int to, int from, bool first)
        {
            Span<T> left = Left.AsSpan(0, Job.X.Lanes);
            if (first) Job.dY.Pixel(block, to).CopyTo(left);
            Fast.Largest.Hand<T>(Job.X.Pixel(block, from), Job.Y.Pixel(block, to), left, Job.dX.Pixel(block, from));
        }
    }

    private readonly record struct SumJob<T>(WindowGeometry Windows, T Factor, Batch<T> X, Batch<T> Y) : IJob, IPixelStep
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts) => WindowPixels.Each(Windows, X.Blocks, part, parts, this);

        public void Do(int block, int to, int from, bool first)
        {
            Span<T> x = X.Pixel(block, from), y = Y.Pixel(block, to);
            if (first) TensorPrimitives.Multiply(x, Factor, y);
            else Fused.MultiplyAdd(x, Factor, y, y);
        }
    }

    private readonly record struct SumBackwardJob<T>(WindowGeometry Windows, T Factor, Batch<T> dY, Batch<T> dX) : IJob, IPixelStep
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts)
        {
            dX.ClearChannels(Windows.Input, part, parts);
            WindowPixels.Each(Windows, dX.Blocks, part, parts, this);
        }

        public void Do(int block, int to, int from, bool first)
        {
            Span<T> dx = dX.Pixel(block, from);
            Fused.MultiplyAdd(dY.Pixel(block, to), Factor, dx, dx);
        }
    }
}
