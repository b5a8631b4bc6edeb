namespace Teaching.Drawing;

/// <summary>A list of the traces and their signs.</summary>
internal sealed class Legend
{
    private const double Line = 19, Key = 28, Widest = 230;

    private readonly Node node;
    private readonly IReadOnlyList<Trace> traces;
    private readonly Font font;

    public Legend(Node node, IReadOnlyList<Trace> traces, Font whole)
    {
        (this.node, this.traces) = (node, traces);
        font = whole.Of(node.At("font"));
        node.Choice("traceorder", "normal");
        node.Choice("orientation", "v");
    }

    /// <summary>How much room the legend takes right of the paper.</summary>
    public double Room => node.Number("x", 1.02, -2, 3) < 1 ? 0 : 24 + Key + traces.Max(trace => Math.Min(TextSize.Of(Markup.Plain(trace.Name), font.Size), Widest));

    public void Draw(SvgCanvas svg, Space space)
    {
        string title = Markup.Plain(node.Title);
        double width = Key + 12 + traces.Max(trace => Math.Min(TextSize.Of(Markup.Plain(trace.Name), font.Size), Widest)), height = (traces.Count + (title == "" ? 0 : 1)) * Line + 8;
        double x = space.X(node.Number("x", 1.02, -2, 3)), y = space.Y(node.Number("y", 1, -2, 3));
        x -= node.Choice("xanchor", "left", "center", "right", "auto") switch { "center" => width / 2, "right" => width, _ => 0 };
        y -= node.Choice("yanchor", "auto", "top", "middle", "bottom") switch { "middle" => height / 2, "bottom" => height, _ => 0 };
        svg.Rect(x, y, width, height, node.Color("bgcolor") ?? Paint.White with { Opacity = 0 });
        (double at, double middle) = (x + 4, y + 14);
        if (title != "")
        {
            svg.Text(at, middle + 4, title, font.Size, font.Color, bold: true);
            middle += Line;
        }
        foreach (Trace trace in traces)
        {
            trace.DrawKey(svg, at, middle);
            svg.Text(at + Key, middle + 4, TextSize.Cut(Markup.Plain(trace.Name), Widest, font.Size), font.Size, font.Color);
            middle += Line;
        }
    }
}
