namespace Teaching.Drawing;

/// <summary>The error bars of points or bars, in one direction or both.</summary>
internal sealed class ErrorBars
{
    private readonly double[] x, y;
    private readonly (double Low, double High)[] across, upwards;
    private readonly Stroke acrossStroke, upwardsStroke;

    public ErrorBars(Node trace, Paint color, double[] x, double[] y)
    {
        (this.x, this.y) = (x, y);
        (across, acrossStroke) = Of(trace.At("error_x"), color, x);
        (upwards, upwardsStroke) = Of(trace.At("error_y"), color, y);
    }

    public Extent XExtent => Extent.Of(across.SelectMany(bar => new[] { bar.Low, bar.High }), log: false);
    public Extent YExtent => Extent.Of(upwards.SelectMany(bar => new[] { bar.Low, bar.High }), log: false);

    public void Draw(SvgCanvas svg, Panel panel)
    {
        for (int i = 0; i < Math.Min(x.Length, y.Length); i++)
        {
            if (i < upwards.Length) Draw(svg, panel, upwardsStroke, panel.Pixels([x[i], x[i]], [upwards[i].Low, upwards[i].High]), (4, 0));
            if (i < across.Length) Draw(svg, panel, acrossStroke, panel.Pixels([across[i].Low, across[i].High], [y[i], y[i]]), (0, 4));
        }
    }

    private static void Draw(SvgCanvas svg, Panel panel, Stroke stroke, (double X, double Y)[] ends, (double X, double Y) cap)
    {
        Outline.Draw(svg, ends, panel.Area, stroke);
        foreach ((double x, double y) in ends)
        {
            if (!double.IsNaN(x) && Clip.Holds(panel.Area, x, y)) Outline.Draw(svg, [(x - cap.X, y - cap.Y), (x + cap.X, y + cap.Y)], panel.Area, stroke);
        }
    }

    private static ((double Low, double High)[] Bars, Stroke Stroke) Of(Node node, Paint color, double[] values)
    {
        bool given = node.List("array") is not null || node.Number("value") is not null || node.Text("type") is not null;
        if (!node.Flag("visible", given))
        {
            node.Skip("color", "thickness", "width", "symmetric");
            return ([], default);
        }
        string type = node.Choice("type", node.List("array") is null ? "percent" : "data", "data", "percent", "constant");
        bool symmetric = node.Flag("symmetric", node.List("arrayminus") is null);
        double up = node.Number("value", 10), down = symmetric ? up : node.Number("valueminus", 10);
        Cells? above = node.List("array"), below = symmetric ? above : node.List("arrayminus");
        double Size(int i, double value, Cells? list) => Math.Abs(type == "data" ? Cells.Value(list, i) : type == "percent" ? values[i] * value / 100 : value);
        // An error that is missing on one side ends at the value.
        (double, double) Bar(double value, double low, double high) =>
            double.IsNaN(low) && double.IsNaN(high) ? (low, high) : (value - (double.IsNaN(low) ? 0 : low), value + (double.IsNaN(high) ? 0 : high));
        var bars = values.Select((value, i) => Bar(value, Size(i, down, below), Size(i, up, above)));
        return ([.. bars], new Stroke(node.Color("color") ?? color, node.Number("thickness", 2, 0, 20)));
    }
}
