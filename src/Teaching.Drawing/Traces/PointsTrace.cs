namespace Teaching.Drawing;

/// <summary>Points: joined by a line, shown as markers, with texts, error bars or a band down to another line.</summary>
internal sealed class PointsTrace : Trace
{
    private readonly double[] x, y;
    private readonly bool lines, texts;
    private readonly Markers? markers;
    private readonly Stroke stroke;
    private readonly string fill;
    private readonly ErrorBars errors;

    public PointsTrace(Node node, Panel panel, Paint color, Font font) : base(node, panel, color, font)
    {
        int count = Math.Max(node.List("x")?.Count ?? 0, node.List("y")?.Count ?? 0);
        (x, y) = (Places("x", panel.X, count), Places("y", panel.Y, count));
        if (x.Length != y.Length) (x, y) = (x[..Math.Min(x.Length, y.Length)], y[..Math.Min(x.Length, y.Length)]);
        string mode = node.Text("mode") ?? (x.Length < 20 ? "lines+markers" : "lines");
        (lines, texts) = (mode.Contains("lines", StringComparison.Ordinal), mode.Contains("text", StringComparison.Ordinal));
        Node marker = node.At("marker");
        stroke = node.At("line").Stroke(new Stroke(marker.Color("color") ?? color, 2));
        if (mode.Contains("markers", StringComparison.Ordinal)) markers = new Markers(marker, lines ? stroke.Color : color, x.Length);
        node.At("line").Choice("shape", "linear");
        fill = node.Choice("fill", "none", "tozeroy", "tonexty", "toself");
        errors = new ErrorBars(node, stroke.Color, x, y);
        node.Skip("cliponaxis");
        if (markers is null) marker.Skip("color", "size", "symbol");
    }

    /// <summary>The points trace before this one in its panel, down to which a band may reach.</summary>
    public PointsTrace? Before { get; set; }

    public override int Layer => 4;
    public override ColorBar? Bar => markers?.Bar;

    public override void Measure()
    {
        bool wide = markers is { IsSeen: true } || texts;
        Panel.X.Show(new Span(ExtentOf(x).Union(errors.XExtent), wide || !errors.XExtent.IsEmpty, false));
        Panel.Y.Show(new Span(ExtentOf(y).Union(errors.YExtent), true, fill == "tozeroy"));
    }

    public override void Draw(SvgCanvas svg)
    {
        (double X, double Y)[] points = Panel.Pixels(x, y);
        if (fill != "none")
        {
            Paint color = Node.Color("fillcolor") ?? stroke.Color.Fainter(0.5);
            svg.Path(Outline.Path(Band(points), Panel.Area), color.Fainter(Opacity));
        }
        if (lines) Outline.Draw(svg, points, Panel.Area, stroke with { Color = stroke.Color.Fainter(Opacity) });
        errors.Draw(svg, Panel);
        markers?.Draw(svg, points, Panel.Area, Opacity);
        if (texts) DrawTexts(svg, points);
    }

    public override void DrawKey(SvgCanvas svg, double left, double middle)
    {
        if (fill != "none") svg.Rect(left + 1, middle, 20, 6, (Node.Color("fillcolor") ?? stroke.Color.Fainter(0.5)).Fainter(Opacity));
        if (lines) svg.Line(left, middle, left + 22, middle, stroke.Color.Fainter(Opacity), Math.Min(stroke.Width, 8), stroke.Dash);
        markers?.DrawOne(svg, left + 11, middle, Opacity);
    }

    // The loop around a band: along the points, and back along what it reaches to.
    private List<List<(double X, double Y)>> Band(IEnumerable<(double X, double Y)> line)
    {
        List<(double X, double Y)> there = [.. line.Where(point => !double.IsNaN(point.X))];
        if (there.Count == 0) return [];
        IEnumerable<(double X, double Y)> back = fill switch
        {
            "toself" => [],
            "tonexty" when Before is { } other => Panel.Pixels(other.x, other.y).Where(point => !double.IsNaN(point.X)),
            _ => there.Select(point => (point.X, Zero(Panel.Y))),
        };
        return [[.. there, .. back.Reverse()]];
    }

    private static double Zero(Axis axis) => axis.Scale.Pixel(axis.IsLog ? axis.Scale.Range.Low : 0);

    private void DrawTexts(SvgCanvas svg, (double X, double Y)[] points)
    {
        Cells? list = Node.List("text");
        string one = list is null ? Node.Text("text") ?? "" : "", place = Node.Choice("textposition",
            "middle center", "top center", "bottom center", "middle left", "middle right", "top left", "top right", "bottom left", "bottom right");
        Font font = Font.Of(Node.At("textfont"));
        double gap = markers is null ? 2 : markers.Radius + 2;
        for (int i = 0; i < points.Length; i++)
        {
            (double px, double py) = points[i];
            if (svg.IsFull || double.IsNaN(px) || !Clip.Holds(Panel.Area, px, py)) continue;
            double across = place.EndsWith("left", StringComparison.Ordinal) ? -gap : place.EndsWith("right", StringComparison.Ordinal) ? gap : 0;
            double rise = place.StartsWith("top", StringComparison.Ordinal) ? -1 : place.StartsWith("bottom", StringComparison.Ordinal) ? 1 : 0;
            TextBlock block = new(list?.Text(i) ?? one, font);
            block.Draw(svg, px + across, py + rise * (block.Height / 2 + (across == 0 ? gap : 0)), across < 0 ? "end" : across > 0 ? "start" : "middle");
        }
    }
}
