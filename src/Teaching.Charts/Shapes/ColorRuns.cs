using System.Text;

namespace Teaching.Charts;

/// <summary>Draws a grid of colours as one path for each colour, made of runs of equal cells: far less than a rectangle a cell.</summary>
internal static class ColorRuns
{
    /// <summary>The paths for the cells with numbers of colours; a negative number is left blank.</summary>
    /// <param name="colors">The number of each cell's colour.</param>
    /// <param name="x">The pixels between the columns, one more than there are.</param>
    /// <param name="y">The pixels between the rows, one more than there are.</param>
    /// <param name="paths">One path for each colour number, to which the runs are added.</param>
    public static void Add(int[,] colors, double[] x, double[] y, SortedDictionary<int, StringBuilder> paths)
    {
        (int rows, int columns) = (colors.GetLength(0), colors.GetLength(1));
        for (int r = 0; r < rows; r++)
        {
            int end;
            for (int c = 0; c < columns; c = end)
            {
                for (end = c + 1; end < columns && colors[r, end] == colors[r, c];) end++;
                if (colors[r, c] >= 0) Run(paths, colors[r, c], x[c], y[r], x[end], y[r + 1]);
            }
        }
    }

    /// <summary>The pixels at the edges of cells whose middles are at 0, 1, 2, ...</summary>
    public static double[] Edges(AxisScale scale, int cells, double low, double high) =>
        [.. Enumerable.Range(0, cells + 1).Select(i => Math.Round(Math.Clamp(scale.Pixel(i - 0.5), low, high), 1))];

    private static void Run(SortedDictionary<int, StringBuilder> paths, int color, double left, double top, double right, double bottom)
    {
        if (left == right || top == bottom) return;
        if (!paths.TryGetValue(color, out StringBuilder? path)) paths[color] = path = new StringBuilder();
        string width = SvgCanvas.Pixel(right - left), height = SvgCanvas.Pixel(bottom - top), back = SvgCanvas.Pixel(left - right);
        path.Append('M').Append(SvgCanvas.Pixel(left)).Append(' ').Append(SvgCanvas.Pixel(top))
            .Append('h').Append(width).Append('v').Append(height).Append('h').Append(back).Append('z');
    }
}
