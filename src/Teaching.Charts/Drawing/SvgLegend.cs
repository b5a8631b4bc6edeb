namespace Teaching.Charts;

/// <summary>Draws the legend and the colour bar in the margin right of a panel, where they hide no data.</summary>
internal static class SvgLegend
{
    public static void Draw(SvgCanvas svg, PanelView view)
    {
        double x = view.Area.Right + 12, y = view.Area.Top + 10;
        foreach ((Mark mark, MarkStyle style) in view.LegendEntries())
        {
            mark.DrawKey(svg, x, y, style);
            svg.Text(x + 28, y + 4, TextSize.Cut(mark.LegendName, PanelLayout.LegendMax, TextSize.Axis), TextSize.Axis);
            y += PanelLayout.LegendLine;
        }
        if (view.Panel.ColorBar is { } bar) DrawBar(svg, view, bar);
    }

    private static void DrawBar(SvgCanvas svg, PanelView view, ColorBar bar)
    {
        Box box = view.BarBox;
        foreach ((double from, double to, string color) in bar.Bands)
        {
            // A little higher than the band, so that no white line shows between two.
            double top = box.Bottom - to * box.Height, height = Math.Min((to - from) * box.Height + 0.5, box.Bottom - top);
            svg.Rect(box.Left, top, box.Width, height, color);
        }
        foreach ((double at, string text) in bar.Labels)
        {
            double y = box.Bottom - at * box.Height;
            svg.Line(box.Right, y, box.Right + 4, y, Palette.Axis);
            svg.Text(box.Right + 7, y + 4, text, TextSize.Axis);
        }
    }
}
