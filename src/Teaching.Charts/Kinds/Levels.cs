namespace Teaching.Charts;

/// <summary>The heights at which a surface changes its colour: equal steps of z or, on a log scale, of log₁₀ z.</summary>
/// <param name="First">The lowest height.</param>
/// <param name="Step">The distance of two.</param>
/// <param name="Count">How many there are, at least one.</param>
/// <param name="Log">Whether all of it is meant in powers of ten.</param>
internal sealed record Levels(double First, double Step, int Count, bool Log)
{
    private const int Most = 16;

    /// <summary>The height with this number, as a value of z.</summary>
    public double Value(int i) => Log ? Math.Pow(10, Power(i)) : Power(i);

    /// <summary>Nice heights strictly inside the values, seven to sixteen of them.</summary>
    public static Levels Of(Extent values, bool log)
    {
        Extent range = AxisRange.Of(new Axis { Log = log }, values, room: 0);
        double low = log ? Math.Log10(range.Low) : range.Low, high = log ? Math.Log10(range.High) : range.High;
        double step = Ticks.Step(new Extent(low, high), Most);
        double first = (Math.Floor(low / step + 1e-9) + 1) * step;
        int count = (int)Math.Ceiling((high - first) / step - 1e-9);
        return count < 1 ? new Levels(low / 2 + high / 2, step, 1, log) : new Levels(first, step, Math.Min(count, 40), log);
    }

    /// <summary>The labels of the colour bar: every height or, when they are many, every second one; on a log scale powers of ten.</summary>
    public IEnumerable<(int Level, string Text)> Labels()
    {
        int[] all = [.. Enumerable.Range(0, Count)];
        int[] decades = [.. all.Where(i => Log && Math.Abs(Power(i) - Math.Round(Power(i))) < 1e-9)];
        if (decades.Length >= 2) return decades.Select(i => (i, Ticks.Decade((int)Math.Round(Power(i)))));
        return all.Where(i => Count <= 12 || i % 2 == 0).Select(i => (i, Text(i)));
    }

    private double Power(int i) => First + i * Step;

    // A multiple of the step that should be zero may be 1e-17.
    private string Text(int i) => Log ? NumberText.Significant(Value(i), 3) : NumberText.Significant(Math.Abs(Value(i)) < Step / 1e6 ? 0 : Value(i), 4);
}
