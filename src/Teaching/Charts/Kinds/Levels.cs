namespace Teaching;

/// <summary>The heights at which a surface changes its colour: equal steps of z or, on a log scale, of log₁₀ z.</summary>
/// <param name="First">The lowest height.</param>
/// <param name="Step">The distance of two.</param>
/// <param name="Count">How many there are, at least one.</param>
/// <param name="Log">Whether all of it is meant in powers of ten.</param>
internal sealed record Levels(double First, double Step, int Count, bool Log)
{
    private const int About = 12;

    /// <summary>The height with this number, as a value of z.</summary>
    public double Value(int i) => Log ? Math.Pow(10, First + i * Step) : First + i * Step;

    /// <summary>How much of the colours lies below band number <paramref name="i"/>; band 0 is under the lowest height.</summary>
    public double Place(int i) => (double)i / Count;

    /// <summary>About twelve nice heights strictly inside the values.</summary>
    public static Levels Of(Extent values, bool log)
    {
        Extent range = AxisRange.Of(new Axis { Log = log }, values, room: 0);
        double low = log ? Math.Log10(range.Low) : range.Low, high = log ? Math.Log10(range.High) : range.High;
        double step = Ticks.Step(high / 2 - low / 2, About / 2);
        double first = (Math.Floor(low / step + 1e-9) + 1) * step;
        int count = (int)Math.Ceiling((high - first) / step - 1e-9);
        return count < 1 ? new Levels(low / 2 + high / 2, step, 1, log) : new Levels(first, step, Math.Min(count, 40), log);
    }

    /// <summary>The labels of the colour bar: every height, or every second or so when they are many.</summary>
    public IEnumerable<(int Level, string Text)> Labels()
    {
        int every = Count <= 12 ? 1 : 2;
        for (int i = 0; i < Count; i += every) yield return (i, Text(i));
    }

    private string Text(int i)
    {
        double value = Value(i), power = First + i * Step;
        bool decade = Log && Math.Abs(power - Math.Round(power)) < 1e-9 && Math.Abs(power) > 3;
        // A multiple of the step that should be zero may be 1e-17.
        return decade ? Digits.Power(1, (int)Math.Round(power)) : Digits.Text(!Log && Math.Abs(value) < Step / 1e6 ? 0 : value, Log ? 2 : 4);
    }
}
