using System.Text;

namespace Teaching.Drawing;

/// <summary>Draws a grid of colours as one path for each colour, made of runs of equal cells: far less than a rectangle a cell.</summary>
internal sealed class ColorRuns
{
    private readonly OrderedDictionary<Paint, StringBuilder> paths = [];

    /// <summary>Adds cells of some colours; one without a colour is left blank.</summary>
    /// <param name="colors">The colour of each cell.</param>
    /// <param name="x">The pixels between the columns, one more than there are.</param>
    /// <param name="y">The pixels between the rows, one more than there are.</param>
    public void Add(Paint?[,] colors, double[] x, double[] y)
    {
        (int rows, int columns) = (colors.GetLength(0), colors.GetLength(1));
        for (int r = 0; r < rows; r++)
        {
            int end;
            for (int c = 0; c < columns; c = end)
            {
                for (end = c + 1; end < columns && colors[r, end] == colors[r, c];) end++;
                if (colors[r, c] is { } color) Run(color, Math.Min(x[c], x[end]), Math.Min(y[r], y[r + 1]), Math.Max(x[c], x[end]), Math.Max(y[r], y[r + 1]));
            }
        }
    }

    public void Draw(SvgCanvas svg)
    {
        foreach ((Paint color, StringBuilder path) in paths) svg.Path(path.ToString(), color, crisp: true);
        paths.Clear();
    }

    private void Run(Paint color, double left, double top, double right, double bottom)
    {
        if (left == right || top == bottom) return;
        if (!paths.TryGetValue(color, out StringBuilder? path)) paths[color] = path = new StringBuilder();
        string width = SvgCanvas.Pixel(right - left), height = SvgCanvas.Pixel(bottom - top), back = SvgCanvas.Pixel(left - right);
        path.Append('M').Append(SvgCanvas.Pixel(left)).Append(' ').Append(SvgCanvas.Pixel(top))
            .Append('h').Append(width).Append('v').Append(height).Append('h').Append(back).Append('z');
    }
}
