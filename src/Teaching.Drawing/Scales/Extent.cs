namespace Teaching.Drawing;

/// <summary>The smallest and largest of some values; empty when Low is above High.</summary>
/// <param name="Low">The smallest value.</param>
/// <param name="High">The largest value.</param>
internal readonly record struct Extent(double Low, double High)
{
    public static readonly Extent Empty = new(double.PositiveInfinity, double.NegativeInfinity);

    public bool IsEmpty => !(Low <= High);

    public Extent Union(Extent other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));

    public Extent With(double value) => Union(new Extent(value, value));

    /// <summary>The extent of the values that an axis can show: finite ones, above zero on a log axis.</summary>
    public static Extent Of(IEnumerable<double> values, bool log)
    {
        Extent extent = Empty;
        foreach (double value in values)
        {
            if (double.IsFinite(value) && (!log || value > 0)) extent = extent.With(value);
        }
        return extent;
    }
}
