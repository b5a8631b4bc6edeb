namespace Teaching.Fast;

/// <summary>
/// How a few images lie in a block: 32 of them side by side for each pixel, pixels in reading order, with zeros around the image and, for a
/// step above 1, between its pixels. Pixel (y, x) of channel c and image n is number ((c·Height + Padding + y·Step)·Width + Padding + x·Step)·32 + n.
/// </summary>
/// <param name="Image">(C, H, W) of the images.</param>
/// <param name="Padding">Rows and columns of zeros before the image.</param>
/// <param name="Step">How far the pixels stand apart; 1 is side by side.</param>
/// <param name="Height">Rows with the zeros.</param>
/// <param name="Width">Columns with the zeros.</param>
internal readonly record struct BlockShape(Planes Image, int Padding, int Step, int Height, int Width)
{
    /// <summary>Images in a block: two vectors of 512 bits in float.</summary>
    public const int Lanes = 32;

    /// <summary>Numbers in a row.</summary>
    public int Row => Width * Lanes;

    /// <summary>Numbers in a channel.</summary>
    public int Plane => Height * Row;

    public int Count => Image.Channels * Plane;

    /// <summary>Where the windows of K by K pixels have their pixels, in bytes from the first, channel by channel in reading order.</summary>
    public unsafe AlignedMemory<nint> Window<T>(int kernel)
        where T : unmanaged
    {
        var list = new AlignedMemory<nint>(Image.Channels * kernel * kernel);
        for (int k = 0; k < list.Count; k++)
            list.Start[k] = ((nint)(k / (kernel * kernel)) * Plane + k / kernel % kernel * Row + k % kernel * Lanes) * sizeof(T);
        return list;
    }
}
