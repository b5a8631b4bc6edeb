using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Fast;

/// <summary>
/// What poolings do with each window of each channel, a pixel at a time with the N values that it has in a batch. The workers share the channels.
/// </summary>
internal static class PoolingLoops
{
    /// <summary>y = the largest x of its window.</summary>
    public static Matrix<T> Largest<T>(WindowGeometry windows, Matrix<T> X, Matrix<T> Y)
        where T : struct, IBinaryFloatingPointIeee754<T> => HostKernels.AreThere ? PoolingTask.LargestByHost(windows, X, Y)
        : Team.Run(ElementwiseLoop.Parts(X), new LargestJob<T>(windows, X, Y), Y);

    /// <summary>dx = the dy of all windows in which x is the first that equals y.</summary>
    public static Matrix<T> LargestBackward<T>(WindowGeometry windows, Matrix<T> X, Matrix<T> Y, Matrix<T> dY, Matrix<T> dX)
        where T : struct, IBinaryFloatingPointIeee754<T> => HostKernels.AreThere ? PoolingTask.LargestBackwardByHost(windows, X, Y, dY, dX)
        : Team.Run(ElementwiseLoop.Parts(X), new LargestBackwardJob<T>(windows, X, Y, dY, dX), dX);

    /// <summary>y = factor·Σx over its window.</summary>
    public static Matrix<T> Sum<T>(WindowGeometry windows, T factor, Matrix<T> X, Matrix<T> Y)
        where T : struct, IBinaryFloatingPointIeee754<T> => Team.Run(ElementwiseLoop.Parts(X), new SumJob<T>(windows, factor, X, Y), Y);

    /// <summary>dx = factor·Σdy over the windows that x is in.</summary>
    public static Matrix<T> SumBackward<T>(WindowGeometry windows, T factor, Matrix<T> dY, Matrix<T> dX)
        where T : struct, IBinaryFloatingPointIeee754<T> => Team.Run(ElementwiseLoop.Parts(dX), new SumBackwardJob<T>(windows, factor, dY, dX), dX);

    /// <summary>Every window of some of the channels, a pixel at a time in reading order: the column that it makes, the column that it sees, and whether it is the window's first.</summary>
    private static IEnumerable<(int To, int From, bool First)> Pixels(WindowGeometry windows, int part, int parts)
    {
        (Planes input, Planes output, int kernel, int stride, _) = windows;
        Part channels = new Part(0, input.Channels).Divide(parts, part);
        for (int c = channels.Begin; c < channels.End; c++)
        {
            for (int pixel = 0; pixel < output.Height * output.Width; pixel++)
            {
                int y = pixel / output.Width * stride, x = pixel % output.Width * stride;
                for (int tap = 0; tap < kernel * kernel; tap++)
                    yield return (output.Column(c, 0, 0) + pixel, input.Column(c, y + tap / kernel, x + tap % kernel), tap == 0);
            }
        }
    }

    /// <summary>The N values of one pixel.</summary>
    private static Span<T> Of<T>(Matrix<T> M, int column)
        where T : struct, IBinaryFloatingPointIeee754<T> => MatrixView<T>.Of(M).Data.Slice(column * M.RowCount, M.RowCount);

    private static void ClearChannels<T>(Matrix<T> M, Planes planes, int part, int parts)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Part channels = new Part(0, planes.Channels).Divide(parts, part);
        int pixels = planes.Height * planes.Width;
        Ranges.Columns(M, new Part(channels.Begin * pixels, channels.Length * pixels)).Data.Clear();
    }

    private readonly record struct LargestJob<T>(WindowGeometry Windows, Matrix<T> X, Matrix<T> Y) : IJob
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts)
        {
            foreach ((int to, int from, bool first) in Pixels(Windows, part, parts))
            {
                Span<T> x = Of(X, from), y = Of(Y, to);
                if (first) x.CopyTo(y);
                else TensorPrimitives.Max(y, x, y);
            }
        }
    }

    private readonly record struct LargestBackwardJob<T>(WindowGeometry Windows, Matrix<T> X, Matrix<T> Y, Matrix<T> dY, Matrix<T> dX) : IJob
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts)
        {
            ClearChannels(dX, Windows.Input, part, parts);
            T[] rented = ArrayPool<T>.Shared.Rent(X.RowCount);
            Span<T> left = rented.AsSpan(0, X.RowCount);   // the dy that no x of the window has taken yet
            foreach ((int to, int from, bool first) in Pixels(Windows, part, parts))
            {
                if (first) Of(dY, to).CopyTo(left);
                Fast.Largest.Hand<T>(Of(X, from), Of(Y, to), left, Of(dX, from));
            }
            ArrayPool<T>.Shared.Return(rented);
        }
    }

    private readonly record struct SumJob<T>(WindowGeometry Windows, T Factor, Matrix<T> X, Matrix<T> Y) : IJob
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts)
        {
            foreach ((int to, int from, bool first) in Pixels(Windows, part, parts))
            {
                Span<T> x = Of(X, from), y = Of(Y, to);
                if (first) TensorPrimitives.Multiply(x, Factor, y);
                else Fused.MultiplyAdd(x, Factor, y, y);
            }
        }
    }

    private readonly record struct SumBackwardJob<T>(WindowGeometry Windows, T Factor, Matrix<T> dY, Matrix<T> dX) : IJob
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts)
        {
            ClearChannels(dX, Windows.Input, part, parts);
            foreach ((int to, int from, _) in Pixels(Windows, part, parts))
            {
                Span<T> dx = Of(dX, from);
                Fused.MultiplyAdd(Of(dY, to), Factor, dx, dx);
            }
        }
    }
}
