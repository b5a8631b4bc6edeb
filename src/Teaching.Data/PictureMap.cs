namespace Teaching.Data;

/// <summary>
/// Draws a picture anew, zoomed and rotated about its middle, by bilinear sampling: each pixel looks back to the place where it
/// comes from and takes the four pixels around it, weighted by how near they are. Outside the picture there is paper, 0.
/// </summary>
/// <remarks>
/// With (u, v) the distance of a new pixel from the middle, v downwards, it comes from u·cos - v·sin to the right of the old middle and
/// u·sin + v·cos below, each times how many old pixels a new one spans. A positive angle turns counterclockwise.
/// </remarks>
internal readonly struct PictureMap
{
    private readonly int height, width, newHeight, newWidth;
    private readonly double xPerColumn, xPerRow, yPerColumn, yPerRow;

    /// <summary>A map from pictures (height, width) to new ones, which show (shownHeight, shownWidth) old pixels around the middle.</summary>
    public PictureMap(int height, int width, int newHeight, int newWidth, double shownHeight, double shownWidth, double degrees)
    {
        (this.height, this.width, this.newHeight, this.newWidth) = (height, width, newHeight, newWidth);
        (double cos, double sin) = Turn.Of(degrees);
        (double acrossY, double acrossX) = (shownHeight / newHeight, shownWidth / newWidth);
        (xPerColumn, xPerRow) = (cos * acrossX, -sin * acrossX);
        (yPerColumn, yPerRow) = (sin * acrossY, cos * acrossY);
    }

    /// <summary>Draws the picture anew.</summary>
    public void Draw(ReadOnlySpan<byte> from, Span<byte> to)
    {
        double middleX = (width - 1) / 2.0, middleY = (height - 1) / 2.0;
        for (int row = 0, at = 0; row < newHeight; row++)
        {
            double v = row - (newHeight - 1) / 2.0;
            double startX = middleX + v * xPerRow, startY = middleY + v * yPerRow;
            for (int column = 0; column < newWidth; column++, at++)
            {
                double u = column - (newWidth - 1) / 2.0;
                to[at] = Sample(from, startY + u * yPerColumn, startX + u * xPerColumn);
            }
        }
    }

    private byte Sample(ReadOnlySpan<byte> from, double y, double x)
    {
        if (!(y > -1 && y < height && x > -1 && x < width)) return 0;
        int top = (int)(y + 1) - 1, left = (int)(x + 1) - 1;
        double down = y - top, right = x - left;
        int a, b, c, d;
        if (top >= 0 && left >= 0 && top < height - 1 && left < width - 1)
        {
            ReadOnlySpan<byte> upper = from.Slice(top * width + left, width + 2);
            (a, b, c, d) = (upper[0], upper[1], upper[width], upper[width + 1]);
        }
        else
        {
            (a, b, c, d) = (At(from, top, left), At(from, top, left + 1), At(from, top + 1, left), At(from, top + 1, left + 1));
        }
        double above = a + right * (b - a), below = c + right * (d - c);
        return (byte)(above + down * (below - above) + 0.5);
    }

    private int At(ReadOnlySpan<byte> from, int y, int x) => (uint)y < (uint)height && (uint)x < (uint)width ? from[y * width + x] : 0;
}
