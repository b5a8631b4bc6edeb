namespace Teaching.Fast;

/// <summary>
/// How the rows of a block of images lie that a window sees at a time: 32 images side by side for each pixel, pixels in reading order, with zeros around
/// the image and, for a step above 1, between its pixels. There is room for as many rows of each channel as the window has; row y lies where row
/// y - Rows lay. So number n of column x in row y of channel c is number ((c·Rows + y mod Rows)·Width + x)·32 + n.
/// </summary>
/// <param name="Image">(C, H, W) of the images.</param>
/// <param name="Padding">Rows and columns of zeros before the image.</param>
/// <param name="Step">How far the pixels stand apart; 1 is side by side.</param>
/// <param name="Height">Rows with the zeros.</param>
/// <param name="Width">Columns with the zeros.</param>
/// <param name="Rows">Rows of a channel that there is room for, K of the window.</param>
internal readonly record struct BlockShape(Planes Image, int Padding, int Step, int Height, int Width, int Rows)
{
    /// <summary>Images in a block.</summary>
    public const int Lanes = 32;

    /// <summary>
    /// Numbers in a row. As an odd number of pixels, rows of all channels spread over the places of a cache; 24 pixels of 128 bytes
    /// would put the window's 48 rows of 16 channels on four places, and the products would take half as long again.
    /// </summary>
    public int Row => (Width | 1) * Lanes;

    /// <summary>Numbers in the rows of a channel.</summary>
    public int Plane => Rows * Row;

    public int Count => Image.Channels * Plane;

    /// <summary>
    /// Where windows of K by K pixels, K = Rows, have their pixels, channel by channel in reading order: in bytes from the first row's place, at
    /// the column where the window begins. First for windows whose upper row lies in place 0, then for those in place 1, and so on.
    /// </summary>
    public unsafe AlignedMemory<nint> Windows<T>()
        where T : unmanaged
    {
        int taps = Rows * Rows, depth = Image.Channels * taps;
        var list = new AlignedMemory<nint>(Rows * depth);
        for (int i = 0; i < list.Count; i++)
        {
            int first = i / depth, k = i % depth, place = (first + k / Rows % Rows) % Rows;
            list.Start[i] = ((nint)(k / taps) * Plane + place * Row + k % Rows * Lanes) * sizeof(T);
        }
        return list;
    }
}
