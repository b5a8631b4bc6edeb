namespace Teaching.Drawing;

/// <summary>A heatmap: a grid of coloured cells, with texts in them where it has any and there is room.</summary>
internal sealed class CellsTrace : Trace
{
    private readonly double[,] z;
    private readonly double[] x, y;
    private readonly Coloring coloring;

    public CellsTrace(Node node, Panel panel, Paint color, Font font) : base(node, panel, color, font)
    {
        z = node.Table("z")?.Grid() ?? new double[0, 0];
        (x, y) = (Edges("x", panel.X, z.GetLength(1)), Edges("y", panel.Y, z.GetLength(0)));
        coloring = Coloring.Of(node, "z", z.Cast<double>());
        if (node.Flag("showscale", true)) Bar = ColorBar.Smooth(node.At("colorbar"), coloring);
        node.Skip("showlegend");
    }

    public override int Layer => 0;
    public override bool IsListed => false;
    public override ColorBar? Bar { get; }

    public override void Measure()
    {
        Panel.X.Show(new Span(ExtentOf(x), false, false));
        Panel.Y.Show(new Span(ExtentOf(y), false, false));
    }

    /// <summary>Adds the cells to those of other heatmaps, so that all of one colour are one path.</summary>
    public void AddTo(ColorRuns runs)
    {
        var colors = new Paint?[z.GetLength(0), z.GetLength(1)];
        double shades = z.Length > 400 ? 32 : 64;
        for (int r = 0; r < z.GetLength(0); r++)
        {
            for (int c = 0; c < z.GetLength(1); c++)
            {
                if (double.IsFinite(z[r, c])) colors[r, c] = coloring.Scale.At(Math.Round(coloring.Place(z[r, c]) * shades) / shades).Fainter(Opacity);
            }
        }
        Box area = Panel.Area;
        runs.Add(colors, Pixels(x, Panel.X.Scale, area.Left, area.Right), Pixels(y, Panel.Y.Scale, area.Top, area.Bottom));
    }

    public override void Draw(SvgCanvas svg)
    {
        string template = Node.Choice("texttemplate", "", "%{text}", "%{z}");
        if (template == "" || Node.Table(template == "%{z}" ? "z" : "text") is not { } texts) return;
        Node look = Node.At("textfont");
        Font font = Font.Of(look);
        for (int r = 0; r < Math.Min(z.GetLength(0), texts.Rows.Count); r++)
        {
            for (int c = 0; c < Math.Min(z.GetLength(1), texts.Rows[r].Count); c++)
            {
                (double px, double py) = ((Panel.X.Scale.Pixel(x[c]) + Panel.X.Scale.Pixel(x[c + 1])) / 2, (Panel.Y.Scale.Pixel(y[r]) + Panel.Y.Scale.Pixel(y[r + 1])) / 2);
                if (svg.IsFull || !double.IsFinite(z[r, c]) || !Clip.Holds(Panel.Area, px, py)) continue;
                Paint ink = look.Color("color") ?? (coloring.At(z[r, c]).IsDark ? Paint.White : Paint.Ink);
                new TextBlock(texts.Rows[r].Text(c), font with { Color = ink }).Draw(svg, px, py, "middle");
            }
        }
    }

    public override void DrawKey(SvgCanvas svg, double x, double y) => svg.Rect(x + 4, y - 6, 14, 12, coloring.Scale.At(0.5));

    // Places are the middles of the cells, or their edges when there is one more of them.
    private double[] Edges(string key, Axis axis, int cells)
    {
        double[] places = Places(key, axis, cells);
        if (places.Length == cells + 1) return places;
        if (places.Length < cells) places = [.. places, .. Enumerable.Range(places.Length, cells - places.Length).Select(i => (double)i)];
        double Half(int i) => cells < 2 ? Node.Number("d" + key, 1) / 2 : (places[Math.Min(i + 1, cells - 1)] - places[Math.Min(i, cells - 2)]) / 2;
        return [.. Enumerable.Range(0, cells + 1).Select(i => i == 0 ? (cells == 0 ? 0 : places[0] - Half(0)) : places[i - 1] + Half(i - 1))];
    }

    private static double[] Pixels(double[] edges, AxisScale scale, double low, double high) =>
        [.. edges.Select(edge => Math.Round(Math.Clamp(scale.Log && !(edge > 0) ? scale.From : scale.Pixel(edge), low, high), 1))];
}
