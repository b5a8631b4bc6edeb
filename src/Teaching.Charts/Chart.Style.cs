using System.Text.RegularExpressions;

namespace Teaching.Charts;

/// <content>Titles, axes, reference lines and notes. On panels and sliders they hold for every panel of every frame.</content>
public sealed partial class Chart
{
    /// <summary>The chart with a title; panels get it over all of them.</summary>
    public Chart Title(string title) => WithFigures(figure => figure.IsGrid
        ? figure with { Title = Given(title) }
        : figure with { Panels = [.. figure.Panels.Select(panel => panel with { Title = Given(title) })] });

    /// <summary>The horizontal axis: its title, whether it is logarithmic, and its limits where the data shall not decide.</summary>
    /// <exception cref="ArgumentException">A limit is not finite, not positive on a log axis, or min is not below max.</exception>
    public Chart XAxis(string title, bool log = false, double? min = null, double? max = null) =>
        WithPanels(panel => panel with { X = Changed(panel.X, title, log, min, max) });

    /// <summary>The vertical axis: its title, whether it is logarithmic, and its limits where the data shall not decide.</summary>
    /// <exception cref="ArgumentException">A limit is not finite, not positive on a log axis, or min is not below max.</exception>
    public Chart YAxis(string title, bool log = false, double? min = null, double? max = null) =>
        WithPanels(panel => panel with { Y = Changed(panel.Y, title, log, min, max) });

    /// <summary>The chart with a dashed line across it at height y.</summary>
    public Chart HLine(double y, string text = "", string? color = null) => WithReference(true, y, text, color);

    /// <summary>The chart with a dashed line from bottom to top at x.</summary>
    public Chart VLine(double x, string text = "", string? color = null) => WithReference(false, x, text, color);

    /// <summary>The chart with a short text beside a point of its data.</summary>
    public Chart Note(double x, double y, string text) =>
        WithPanels(panel => panel with { Annotations = [.. panel.Annotations, new Annotation(Finite(x), Finite(y), Given(text))] });

    /// <summary>The chart with or without the legend that named series get.</summary>
    public Chart Legend(bool show) => WithPanels(panel => panel with { Legend = show });

    /// <summary>The size of each panel in pixels, with its titles and legend.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is not between 120 and 4000 pixels.</exception>
    public Chart Size(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(width, height), 120, "width or height");
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Max(width, height), 4000, "width or height");
        return WithPanels(panel => panel with { Size = (width, height) });
    }

    private static Axis Changed(Axis axis, string title, bool log, double? min, double? max)
    {
        if (log && (axis.Categories is not null || axis.Hidden))
        {
            throw new ArgumentException($"axis '{title}': bars, heatmaps, images and networks have no numbers on this axis that could be logarithmic.");
        }
        Axis changed = axis with { Title = Given(title), Log = log, Min = min, Max = max };
        AxisRange.Of(changed, Extent.Empty, 0);
        return changed;
    }

    private Chart WithReference(bool horizontal, double value, string text, string? color) => WithPanels(panel => panel with
    {
        References = [.. panel.References, new Reference(horizontal, Finite(value), Given(text), Css(color) ?? Palette.Muted)],
    });

    private static string? Css(string? color) => color is null || CssColor().IsMatch(color)
        ? color
        : throw new ArgumentException($"the color '{color}' is neither #rrggbb nor the name of a CSS colour.");

    [GeneratedRegex("^(#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3}|[a-zA-Z]+)$")]
    private static partial Regex CssColor();

    private static string Given(string text) => text ?? throw new ArgumentNullException(nameof(text), "a text of a chart is null; give \"\" for none.");

    private static double Finite(double value) => double.IsFinite(value)
        ? value
        : throw new ArgumentException($"{value} is no place on an axis; give a finite number.");
}
