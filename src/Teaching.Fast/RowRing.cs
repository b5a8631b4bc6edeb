using System.Numerics;
using System.Numerics.Tensors;

namespace Teaching.Fast;

/// <summary>
/// The rows of a block of images that a convolution's windows see, filled row by row as the windows come down, so that they are in the
/// caches and what is to be done with each number before is done on the way.
/// </summary>
internal unsafe struct RowRing<T>(BlockShape shape, T* rows, ImageBlocks<T> from, int block)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private int filled;

    /// <summary>f of the layer and its Y, where the numbers are to be multiplied by f'; null for none.</summary>
    public ElementwiseLoop? Activation { get; init; }

    /// <inheritdoc cref="Activation"/>
    public ImageBlocks<T>? Activated { get; init; }

    /// <summary>By what the numbers are multiplied before f'.</summary>
    public T Factor { get; init; } = T.One;

    /// <summary>Room for two rows of the image, for a step above 1 and for f'.</summary>
    public T* Scratch { get; init; }

    /// <summary>The first place for rows.</summary>
    public readonly T* Rows => rows;

    /// <summary>Which place row y has.</summary>
    public readonly int Place(int y) => y % shape.Rows;

    /// <summary>Row y of channel 0.</summary>
    public readonly T* Row(int y) => rows + Place(y) * shape.Row;

    /// <summary>Fills rows as far as this one, which is left out; the last K of them are there.</summary>
    public void FillTo(int end)
    {
        for (; filled < end; filled++)
        {
            int y = filled - shape.Padding;
            bool inside = y >= 0 && y % shape.Step == 0 && y / shape.Step < shape.Image.Height;
            for (int c = 0; c < shape.Image.Channels; c++)
            {
                var row = new Span<T>(Row(filled) + (nint)c * shape.Plane, shape.Row);
                if (inside) FillRow(c, y / shape.Step, row);
                else row.Clear();
            }
        }
    }

    /// <summary>Writes down the rows that filling the next row will read, at most two; returns how many there are.</summary>
    public readonly int Ahead(Span<RowAhead> rows)
    {
        int y = filled - shape.Padding;
        if (y < 0 || y % shape.Step != 0 || y / shape.Step >= shape.Image.Height) return 0;
        y /= shape.Step;
        rows[0] = from.Ahead(block, y);
        if ((from.Pending?.Beside ?? Activated) is not { } beside) return 1;
        rows[1] = beside.Ahead(block, y);
        return 2;
    }

    private readonly void FillRow(int c, int y, Span<T> row)
    {
        int before = shape.Padding * BlockShape.Lanes, numbers = shape.Image.Width * BlockShape.Lanes;
        if (shape.Step == 1)
        {
            row[..before].Clear();
            Numbers(c, y, row.Slice(before, numbers));
            row[(before + numbers)..].Clear();
            return;
        }
        var dense = new Span<T>(Scratch, numbers);
        Numbers(c, y, dense);
        row.Clear();
        for (int x = 0; x < shape.Image.Width; x++)
            dense.Slice(x * BlockShape.Lanes, BlockShape.Lanes).CopyTo(row[((shape.Padding + x * shape.Step) * BlockShape.Lanes)..]);
    }

    /// <summary>A row of the image without zeros around it; 0 where there is no image.</summary>
    private readonly void Numbers(int c, int y, Span<T> to)
    {
        Span<T> before = Activation is null ? to : new(Scratch + to.Length, to.Length);
        from.CopyRow(block, c, y, before);
        if (Factor != T.One) TensorPrimitives.Multiply(before, Factor, before);
        Activation?.Backward(Activated!.Row(block, c, y), before, to);
        int count = from.CountOf(block);
        for (int at = count; at < to.Length && count < BlockShape.Lanes; at += BlockShape.Lanes)
            to.Slice(at, BlockShape.Lanes - count).Clear();
    }
}
