namespace Teaching.Charts;

/// <summary>Settles how a panel divides its pixels between title, axes, legend and the space for the data.</summary>
internal static class PanelLayout
{
    public const double LegendLine = 19;
    public const double TitleLine = 20;
    public const double TitleSize = 15;
    public const double LegendMax = 230;
    private const double Slant = 0.6;

    /// <summary>The view of a panel at a place.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="number">1 for the first.</param>
    /// <param name="x">The range of the horizontal axis.</param>
    /// <param name="y">The range of the vertical axis.</param>
    /// <param name="size">The size of a panel that asks for none.</param>
    public static PanelView Of(Panel panel, int number, Extent x, Extent y, (int Width, int Height) size)
    {
        (double width, double height) = panel.Size ?? size;
        double entries = panel.HasLegend ? panel.Marks.Count(mark => mark.LegendName != "") : 0;
        height = Math.Max(height, entries * LegendLine + 90 + (panel.BarLabels is null ? 0 : 130));

        double left = LeftMargin(panel, y, height);
        double right = RightMargin(panel);
        (double W, double H)? wanted = panel.Size is null ? panel.Marks.Select(mark => mark.AreaSize).FirstOrDefault(s => s is not null) : null;
        double areaWidth = wanted?.W ?? Math.Max(width - left - right, 60);
        width = left + areaWidth + right;

        double overhang = Overhang(panel.X, x, areaWidth) - left;
        if (wanted is null && overhang > 0) (left, areaWidth) = (left + overhang, Math.Max(areaWidth - overhang, 60));

        IReadOnlyList<string> title = TextSize.Wrap(panel.Title, width - left - 4, TitleSize * 1.05);
        double top = 14 + title.Count * TitleLine;
        IReadOnlyList<Tick> xTicks = panel.X.Hidden || panel.X.Categories is not null
            ? TicksOf(panel.X, x, areaWidth, 2)
            : Ticks.Fitting(new AxisScale(x, panel.X.Log, 0, areaWidth), areaWidth);
        bool slanted = IsSlanted(panel.X, xTicks, areaWidth);
        double bottom = BottomMargin(panel.X, xTicks, slanted);
        double areaHeight = wanted?.H ?? Math.Max(height - top - bottom, 50);
        height = top + areaHeight + bottom;

        return new PanelView
        {
            Panel = panel,
            Number = number,
            Outer = new Box(0, 0, width, height),
            Area = new Box(left, top, areaWidth, areaHeight),
            X = new AxisScale(x, panel.X.Log, 0, 1),
            Y = new AxisScale(y, panel.Y.Log, 0, 1),
            XTicks = xTicks,
            YTicks = TicksOf(panel.Y, y, areaHeight, Math.Max(2, (int)(areaHeight / 42))),
            Slanted = slanted,
            TitleLines = title,
        };
    }

    /// <summary>The view moved to its place in the figure, with scales in pixels of the figure.</summary>
    public static PanelView At(PanelView view, double left, double top)
    {
        var area = new Box(view.Area.Left + left, view.Area.Top + top, view.Area.Width, view.Area.Height);
        (double low, double high) = view.Panel.Y.Reversed ? (area.Top, area.Bottom) : (area.Bottom, area.Top);
        return view with
        {
            Outer = new Box(left, top, view.Outer.Width, view.Outer.Height),
            Area = area,
            X = new AxisScale(view.X.Range, view.X.Log, area.Left, area.Right),
            Y = new AxisScale(view.Y.Range, view.Y.Log, low, high),
        };
    }

    private static IReadOnlyList<Tick> TicksOf(Axis axis, Extent range, double length, int count)
    {
        if (axis.Hidden) return [];
        if (axis.Categories is null) return Ticks.Of(new AxisScale(range, axis.Log, 0, length), count);
        // Fewer names than places when even slanted ones would touch.
        int every = Math.Max(1, (int)Math.Ceiling(15 * (range.High - range.Low) / length));
        return [.. axis.Categories.Select((name, i) => new Tick(i, TextSize.Cut(name, 150, TextSize.Axis)))
            .Where(tick => tick.Value % every == 0 && tick.Value >= range.Low && tick.Value <= range.High)];
    }

    private static double LeftMargin(Panel panel, Extent y, double height)
    {
        if (panel.Y.Hidden) return 10;
        IReadOnlyList<Tick> ticks = TicksOf(panel.Y, y, height, Math.Max(2, (int)((height - 90) / 42)));
        return Ticks.Widest(ticks) + 14 + (panel.Y.Title == "" ? 6 : 24);
    }

    private static double RightMargin(Panel panel)
    {
        double legend = panel.HasLegend
            ? 40 + Math.Min(LegendMax, panel.Marks.Select(mark => TextSize.Of(mark.LegendName, TextSize.Axis)).Max())
            : 0;
        double bar = panel.BarLabels is { } labels
            ? 38 + labels.Select(label => TextSize.Of(label, TextSize.Axis)).DefaultIfEmpty(0).Max()
            : 0;
        return Math.Max(Math.Max(legend, bar) + 6, 18);
    }

    private static bool IsSlanted(Axis axis, IReadOnlyList<Tick> ticks, double width) =>
        axis.Categories is not null && ticks.Count > 0
        && Ticks.Widest(ticks) > width / ticks.Count - 6;

    // How far the first label reaches to the left when the labels stand slanted.
    private static double Overhang(Axis axis, Extent range, double width)
    {
        IReadOnlyList<Tick> ticks = TicksOf(axis, range, width, 2);
        return IsSlanted(axis, ticks, width) ? 0.82 * TextSize.Of(ticks[0].Text, TextSize.Axis) - width / ticks.Count / 2 + 6 : 0;
    }

    private static double BottomMargin(Axis axis, IReadOnlyList<Tick> ticks, bool slanted)
    {
        if (axis.Hidden) return 10;
        double labels = slanted ? 14 + Slant * Ticks.Widest(ticks) : 22;
        return labels + (axis.Title == "" ? 6 : 22);
    }
}
