using System.Text.Json.Nodes;

namespace Teaching.Charts;

/// <summary>
/// Something drawn in a panel: a line, bars, a heatmap. Each kind is one class that knows its extent, writes
/// itself as plotly traces and describes itself in words.
/// </summary>
internal abstract record Mark
{
    public string Name { get; init; } = "";

    /// <summary>The colour asked for; null takes the next one of the palette.</summary>
    public string? Color { get; init; }

    /// <summary>What the kind is called: line, bar chart, heatmap.</summary>
    public abstract string Kind { get; }

    /// <summary>The text in the legend; empty when the mark has no place there.</summary>
    public virtual string LegendName => Name;

    /// <summary>Whether the mark takes a colour of the palette.</summary>
    public virtual bool TakesColor => Color is null;

    /// <summary>Whether the axes end where this mark ends: heatmaps and surfaces fill their panel.</summary>
    public virtual bool Fills => false;

    /// <summary>Whether the vertical axis starts at zero.</summary>
    public virtual bool FromZero => false;

    /// <summary>The size in pixels that the space between the axes should have; null leaves it to the panel.</summary>
    public virtual (double Width, double Height)? AreaSize => null;

    /// <summary>The texts beside the bar of the mark's colours; null for a mark without one.</summary>
    public virtual IReadOnlyList<string>? BarLabels => null;

    public abstract Extent XExtent(bool log);

    public abstract Extent YExtent(bool log);

    public abstract IEnumerable<JsonObject> Traces(PanelView view, MarkStyle style);

    /// <summary>Texts that plotly draws over the traces.</summary>
    public virtual IEnumerable<JsonObject> PlotlyTexts(PanelView view) => [];

    /// <summary>One line for the text summary.</summary>
    public abstract string Describe(Panel panel);

    /// <summary>Sentences on the values that cannot be drawn, empty when all can.</summary>
    public abstract IEnumerable<string> LeftOut(Panel panel);

    /// <summary>The same mark on a scale that suits all the given ones, which stand at its place in a slider's frames.</summary>
    public virtual Mark OnScaleOf(IReadOnlyList<Mark> frames) => this;
}

/// <summary>How a mark is painted where its panel leaves it open.</summary>
/// <param name="Color">The colour, #rrggbb or a CSS name.</param>
/// <param name="Dash">The lengths of dashes and gaps, empty for a solid line.</param>
internal sealed record MarkStyle(string Color, string Dash);
