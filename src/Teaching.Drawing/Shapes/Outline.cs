using System.Text;

namespace Teaching.Drawing;

/// <summary>Lines and loops in as few signs as the eye needs: points that fall on the same tenth of a pixel are one.</summary>
internal static class Outline
{
    /// <summary>Closed loops inside a box as the data of one path.</summary>
    public static string Path(IEnumerable<List<(double X, double Y)>> loops, Box area)
    {
        var path = new StringBuilder();
        foreach (List<(double X, double Y)> loop in loops)
        {
            (double X, double Y) last = (double.NaN, double.NaN);
            int count = 0;
            foreach ((double px, double py) in Clip.Polygon(loop, area))
            {
                (double X, double Y) point = (Math.Round(px, 1), Math.Round(py, 1));
                if (point == last) continue;
                path.Append(count++ == 0 ? 'M' : 'L').Append(SvgCanvas.Pixel(point.X)).Append(' ').Append(SvgCanvas.Pixel(point.Y));
                last = point;
            }
            if (count > 0) path.Append('Z');
        }
        return path.ToString();
    }

    /// <summary>A line inside a box.</summary>
    public static void Draw(SvgCanvas svg, IEnumerable<(double X, double Y)> points, Box area, Stroke stroke)
    {
        foreach (List<(double X, double Y)> piece in Clip.Pieces(points, area)) svg.Polyline(Shorten(piece), stroke.Color, stroke.Width, stroke.Dash);
    }

    private static List<(double X, double Y)> Shorten(List<(double X, double Y)> piece)
    {
        var kept = new List<(double X, double Y)>();
        foreach ((double x, double y) in piece)
        {
            (double, double) rounded = (Math.Round(x, 1), Math.Round(y, 1));
            if (kept.Count == 0 || kept[^1] != rounded) kept.Add(rounded);
        }
        if (kept.Count == 1) kept.Add(kept[0]);
        return kept;
    }
}
