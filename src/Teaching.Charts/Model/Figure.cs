namespace Teaching.Charts;

/// <summary>What one frame of a chart shows: panels in rows, and a title over them.</summary>
internal sealed record Figure
{
    public string Title { get; init; } = "";
    public IReadOnlyList<Panel> Panels { get; init; } = [];
    public int Columns { get; init; } = 1;

    /// <summary>Whether a title belongs over all panels instead of on the only one.</summary>
    public bool IsGrid { get; init; }
}

/// <summary>One step of a slider; a chart without a slider has one with an empty label.</summary>
internal sealed record Frame(string Label, Figure Figure);

/// <summary>All that a chart shows: one frame, or those that a slider moves through.</summary>
/// <param name="All">The frames.</param>
/// <param name="Slider">What the slider counts; null without one.</param>
/// <param name="Start">The number of the frame that is shown first, the only one of the SVG.</param>
internal sealed record FrameSeries(IReadOnlyList<Frame> All, string? Slider, int Start)
{
    public Frame Shown => All[Start];
}
