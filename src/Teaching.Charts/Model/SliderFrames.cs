using System.Globalization;

namespace Teaching.Charts;

/// <summary>Makes charts into the frames of one slider: few enough, alike in make, and on one scale.</summary>
internal static class SliderFrames
{
    /// <summary>Which of the frames are kept: at most <paramref name="most"/>, evenly spread, with first, last and shown.</summary>
    public static int[] Kept(int count, int most, int shown)
    {
        if (count <= most) return [.. Enumerable.Range(0, count)];
        int[] even = [.. Enumerable.Range(0, most).Select(i => (int)Math.Round((double)i * (count - 1) / (most - 1)))];
        int nearest = Enumerable.Range(0, most).MinBy(i => Math.Abs(even[i] - shown));
        even[nearest] = shown;
        return even;
    }

    public static string Label<T>(T step) =>
        step is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : step?.ToString() ?? "";

    /// <summary>The frames with marks at the same place on a common scale.</summary>
    /// <exception cref="ArgumentException">A frame has other panels or kinds of marks than the first.</exception>
    public static IReadOnlyList<Frame> OnOneScale(IReadOnlyList<Frame> frames, string slider)
    {
        string[] make = Make(frames[0].Figure);
        foreach (Frame frame in frames)
        {
            string[] other = Make(frame.Figure);
            if (make.SequenceEqual(other)) continue;
            throw new ArgumentException($"Chart.Slider '{slider}': the frame '{frame.Label}' shows {string.Join("; ", other)} "
                + $"and the frame '{frames[0].Label}' shows {string.Join("; ", make)}. All frames must have the same panels and kinds of series.");
        }
        return [.. frames.Select(frame => frame with
        {
            Figure = frame.Figure with { Panels = [.. frame.Figure.Panels.Select((panel, p) => Scaled(panel, [.. frames.Select(f => f.Figure.Panels[p])]))] },
        })];
    }

    private static Panel Scaled(Panel panel, IReadOnlyList<Panel> frames) => panel with
    {
        Marks = [.. panel.Marks.Select((mark, m) => mark.OnScaleOf([.. frames.Select(frame => frame.Marks[m])]))],
    };

    private static string[] Make(Figure figure) =>
        [.. figure.Panels.Select(panel => string.Join(", ", panel.Marks.Select(mark => mark.Kind)))];
}
