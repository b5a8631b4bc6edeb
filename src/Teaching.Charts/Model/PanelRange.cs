namespace Teaching.Charts;

/// <summary>The ranges of a panel's axes over all frames of a slider, so that the picture does not jump.</summary>
internal static class PanelRange
{
    public static Extent X(Panel panel, IReadOnlyList<Panel> frames)
    {
        bool fills = frames.Any(frame => frame.Marks.Any(mark => mark.Fills));
        Extent data = Extent.Of(References(frames, horizontal: false), panel.X.Log);
        data = Union(data, frames, fills, mark => mark.XExtent(panel.X.Log));
        return AxisRange.Of(panel.X, data, fills || panel.X.Categories is not null ? 0 : 0.02);
    }

    public static Extent Y(Panel panel, IReadOnlyList<Panel> frames)
    {
        bool fills = frames.Any(frame => frame.Marks.Any(mark => mark.Fills));
        Extent data = Extent.Of(References(frames, horizontal: true), panel.Y.Log);
        data = Union(data, frames, fills, mark => mark.YExtent(panel.Y.Log));
        Extent range = AxisRange.Of(panel.Y, data, fills ? 0 : 0.05);
        bool fromZero = !panel.Y.Log && frames.Any(frame => frame.Marks.Any(mark => mark.FromZero));
        if (!fromZero) return range;
        if (data.Low == 0 && panel.Y.Min is null && range.High > 0) range = range with { Low = 0 };
        if (data.High == 0 && panel.Y.Max is null && range.Low < 0) range = range with { High = 0 };
        return range;
    }

    private static IEnumerable<double> References(IReadOnlyList<Panel> frames, bool horizontal) =>
        frames.SelectMany(frame => frame.References).Where(line => line.Horizontal == horizontal).Select(line => line.Value);

    private static Extent Union(Extent start, IReadOnlyList<Panel> frames, bool fills, Func<Mark, Extent> extent)
    {
        IEnumerable<Mark> marks = frames.SelectMany(frame => frame.Marks).Where(mark => !fills || mark.Fills);
        return marks.Aggregate(fills ? Extent.Empty : start, (sum, mark) => sum.Union(extent(mark)));
    }
}
