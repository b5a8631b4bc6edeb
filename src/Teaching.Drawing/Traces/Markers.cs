namespace Teaching.Drawing;

/// <summary>The markers of a points trace, circles all of them.</summary>
internal sealed class Markers
{
    private readonly bool open;
    private readonly Paint[] colors;
    private readonly double[] radii;
    private readonly double opacity;
    private readonly Stroke edge;

    public Markers(Node marker, Paint color, int count)
    {
        open = marker.Choice("symbol", "circle", "circle-open") == "circle-open";
        opacity = marker.Number("opacity", 1, 0, 1);
        edge = marker.At("line").Stroke(new Stroke(Paint.White, 0));
        Paint one = marker.Color("color") ?? color;
        Cells? many = marker.List("color");
        colors = [.. Enumerable.Repeat(one, Math.Max(count, 1))];
        if (many?.Texts is not null)
        {
            for (int i = 0; i < count; i++) colors[i] = Paint.Of(many.Text(i)) ?? one;
        }
        else if (many is not null)
        {
            Coloring coloring = Coloring.Of(marker, "c", many.Numbers);
            for (int i = 0; i < count; i++) colors[i] = coloring.At(Cells.Value(many, i));
            if (marker.Flag("showscale", false)) Bar = ColorBar.Smooth(marker.At("colorbar"), coloring);
        }
        double size = marker.Number("size", 6, 0, 500);
        Cells? sizes = marker.List("size");
        radii = [.. Enumerable.Range(0, Math.Max(count, 1)).Select(i => Cells.Value(sizes, i) is var own && own >= 0 ? Math.Min(own, 500) / 2 : size / 2)];
    }

    public ColorBar? Bar { get; }

    public bool IsSeen => opacity > 0;

    public double Radius => radii[0];

    /// <summary>Draws a marker at each point; those of one look at the same tenth of a pixel once.</summary>
    public void Draw(SvgCanvas svg, (double X, double Y)[] points, Box area, double whole)
    {
        var drawn = new HashSet<(double, double, Paint, double)>();
        for (int i = 0; i < points.Length; i++)
        {
            (double x, double y) = points[i];
            if (double.IsNaN(x) || !Clip.Holds(area, x, y) || !drawn.Add((Math.Round(x, 1), Math.Round(y, 1), colors[i], radii[i]))) continue;
            Draw(svg, x, y, radii[i], colors[i].Fainter(opacity * whole));
        }
    }

    public void DrawOne(SvgCanvas svg, double x, double y, double whole) => Draw(svg, x, y, Math.Min(radii[0], 8), colors[0].Fainter(opacity * whole));

    private void Draw(SvgCanvas svg, double x, double y, double radius, Paint color)
    {
        if (color.Opacity == 0 || radius == 0) return;
        Stroke around = open ? new Stroke(color, Math.Max(edge.Width, 1)) : edge;
        svg.Circle(x, y, radius, open ? color with { Opacity = 0 } : color, around.Width > 0 ? around.Color : null, around.Width);
    }
}
