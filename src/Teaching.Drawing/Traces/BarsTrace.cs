namespace Teaching.Drawing;

/// <summary>Bars over places, upright or lying; a histogram is bars over the bins that it counts.</summary>
internal sealed class BarsTrace : Trace
{
    private readonly double[] places, values, bases, left, width;
    private readonly bool upright, counted;
    private readonly Paint[] colors;
    private readonly Stroke edge;
    private readonly ErrorBars errors;

    public BarsTrace(Node node, Panel panel, Paint color, Font font, bool histogram) : base(node, panel, color, font)
    {
        Cells? x = node.List("x"), y = node.List("y");
        upright = node.Choice("orientation", histogram && x is null ? "h" : "v", "v", "h") == "v";
        counted = histogram;
        if (histogram)
        {
            (places, values, double size) = Bins.Of(node, upright ? "x" : "y", Along, font);
            Size = size;
        }
        else
        {
            int count = Math.Max(x?.Count ?? 0, y?.Count ?? 0);
            (double[] across, double[] up) = (Places("x", panel.X, count), Places("y", panel.Y, count));
            int common = Math.Min(across.Length, up.Length);
            (places, values) = upright ? (across[..common], up[..common]) : (up[..common], across[..common]);
        }
        Cells? from = node.List("base");
        double floor = node.Number("base", 0);
        bases = [.. places.Select((_, i) => Cells.Value(from, i) is var own && double.IsNaN(own) ? floor : own)];
        Node marker = node.At("marker");
        Paint one = marker.Color("color") ?? color;
        Cells? many = marker.List("color");
        Coloring? coloring = many is { Texts: null } ? Coloring.Of(marker, "c", many.Numbers) : null;
        colors = [.. places.Select((_, i) => (coloring is not null ? coloring.At(Cells.Value(many, i)) : Paint.Of(many?.Text(i) ?? "") ?? one)
            .Fainter(marker.Number("opacity", 1) * Opacity))];
        if (marker.At("pattern").Text("shape") is null) marker.At("pattern").Skip("fillmode", "size", "solidity");
        edge = marker.At("line").Stroke(new Stroke(color, 0));
        Cells? widths = node.List("width"), offsets = node.List("offset");
        width = [.. places.Select((_, i) => Cells.Value(widths, i) is var own && own > 0 ? own : node.Number("width", double.NaN))];
        left = [.. places.Select((_, i) => Cells.Value(offsets, i) is var own && double.IsFinite(own) ? own : node.Number("offset", double.NaN))];
        errors = new ErrorBars(node, new Paint(68, 68, 68), upright ? places : values, upright ? values : places);
    }

    public override int Layer => 2;
    private Axis Along => upright ? Panel.X : Panel.Y;

    private Axis Upwards => upright ? Panel.Y : Panel.X;

    /// <summary>The width of a histogram's bins.</summary>
    private double Size { get; } = double.NaN;

    /// <summary>Gives each bar that does not say it a width and a place beside or on top of those of other traces.</summary>
    public static void Arrange(IReadOnlyList<BarsTrace> bars, Node layout)
    {
        string mode = layout.Choice("barmode", "group", "stack", "relative", "overlay");
        double gap = layout.Number("bargap", bars.All(bar => bar.counted) ? 0 : 0.2, 0, 0.99), groupGap = layout.Number("bargroupgap", 0, 0, 0.99);
        foreach (var side in bars.GroupBy(bar => (bar.Along, bar.Upwards)))
        {
            double[] all = [.. side.SelectMany(bar => bar.places).Where(double.IsFinite).Distinct().Order()];
            double[] sizes = [.. side.Select(bar => bar.Size).Where(double.IsFinite)];
            double unit = sizes.Length > 0 ? sizes.Min() : all.Zip(all.Skip(1), (a, b) => b - a).DefaultIfEmpty(1).Min();
            BarsTrace[] free = [.. side.Where(bar => bar.left.Length > 0 && double.IsNaN(bar.left[0]))];
            int slots = mode == "group" ? Math.Max(free.Length, 1) : 1;
            double slot = unit * (1 - gap) / slots;
            var tops = new Dictionary<(double, bool), double>();
            for (int t = 0; t < free.Length; t++)
            {
                if (mode == "overlay" && double.IsFinite(free[t].Size)) slot = unit = free[t].Size * (1 - gap);
                free[t].Take(slot, slot * (1 - groupGap), mode == "overlay" ? slot : unit * (1 - gap), mode == "group" ? t : 0, mode is "stack" or "relative" ? tops : null);
            }
        }
        foreach (BarsTrace bar in bars)
        {
            for (int i = 0; i < bar.places.Length; i++)
            {
                if (double.IsNaN(bar.width[i])) bar.width[i] = 0.8;
                if (double.IsNaN(bar.left[i])) bar.left[i] = -bar.width[i] / 2;
            }
        }
    }

    public override void Measure()
    {
        Along.Show(new Span(ExtentOf([.. places.Zip(left, (p, l) => p + l), .. places.Select((p, i) => p + left[i] + width[i])]), false, false));
        IEnumerable<double> ends = values.Select((value, i) => bases[i] + value);
        Extent error = upright ? errors.YExtent : errors.XExtent;
        Upwards.Show(new Span(ExtentOf([.. ends, .. bases.Where(b => b != 0)]).Union(error), true, true));
    }

    public override void Draw(SvgCanvas svg)
    {
        Box area = Panel.Area;
        for (int i = 0; i < places.Length; i++)
        {
            double end = bases[i] + values[i];
            if (!double.IsFinite(places[i]) || !double.IsFinite(end) || (Upwards.IsLog && end <= 0)) continue;
            double from = Upwards.Scale.Pixel(Upwards.IsLog && bases[i] <= 0 ? Upwards.Scale.Range.Low : bases[i]), to = Upwards.Scale.Pixel(end);
            double start = Along.Scale.Pixel(places[i] + left[i]), stop = Along.Scale.Pixel(places[i] + left[i] + width[i]);
            Rect(svg, area, upright ? (start, from, stop, to) : (from, start, to, stop), colors[i]);
        }
        errors.Draw(svg, Panel);
    }

    public override void DrawKey(SvgCanvas svg, double x, double y) => svg.Rect(x + 4, y - 6, 14, 12, colors.Length > 0 ? colors[0] : Color);

    private void Take(double slot, double own, double group, int number, Dictionary<(double, bool), double>? tops)
    {
        for (int i = 0; i < places.Length; i++)
        {
            if (double.IsNaN(width[i])) width[i] = own;
            left[i] = tops is null ? number * slot - group / 2 + (slot - width[i]) / 2 : -width[i] / 2;
            if (tops is null || !double.IsFinite(values[i])) continue;
            (double, bool) place = (places[i], values[i] < 0);
            bases[i] = tops.GetValueOrDefault(place);
            tops[place] = bases[i] + values[i];
        }
    }

    private void Rect(SvgCanvas svg, Box area, (double X1, double Y1, double X2, double Y2) at, Paint color)
    {
        double l = Math.Clamp(Math.Min(at.X1, at.X2), area.Left, area.Right), r = Math.Clamp(Math.Max(at.X1, at.X2), area.Left, area.Right);
        double t = Math.Clamp(Math.Min(at.Y1, at.Y2), area.Top, area.Bottom), b = Math.Clamp(Math.Max(at.Y1, at.Y2), area.Top, area.Bottom);
        if (r <= l || b < t) return;
        svg.Rect(l, t, r - l, b - t, color);
        if (edge.Width > 0) Outline.Draw(svg, [(l, t), (r, t), (r, b), (l, b), (l, t)], area, edge with { Color = edge.Color.Fainter(Opacity) });
    }
}
