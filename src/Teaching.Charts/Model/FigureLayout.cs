namespace Teaching.Charts;

/// <summary>Settles the place of every panel of a frame; all frames of a slider share ranges and places.</summary>
internal sealed record FigureLayout
{
    public const double NoteLine = 16;
    private const double TitleHeight = 34;

    public required double Width { get; init; }

    public required double Height { get; init; }

    public required string Title { get; init; }

    public required IReadOnlyList<PanelView> Views { get; init; }

    /// <summary>What was left out, and below the panels the y of its first line.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    public required double NotesTop { get; init; }

    /// <summary>The layout of frame number <paramref name="shown"/>, with this many pixels free below everything.</summary>
    public static FigureLayout Of(IReadOnlyList<Frame> frames, int shown, double below = 0)
    {
        Figure figure = frames[shown].Figure;
        (int, int) size = figure.Columns switch { 1 => (660, 400), 2 => (440, 330), _ => (330, 270) };
        if (figure.Columns > figure.Panels.Count) size = (660, 400);
        PanelView[] views = [.. figure.Panels.Select((panel, i) => PanelLayout.Of(
            panel, i + 1,
            PanelRange.X(panel, [.. frames.Select(frame => frame.Figure.Panels[i])]),
            PanelRange.Y(panel, [.. frames.Select(frame => frame.Figure.Panels[i])]),
            size))];

        bool titled = figure.IsGrid && figure.Title != "";
        (double width, double bottom) = Place(views, figure.Columns, titled ? TitleHeight : 0);
        int noteLines = frames.Max(frame => NoteLines(frame.Figure, width).Count);
        double height = Math.Ceiling(bottom + (noteLines == 0 ? 0 : noteLines * NoteLine + 8));
        width = Math.Ceiling(width);
        return new FigureLayout
        {
            Width = width,
            Height = height,
            Title = titled ? figure.Title : "",
            Views = [.. views.Select(view => view with { Figure = (width, height + below) })],
            Notes = NoteLines(figure, width),
            NotesTop = bottom + NoteLine,
        };
    }

    // Columns as wide as their widest panel, rows as high as their highest.
    private static (double Width, double Bottom) Place(PanelView[] views, int columns, double top)
    {
        var widths = new double[Math.Min(columns, views.Length)];
        for (int i = 0; i < views.Length; i++) widths[i % columns] = Math.Max(widths[i % columns], views[i].Outer.Width);
        double left = 0, rowHeight = 0;
        for (int i = 0; i < views.Length; i++)
        {
            if (i % columns == 0)
            {
                left = 0;
                top += rowHeight;
                rowHeight = 0;
            }
            views[i] = PanelLayout.At(views[i], left, top);
            left += widths[i % columns];
            rowHeight = Math.Max(rowHeight, views[i].Outer.Height);
        }
        return (widths.Sum(), top + rowHeight);
    }

    private static List<string> NoteLines(Figure figure, double width) =>
        [.. LeftOut.Sentences(figure).SelectMany(note => TextSize.Wrap(note, width - 24, 11))];
}
