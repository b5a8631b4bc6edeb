namespace Teaching.Data;

/// <summary>A sheet of 28 by 28 pixels on which a pen draws lines with soft edges.</summary>
internal sealed class DigitPaper
{
    /// <summary>Pixels a side.</summary>
    public const int Side = 28;

    private const double Softness = 0.75; // half the width, in pixels, over which an edge fades
    private readonly double[] ink = new double[Side * Side];

    /// <summary>Draws a line between two points whose half width goes evenly from one value to the other, in pixels.</summary>
    public void Line(double x0, double y0, double radius0, double x1, double y1, double radius1)
    {
        double reach = Math.Max(radius0, radius1) + Softness;
        int left = First(Math.Min(x0, x1) - reach), right = Last(Math.Max(x0, x1) + reach);
        int top = First(Math.Min(y0, y1) - reach), bottom = Last(Math.Max(y0, y1) + reach);
        double dx = x1 - x0, dy = y1 - y0, length2 = dx * dx + dy * dy;
        double perLength2 = length2 > 0 ? 1 / length2 : 0;
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
            {
                double s = Math.Clamp(((x - x0) * dx + (y - y0) * dy) * perLength2, 0, 1); // nearest point on the line
                double ex = x - x0 - s * dx, ey = y - y0 - s * dy;
                double inside = radius0 + s * (radius1 - radius0) - Math.Sqrt(ex * ex + ey * ey);
                ref double pixel = ref ink[y * Side + x];
                pixel = Math.Max(pixel, Math.Clamp(0.5 + inside / (2 * Softness), 0, 1));
            }
        }
    }

    /// <summary>Writes the picture as bytes, 0 paper to 255 ink, with the grain of the paper, and wipes the sheet.</summary>
    public void Develop(Span<byte> image, double blackness, double grain, Rng random)
    {
        for (int i = 0; i < ink.Length; i++)
        {
            double noise = ink[i] > 0 ? grain * (2 * random.NextDouble() - 1) : 0;
            image[i] = (byte)(255 * Math.Clamp(ink[i] * (blackness + noise), 0, 1) + 0.5);
            ink[i] = 0;
        }
    }

    private static int First(double edge) => Math.Max(0, (int)Math.Ceiling(edge));

    private static int Last(double edge) => Math.Min(Side - 1, (int)Math.Floor(edge));
}
