namespace Teaching.Drawing;

/// <summary>A text of one or more lines, and how much room it takes.</summary>
internal sealed class TextBlock(string text, Font font)
{
    private const double LineHeight = 1.3;

    private readonly IReadOnlyList<TextLine> lines = Markup.Lines(text);

    public double Width { get; } = Markup.Lines(text).Max(line => TextSize.Of(line.Text, font.Size * (line.Bold ? 1.06 : 1)));

    public double Height => lines.Count * font.Size * LineHeight;

    /// <summary>Draws the block around its middle height; the anchor is start, middle or end.</summary>
    public void Draw(SvgCanvas svg, double x, double middle, string anchor, double opacity = 1)
    {
        double y = middle - Height / 2 + font.Size;
        foreach (TextLine line in lines)
        {
            svg.Text(x, y, line.Text, font.Size, (line.Color ?? font.Color).Fainter(opacity), anchor, line.Bold);
            y += font.Size * LineHeight;
        }
    }

    /// <summary>Draws the block in one line, turned around its point.</summary>
    public void DrawTurned(SvgCanvas svg, double x, double y, string anchor, double turn)
    {
        bool bold = lines[0].Bold;
        svg.Text(x, y, string.Join(' ', lines.Select(line => line.Text)), font.Size, lines[0].Color ?? font.Color, anchor, bold, turn);
    }
}
