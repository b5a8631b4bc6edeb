namespace Teaching.Charts;

/// <summary>A panel with its place in the figure settled.</summary>
internal sealed record PanelView
{
    public required Panel Panel { get; init; }

    /// <summary>1 for the first panel.</summary>
    public required int Number { get; init; }

    /// <summary>Width and height of the whole figure; plotly's has room for the slider.</summary>
    public (double Width, double Height) Figure { get; init; }

    public required Box Outer { get; init; }

    /// <summary>The space between the axes.</summary>
    public required Box Area { get; init; }

    public required AxisScale X { get; init; }

    public required AxisScale Y { get; init; }

    public required IReadOnlyList<Tick> XTicks { get; init; }

    public required IReadOnlyList<Tick> YTicks { get; init; }

    /// <summary>Whether the labels of the horizontal axis stand slanted because they are long.</summary>
    public required bool Slanted { get; init; }

    public required IReadOnlyList<string> TitleLines { get; init; }

    public MarkStyle Style(int mark)
    {
        int index = Panel.ColorIndex(mark);
        Mark drawn = Panel.Marks[mark];
        return drawn.Color is { } color ? new MarkStyle(color, "") : new MarkStyle(Palette.Series(index), Palette.Dash(index));
    }

    /// <summary>Whether the colour bar of the panel speaks for this mark: the first one that has a bar.</summary>
    public bool OwnsBar(Mark mark) => ReferenceEquals(Panel.Marks.FirstOrDefault(m => m.BarLabels is not null), mark);

    /// <summary>Where the colour bar stands: right of the panel, below the legend.</summary>
    public Box BarBox
    {
        get
        {
            int entries = LegendEntries().Count();
            double top = Area.Top + (entries == 0 ? 0 : entries * PanelLayout.LegendLine + 12);
            return new Box(Area.Right + 14, top, 14, Area.Bottom - top);
        }
    }

    public IEnumerable<(Mark Mark, MarkStyle Style)> LegendEntries() =>
        Panel.HasLegend
            ? Panel.Marks.Select((mark, i) => (mark, Style(i))).Where(entry => entry.mark.LegendName != "")
            : [];
}
