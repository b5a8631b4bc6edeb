namespace Teaching.Drawing;

/// <summary>The bar that tells which colour means which value: bands from bottom to top, and labels at some heights.</summary>
internal sealed class ColorBar
{
    private readonly Node node;
    private readonly IReadOnlyList<Paint> bands;
    private readonly IReadOnlyList<(double At, string Text)> labels;
    private readonly double thickness;

    private ColorBar(Node node, IReadOnlyList<Paint> bands, AxisScale scale, IEnumerable<(double Value, string Text)> ticks)
    {
        (this.node, this.bands) = (node, bands);
        if (node.List("tickvals") is { } values)
        {
            Cells? texts = node.List("ticktext");
            ticks = values.Numbers.Select((value, i) => (value, Markup.Plain(texts?.Text(i) ?? Digits.Text(value))));
        }
        labels = [.. ticks.Select(tick => (At: scale.Pixel(tick.Value), tick.Text)).Where(label => label.At is >= 0 and <= 1)];
        thickness = node.Number("thickness", 30, 1, 200);
        Title = node.Title;
        node.Choice("tickmode", "array", "auto");
        node.Choice("exponentformat", "power");
        node.Choice("ticks", "outside", "");
        node.Skip("ticklen", "outlinewidth", "xpad", "ypad");
    }

    public string Title { get; }

    /// <summary>How much room the bar takes beside the paper.</summary>
    public double Room => thickness + 30 + labels.Select(label => TextSize.Of(label.Text, 12)).DefaultIfEmpty(0).Max();

    /// <summary>A bar of 64 even steps.</summary>
    public static ColorBar Smooth(Node node, Coloring coloring)
    {
        const int Steps = 64;
        var scale = new AxisScale(coloring.High > coloring.Low ? new Extent(coloring.Low, coloring.High) : new Extent(coloring.Low - 1, coloring.Low + 1), log: false, from: 0, to: 1);
        return new(node, [.. Enumerable.Range(0, Steps).Select(i => coloring.Scale.At((i + 0.5) / Steps))], scale, Ticks.Of(scale, 5).Select(tick => (tick.Value, tick.Text)));
    }

    /// <summary>A bar of bands with a height between any two.</summary>
    public static ColorBar Banded(Node node, IReadOnlyList<Paint> bands, double first, double step)
    {
        var scale = new AxisScale(new Extent(first - step, first + (bands.Count - 1) * step), log: false, from: 0, to: 1);
        int every = bands.Count <= 13 ? 1 : (bands.Count + 11) / 12;
        return new(node, bands, scale, Enumerable.Range(0, bands.Count - 1).Where(i => i % every == 0)
            .Select(i => (first + i * step, Digits.Text(Math.Abs(first + i * step) < step / 1e6 ? 0 : first + i * step, 4))));
    }

    public void Draw(SvgCanvas svg, Space space, Font font)
    {
        double length = node.Choice("lenmode", "fraction", "pixels") == "pixels" ? node.Number("len", 200, 1, 10_000) : node.Number("len", 1, 0.01, 10) * space.Paper.Height - 20;
        node.Choice("xref", "paper");
        node.Choice("yref", "paper");
        double x = space.X(node.Number("x", 1.02, -2, 3)) + (node.Number("xpad") is null ? 10 : 0), y = space.Y(node.Number("y", 0.5, -2, 3));
        x -= node.Choice("xanchor", "left", "center", "right") switch { "center" => thickness / 2, "right" => thickness, _ => 0 };
        double bottom = y + node.Choice("yanchor", "middle", "top", "bottom") switch { "middle" => length / 2, "top" => length, _ => 0 };
        for (int i = 0; i < bands.Count; i++)
        {
            // A little higher than the band, so that no white line shows between two.
            double top = bottom - (i + 1.0) / bands.Count * length;
            svg.Rect(x, top, thickness, Math.Min(length / bands.Count + 0.5, bottom - top), bands[i]);
        }
        Font small = font.Of(node.At("tickfont"));
        foreach ((double at, string text) in labels)
        {
            svg.Line(x + thickness, bottom - at * length, x + thickness + 4, bottom - at * length, small.Color);
            svg.Text(x + thickness + 7, bottom - at * length + 4, text, small.Size, small.Color);
        }
        if (Title != "") new TextBlock(Title, font.Of(node.At("title").At("font"))).Draw(svg, x, bottom - length - 12, "start");
    }
}
