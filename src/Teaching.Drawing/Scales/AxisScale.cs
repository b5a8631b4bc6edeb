namespace Teaching.Drawing;

/// <summary>Where a value lies on an axis, in pixels: linear or logarithmic, safe for the largest and smallest doubles.</summary>
internal sealed class AxisScale
{
    private readonly double low;
    private readonly double high;
    private readonly double from;
    private readonly double to;

    /// <param name="range">The values at the two ends.</param>
    /// <param name="log">Whether equal factors take equal lengths.</param>
    /// <param name="from">The pixel of the low end.</param>
    /// <param name="to">The pixel of the high end.</param>
    public AxisScale(Extent range, bool log, double from, double to)
    {
        Range = range;
        Log = log;
        this.from = from;
        this.to = to;
        low = Measure(range.Low);
        high = Measure(range.High);
    }

    public Extent Range { get; }

    public bool Log { get; }

    public double From => from;

    public double To => to;

    /// <summary>The pixel of a value; a value far outside stays within a million lengths of the axis.</summary>
    public double Pixel(double value)
    {
        double place = (Measure(value) - low) / (high - low);
        return from + (to - from) * Math.Clamp(place, -1e6, 1e6);
    }

    public bool Contains(double value) => value >= Range.Low && value <= Range.High;

    /// <summary>Whether the axis shows the value, give or take what rounding may have moved it.</summary>
    public bool Holds(double value) => Measure(value) >= low - (high - low) * 1e-6 && Measure(value) <= high + (high - low) * 1e-6;

    // Halves, so that high - low stays finite for any two doubles.
    private double Measure(double value) => Log ? Math.Log10(value) : value / 2;
}
