namespace Teaching.Fast;

/// <summary>How a window of K by K pixels goes over images: from the pixels it sees to those it makes, one for each place of the window.</summary>
internal readonly record struct WindowGeometry(Planes Input, Planes Output, int Kernel, int Stride, int Padding);

/// <summary>The sizes (C, H, W) of an image whose pixel (c, y, x) is column (c·H + y)·W + x of a matrix.</summary>
internal readonly record struct Planes(int Channels, int Height, int Width)
{
    public int Size => Channels * Height * Width;

    public int Column(int channel, int y, int x) => (channel * Height + y) * Width + x;
}
