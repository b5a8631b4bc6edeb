using System.Numerics;
using System.Runtime.CompilerServices;

namespace Teaching.Fast;

/// <summary>
/// A block of images on its way through a convolution, filled from a matrix row by row as the windows come down, so that what they see is
/// still in the caches. In the matrix a pixel's values for the next images stand kilobytes apart from the next pixel's, at distances that all land
/// in the same few places of a cache; here they lie together.
/// </summary>
internal unsafe struct ImageBlock<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BlockShape shape;
    private readonly int n, first, count;
    private readonly T* from;
    private int filled;

    /// <summary>A block of the images first to first + count - 1 of n.</summary>
    public ImageBlock(BlockShape shape, T* data, T* from, int n, int first)
    {
        (this.shape, this.n, this.first, count) = (shape, n, first, Math.Min(BlockShape.Lanes, n - first));
        Data = data;
        this.from = from;
    }

    public T* Data { get; }

    /// <summary>f of the layer and its Y, where the numbers are to be multiplied by f'; null for none.</summary>
    public ElementwiseLoop? Activation { get; init; }

    /// <inheritdoc cref="Activation"/>
    public T* Activated { get; init; }

    /// <summary>Three rows.</summary>
    public T* Scratch { get; init; }

    /// <summary>Fills a number of rows from above, as far as they are not filled.</summary>
    public void FillTo(int rows)
    {
        for (; filled < rows; filled++)
        {
            int y = filled - shape.Padding;
            bool inside = y >= 0 && y % shape.Step == 0 && y / shape.Step < shape.Image.Height;
            for (int c = 0; c < shape.Image.Channels; c++)
            {
                T* row = Data + (nint)c * shape.Plane + (nint)filled * shape.Row;
                if (!inside) new Span<T>(row, shape.Row).Clear();
                else FillRow(shape.Image.Column(c, y / shape.Step, 0), row);
            }
        }
    }

    private readonly void FillRow(int column, T* row)
    {
        int width = shape.Image.Width, numbers = width * BlockShape.Lanes;
        if (shape.Step == 1)
        {
            int before = shape.Padding * BlockShape.Lanes;
            new Span<T>(row, before).Clear();
            Numbers(column, row + before);
            new Span<T>(row + before + numbers, shape.Row - before - numbers).Clear();
            return;
        }
        T* dense = Scratch + 2 * numbers;
        Numbers(column, dense);
        new Span<T>(row, shape.Row).Clear();
        for (int x = 0; x < width; x++)
            CopyLanes(dense + x * BlockShape.Lanes, row + (shape.Padding + x * shape.Step) * BlockShape.Lanes, BlockShape.Lanes);
    }

    /// <summary>A row of the image without zeros.</summary>
    private readonly void Numbers(int column, T* to)
    {
        if (Activation is null)
        {
            Gather(from, column, to);
            return;
        }
        int numbers = shape.Image.Width * BlockShape.Lanes;
        T* a = Scratch, dA = Scratch + numbers;
        Gather(Activated, column, a);
        Gather(from, column, dA);
        Activation.Backward(new ReadOnlySpan<T>(a, numbers), new ReadOnlySpan<T>(dA, numbers), new Span<T>(to, numbers));
    }

    private readonly void Gather(T* matrix, int column, T* to)
    {
        T* at = matrix + (nint)column * n + first;
        for (int x = 0; x < shape.Image.Width; x++, at += n, to += BlockShape.Lanes)
        {
            CopyLanes(at, to, count);
            if (count < BlockShape.Lanes) new Span<T>(to + count, BlockShape.Lanes - count).Clear();
        }
    }

    /// <summary>Writes rows of pixels, dense one after the other, to the same columns of a number of channels of a matrix.</summary>
    public readonly void Scatter(T* rows, T* matrix, Planes image, int y)
    {
        for (int c = 0; c < image.Channels; c++)
        {
            T* to = matrix + (nint)image.Column(c, y, 0) * n + first;
            for (int x = 0; x < image.Width; x++, rows += BlockShape.Lanes, to += n) CopyLanes(rows, to, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyLanes(T* from, T* to, int count)
    {
        if (count == BlockShape.Lanes) Unsafe.CopyBlockUnaligned(to, from, (uint)(BlockShape.Lanes * sizeof(T)));
        else new ReadOnlySpan<T>(from, count).CopyTo(new Span<T>(to, count));
    }
}
