namespace Teaching.Charts;

/// <summary>
/// A picture of numbers that shows itself in a notebook: interactive with plotly.js where a host can run it, else as SVG.
/// A chart never changes: each method gives a new one, so that calls can be chained.
/// </summary>
/// <example><code>
/// Chart.Line(updates, errors, name: "lr = 1").Title("Error while learning").XAxis("update").YAxis("error", log: true)
/// </code></example>
[TypeFormatterSource(typeof(ChartFormatterSource),
    PreferredMimeTypes = ["application/vnd.plotly.v1+json", "image/svg+xml", "text/html", "text/plain"])]
public sealed partial class Chart
{
    private readonly int start;

    private Chart(IReadOnlyList<Frame> frames, string? sliderName = null, int start = 0)
    {
        Frames = frames;
        SliderName = sliderName;
        this.start = start;
    }

    /// <summary>What the chart shows at each step of its slider; one frame when it has none.</summary>
    internal IReadOnlyList<Frame> Frames { get; }

    /// <summary>What the slider counts; null without a slider.</summary>
    internal string? SliderName { get; }

    /// <summary>The number of the frame that is shown first.</summary>
    internal int Start => start;

    /// <summary>The frame that is shown first, and the only one of the SVG.</summary>
    internal Frame Shown => Frames[start];

    /// <summary>The chart as plotly.js takes it: an object with data, layout, config and, with a slider, frames.</summary>
    public string ToJson() => PlotlyWriter.Write(this).ToJsonString();

    /// <summary>The chart as an SVG document: shapes and text only, on white.</summary>
    public string ToSvg() => SvgWriter.Write(this);

    /// <summary>The SVG as a piece of HTML that turns into the interactive chart once plotly.js has loaded.</summary>
    public string ToHtml() => ChartHtml.Write(this);

    /// <summary>The chart in words: titles, axes, and of each series its length, extremes, first and last value.</summary>
    public override string ToString() => Summary.Of(this);

    private static Chart Of(Panel panel) => new([new Frame("", new Figure { Panels = [panel] })]);

    private static Chart Of(Mark mark) => Of(new Panel { Marks = [mark] });

    private Chart WithFigures(Func<Figure, Figure> change) =>
        new([.. Frames.Select(frame => frame with { Figure = change(frame.Figure) })], SliderName, start);

    private Chart WithPanels(Func<Panel, Panel> change) =>
        WithFigures(figure => figure with { Panels = [.. figure.Panels.Select(change)] });

    private Panel OnlyPanel(string operation) =>
        SliderName is null && Frames[0].Figure is { IsGrid: false, Panels: [var panel] }
            ? panel
            : throw new ArgumentException(
                $"{operation} takes plain charts; this one {(SliderName is null ? "has panels" : $"has a slider over '{SliderName}'")}. "
                + "Combine the charts first, then put them into panels, and those into a slider.");
}
