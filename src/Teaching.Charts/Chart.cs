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
    private readonly FrameSeries frames;

    private Chart(FrameSeries frames) => this.frames = frames;

    internal FrameSeries Frames => frames;

    /// <summary>The chart as plotly.js takes it: an object with data, layout, config and, with a slider, frames.</summary>
    public string ToJson() => PlotlyWriter.Write(frames).ToJsonString();

    /// <summary>The chart as an SVG document: shapes and text only, on white.</summary>
    public string ToSvg() => FigureSvg.Draw(ToJson(), ToString());

    /// <summary>The SVG as a piece of HTML that turns into the interactive chart once plotly.js has loaded.</summary>
    public string ToHtml() => FigureHtml.Write(ToJson(), ToSvg(), ToString());

    /// <summary>The chart in words: titles, axes, and of each series its length, extremes, first and last value.</summary>
    public override string ToString() => Summary.Of(frames);

    private static Chart Of(Figure figure) => new(new FrameSeries([new Frame("", figure)], Slider: null, Start: 0));

    private static Chart Of(Panel panel) => Of(new Figure { Panels = [panel] });

    private static Chart Of(Mark mark) => Of(new Panel { Marks = [mark] });

    private Chart WithFigures(Func<Figure, Figure> change) =>
        new(frames with { All = [.. frames.All.Select(frame => frame with { Figure = change(frame.Figure) })] });

    private Chart WithPanels(Func<Panel, Panel> change) =>
        WithFigures(figure => figure with { Panels = [.. figure.Panels.Select(change)] });

    private Panel OnlyPanel(string operation) =>
        frames.Slider is null && frames.Shown.Figure is { IsGrid: false, Panels: [var panel] }
            ? panel
            : throw new ArgumentException(
                $"{operation} takes plain charts; this one {(frames.Slider is null ? "has panels" : $"has a slider over '{frames.Slider}'")}. "
                + "Combine the charts first, then put them into panels, and those into a slider.");
}
