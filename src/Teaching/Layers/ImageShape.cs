namespace Teaching;

/// <summary>
/// The shape of an image: C channels (1 for grey, 3 for colours, or the feature maps of a layer) of H rows with W pixels. A batch of
/// images is a matrix X (N, C·H·W): one image a row, channel after channel, each channel row after row, so pixel (c, y, x) is column
/// (c·H + y)·W + x. MathNet stores by column: the N values of one pixel lie side by side in memory, and the layers for images do the
/// same thing with all of them at once.
/// Used in lessons 09, 10.
/// </summary>
public readonly record struct ImageShape(int Channels, int Height, int Width)
{
    /// <summary>C·H·W, the columns of X.</summary>
    public int Size => Channels * Height * Width;

    /// <summary>H·W, the pixels of one channel.</summary>
    public int Plane => Height * Width;

    /// <summary>The column of X that holds pixel (c, y, x).</summary>
    public int Column(int channel, int y, int x) => (channel * Height + y) * Width + x;

    public override string ToString() => FormattableString.Invariant($"({Channels}, {Height}, {Width})");

    /// <summary>The same; throws unless there is at least one channel and one pixel.</summary>
    internal ImageShape Require(string layer) => Channels > 0 && Height > 0 && Width > 0 && (long)Channels * Height * Width <= int.MaxValue ? this
        : throw new ArgumentException($"{layer} cannot take images of {this} channels, rows and columns: each must be at least 1, and their product "
            + "a number of columns.");
}
