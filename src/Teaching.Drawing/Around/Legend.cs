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
        IsFlat = node.Choice("orientation", "v", "h") == "h";
    }

    /// <summary>How much room the legend takes right of the paper.</summary>
    public double Room => node.Number("x", 1.02, -2, 3) < 1 || IsFlat ? 0 : 24 + Key + traces.Max(trace => Math.Min(TextSize.Of(Markup.Plain(trace.LegendName), font.Size), Widest));

    private bool IsFlat { get; }

    public void Draw(SvgCanvas svg, Space space)
    {
        string title = Markup.Plain(Texts.Title(node));
        double[] widths = [.. traces.Select(trace => Key + 12 + Math.Min(TextSize.Of(Markup.Plain(trace.LegendName), font.Size), Widest))];
        double width = IsFlat ? Math.Min(widths.Sum(), space.Paper.Width) : widths.Max();
        double height = (IsFlat ? Line : traces.Count * Line) + (title == "" ? 0 : Line) + 8;
        double x = space.X(node.Number("x", IsFlat ? 0 : 1.02, -2, 3)), y = space.Y(node.Number("y", IsFlat ? -0.1 : 1, -2, 3));
        x -= node.Choice("xanchor", "left", "center", "right", "auto") switch { "center" => width / 2, "right" => width, _ => 0 };
        y -= node.Choice("yanchor", "auto", "top", "middle", "bottom") switch { "middle" => height / 2, "bottom" => height, _ => 0 };
        svg.Rect(x, y, width, height, node.Color("bgcolor") ?? Paint.White with { Opacity = 0 });
        (double at, double middle) = (x + 4, y + 14);
        if (title != "")
        {
            svg.Text(at, middle + 4, title, font.Size, font.Color, bold: true);
            middle += Line;
        }
        for (int i = 0; i < traces.Count; i++)
        {
            if (IsFlat && at > x + 4 && at + widths[i] > space.Width) (at, middle) = (x + 4, middle + Line);
            traces[i].DrawKey(svg, at, middle);
            svg.Text(at + Key, middle + 4, TextSize.Cut(Markup.Plain(traces[i].LegendName), Widest, font.Size), font.Size, font.Color);
            if (IsFlat) at += widths[i];
            else middle += Line;
        }
    }
}
