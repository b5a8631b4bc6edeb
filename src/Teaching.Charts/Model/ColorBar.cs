namespace Teaching.Charts;

/// <summary>The bar that tells which colour means which value: bands from bottom to top, and labels at some heights.</summary>
/// <param name="Bands">Where each band begins and ends between 0 and 1, and its colour.</param>
/// <param name="Labels">Height between 0 and 1, and text.</param>
internal sealed record ColorBar(
    IReadOnlyList<(double From, double To, string Color)> Bands,
    IReadOnlyList<(double At, string Text)> Labels)
{
    /// <summary>A bar of 64 even steps, for a heatmap.</summary>
    public static ColorBar Smooth(ColorScale scale, Extent range)
    {
        const int Steps = 64;
        var bands = Enumerable.Range(0, Steps)
            .Select(i => ((double)i / Steps, (i + 1.0) / Steps, scale.At((i + 0.5) / Steps)))
            .ToList();
        var axis = new AxisScale(range, log: false, from: 0, to: 1);
        var labels = Ticks.Of(axis, 5).Select(tick => (axis.Pixel(tick.Value), tick.Text)).ToList();
        return new ColorBar(bands, labels);
    }
}
