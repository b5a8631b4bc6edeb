namespace Teaching.Data;

/// <summary>
/// A picture of 28 x 28 pixels that is drawn with characters: # is ink, a dot or a space is paper. In most fonts a character is twice as
/// high as wide, so a line stands for two rows of pixels, and 14 lines of 28 characters look as square as the picture is. The edges
/// are softened, as a pen's are.
/// <code>
/// double[] pixels = TextPicture.Read(drawing);   // 784 numbers row by row, 0 paper to 1 ink, as the rows of a batch of images
/// </code>
/// </summary>
public static class TextPicture
{
    /// <summary>Pixels on a side.</summary>
    internal const int Side = 28;

    private const int RowsOfALine = 2, Lines = Side / RowsOfALine;

    /// <summary>Reads a drawing. What is missing below or on the right is paper.</summary>
    /// <exception cref="ArgumentException">There are too many lines, one is too long, or a character is neither ink nor paper; the message says where.</exception>
    public static double[] Read(string drawing)
    {
        ArgumentNullException.ThrowIfNull(drawing);
        string[] lines = drawing.TrimEnd('\r', '\n').Split('\n');
        if (lines.Length > Lines) throw new ArgumentException($"TextPicture.Read: the drawing has {lines.Length} lines; at most {Lines} fit.");
        double[,] ink = new double[Side, Side];
        for (int line = 0; line < lines.Length; line++) Draw(lines[line].TrimEnd(), line, ink);
        return Softened(ink);
    }

    private static void Draw(string text, int line, double[,] ink)
    {
        if (text.Length > Side) throw new ArgumentException($"TextPicture.Read: line {line + 1} has {text.Length} characters; at most {Side} fit.");
        for (int x = 0; x < text.Length; x++)
        {
            if (text[x] is not ('#' or '.' or ' '))
                throw new ArgumentException($"TextPicture.Read: line {line + 1}, character {x + 1} is '{text[x]}'; draw with # for ink and . for paper.");
            for (int row = 0; row < RowsOfALine; row++) ink[line * RowsOfALine + row, x] = text[x] == '#' ? 1 : 0;
        }
    }

    /// <summary>Each pixel as the mean of itself and its neighbours, weighted 1 2 1 in both directions.</summary>
    private static double[] Softened(double[,] ink)
    {
        double At(int y, int x) => y is >= 0 and < Side && x is >= 0 and < Side ? ink[y, x] : 0;
        double Across(int y, int x) => (At(y, x - 1) + 2 * At(y, x) + At(y, x + 1)) / 4;
        double[] pixels = new double[Side * Side];
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
                pixels[y * Side + x] = (Across(y - 1, x) + 2 * Across(y, x) + Across(y + 1, x)) / 4;
        }
        return pixels;
    }
}
