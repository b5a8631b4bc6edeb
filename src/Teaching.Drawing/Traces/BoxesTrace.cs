namespace Teaching.Drawing;

/// <summary>Box plots: quartiles as a box, whiskers to the last value within 1.5 times its height, and what lies beyond as points.</summary>
internal sealed class BoxesTrace : Trace
{
    private readonly (double Place, double[] Sorted)[] groups;
    private readonly bool upright;
    private readonly Stroke stroke;
    private readonly Paint fill;
    private readonly bool outliers;

    public BoxesTrace(Node node, Panel panel, Paint color, Font font, string name) : base(node, panel, color, font)
    {
        Cells? x = node.List("x"), y = node.List("y");
        upright = node.Choice("orientation", y is null && x is not null ? "h" : "v", "v", "h") == "v";
        Cells values = (upright ? y : x) ?? new Cells([], null);
        Cells places = (upright ? x : y) ?? new Cells([.. Enumerable.Repeat(double.NaN, values.Count)], [.. Enumerable.Repeat(name, values.Count)]);
        double[] at = Along.Places(places), all = Upwards.Places(values);
        groups = [.. at.Zip(all).Where(one => double.IsFinite(one.First) && double.IsFinite(one.Second)).GroupBy(one => one.First, one => one.Second)
            .Select(group => (group.Key, group.Order().ToArray()))];
        Paint ink = node.At("marker").Color("color") ?? color;
        stroke = node.At("line").Stroke(new Stroke(ink, 2));
        fill = node.Color("fillcolor") ?? stroke.Color.Fainter(0.5);
        outliers = node.Choice("boxpoints", "outliers", "false") == "outliers" && node.Flag("boxpoints", true);
        node.Choice("quartilemethod", "linear");
    }

    public override int Layer => 3;
    private Axis Along => upright ? Panel.X : Panel.Y;

    private Axis Upwards => upright ? Panel.Y : Panel.X;

    public override void Measure()
    {
        Along.Show(new Span(ExtentOf(groups.SelectMany(group => new[] { group.Place - 0.5, group.Place + 0.5 })), false, false));
        Upwards.Show(new Span(ExtentOf(groups.SelectMany(group => group.Sorted)), true, false));
    }

    public override void Draw(SvgCanvas svg)
    {
        Stroke pen = stroke with { Color = stroke.Color.Fainter(Opacity) };
        foreach ((double place, double[] sorted) in groups)
        {
            double low = Quantile(sorted, 0.25), middle = Quantile(sorted, 0.5), high = Quantile(sorted, 0.75), reach = 1.5 * (high - low);
            double from = sorted.FirstOrDefault(value => value >= low - reach, low), to = sorted.LastOrDefault(value => value <= high + reach, high);
            (double X, double Y) At(double across, double value) => upright ? Panel.Pixels([place + across], [value])[0] : Panel.Pixels([value], [place + across])[0];
            (double, double)[] box = [At(-0.25, low), At(0.25, low), At(0.25, high), At(-0.25, high), At(-0.25, low)];
            svg.Path(Outline.Path([[.. box]], Panel.Area), fill.Fainter(Opacity));
            foreach ((double, double)[] line in new[] { box, [At(-0.25, middle), At(0.25, middle)], [At(0, low), At(0, from)], [At(0, high), At(0, to)], [At(-0.12, from), At(0.12, from)], [At(-0.12, to), At(0.12, to)] })
            {
                Outline.Draw(svg, line, Panel.Area, pen);
            }
            foreach (double value in sorted.Where(value => outliers && (value < from || value > to)).Distinct())
            {
                if (At(0, value) is var point && Clip.Holds(Panel.Area, point.X, point.Y)) svg.Circle(point.X, point.Y, 3, pen.Color);
            }
        }
    }

    public override void DrawKey(SvgCanvas svg, double x, double y) => svg.Rect(x + 4, y - 6, 14, 12, fill.Fainter(Opacity));

    private static double Quantile(double[] sorted, double share)
    {
        // Plotly counts each value as the middle of its part of the whole.
        double place = Math.Clamp(sorted.Length * share - 0.5, 0, sorted.Length - 1);
        int i = (int)place;
        return i + 1 < sorted.Length ? sorted[i] + (place - i) * (sorted[i + 1] - sorted[i]) : sorted[i];
    }
}
