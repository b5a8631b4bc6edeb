namespace Teaching.Drawing;

/// <summary>A surface seen from above: bands of colour between equal heights, lines between them, or both.</summary>
internal sealed class ContourTrace : Trace
{
    private const int MostLevels = 200, MostSteps = 20_000_000;

    private readonly double[,] z;
    private readonly double[] x, y;
    private readonly double first, step;
    private readonly int count;
    private readonly string coloringKind;
    private readonly ColorScale scale;
    private readonly Stroke line;

    public ContourTrace(Node node, Panel panel, Paint color, Font font) : base(node, panel, color, font)
    {
        z = node.Table("z")?.Grid() ?? new double[0, 0];
        (x, y) = (Places("x", panel.X, z.GetLength(1)), Places("y", panel.Y, z.GetLength(0)));
        Array.Resize(ref x, z.GetLength(1));
        Array.Resize(ref y, z.GetLength(0));
        for (int r = 0; r < y.Length; r++)
        {
            for (int c = 0; c < x.Length; c++) z[r, c] = double.IsFinite(x[c]) && double.IsFinite(y[r]) ? z[r, c] : double.NaN;
        }
        Node contours = node.At("contours");
        (first, step, count) = Levels(node, contours, z);
        coloringKind = contours.Choice("coloring", "fill", "lines", "none");
        scale = Coloring.Of(node, "z", z.Cast<double>()).Scale;
        if (node.Flag("reversescale", false)) scale = scale.Reversed();
        line = node.At("line").Stroke(new Stroke(new Paint(68, 68, 68), 0.5));
        if (!contours.Flag("showlines", true) && coloringKind == "fill") line = line with { Width = 0 };
        if (node.Flag("showscale", true)) Bar = ColorBar.Banded(node.At("colorbar"), [.. Enumerable.Range(0, count + 1).Select(Color)], first, step);
        node.Skip("showlegend");
        node.Flag("autocontour", true);
    }

    public override int Layer => 1;
    public override bool IsListed => false;
    public override ColorBar? Bar { get; }

    public override void Measure()
    {
        Panel.X.Show(new Span(ExtentOf(x), false, false));
        Panel.Y.Show(new Span(ExtentOf(y), false, false));
    }

    public override void Draw(SvgCanvas svg)
    {
        double[] px = [.. x.Select(Panel.X.Scale.Pixel)], py = [.. y.Select(Panel.Y.Scale.Pixel)];
        // Each band is painted over the one below it: everything at or above its height.
        for (int band = coloringKind == "fill" ? 0 : 1; band <= count; band++)
        {
            double level = band == 0 ? double.NegativeInfinity : first + (band - 1) * step;
            string path = Outline.Path(Region.Loops(px, py, z, level), Panel.Area);
            Paint fill = coloringKind == "fill" ? Color(band).Fainter(Opacity) : Paint.White with { Opacity = 0 };
            Paint edge = coloringKind == "lines" ? Color(band) : line.Color;
            if (coloringKind == "fill" && (band == 0 || line.Width == 0)) svg.Path(path, fill);
            else svg.Path(path, fill, edge.Fainter(Opacity), line.Width, dash: line.Dash);
        }
    }

    public override void DrawKey(SvgCanvas svg, double x, double y) => svg.Rect(x + 4, y - 6, 14, 12, scale.At(0.5));

    // Band 0 is under the lowest height.
    private new Paint Color(int band) => scale.At((double)band / count);

    private static (double First, double Step, int Count) Levels(Node node, Node contours, double[,] z)
    {
        Extent range = Extent.Of(z.Cast<double>(), log: false);
        if (range.IsEmpty || range.High == range.Low) range = range.IsEmpty ? new Extent(0, 1) : new Extent(range.Low - 0.5, range.High + 0.5);
        double step = contours.Number("size") is { } given and > 0 ? given : Ticks.Step(range, (int)node.Number("ncontours", 15, 1, MostLevels));
        double first = contours.Number("start") ?? (Math.Floor(range.Low / step + 1e-9) + 1) * step;
        double last = contours.Number("end") ?? (Math.Ceiling(range.High / step - 1e-9) - 1) * step;
        return (first, step, (int)Math.Clamp(Math.Floor((last - first) / step + 1e-6) + 1, 1, Math.Clamp(MostSteps / Math.Max(z.Length, 1), 1, MostLevels)));
    }
}
