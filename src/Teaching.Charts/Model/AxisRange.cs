namespace Teaching.Charts;

/// <summary>Which values an axis runs between: what the reader asked for, else the data with a little room.</summary>
internal static class AxisRange
{
    private const double Largest = double.MaxValue;
    private const double Smallest = 1e-300;

    // Values are drawn with six digits: a range below that shows one value.
    private const double Same = 1e-6;

    /// <summary>The range of an axis over data of this extent; <paramref name="room"/> is the share left free at each end.</summary>
    /// <exception cref="ArgumentException">An asked limit is not finite, not positive on a log axis, or the two do not rise.</exception>
    public static Extent Of(Axis axis, Extent data, double room)
    {
        Check(axis);
        Extent range = data.IsEmpty ? (axis.Log ? new Extent(0.1, 10) : new Extent(0, 1)) : data;
        range = new Extent(axis.Min ?? range.Low, axis.Max ?? range.High);
        Extent wide = Widened(range, axis);
        wide = new Extent(Math.Max(wide.Low, -Largest), Math.Min(wide.High, Largest));
        wide = axis.Log ? LogRoom(wide, room) : LinearRoom(wide, room);
        return new Extent(axis.Min ?? wide.Low, axis.Max ?? wide.High);
    }

    private static void Check(Axis axis)
    {
        foreach (double? limit in new[] { axis.Min, axis.Max })
        {
            if (limit is not { } value) continue;
            if (!double.IsFinite(value)) throw new ArgumentException($"axis '{axis.Title}': the limit {value} is not a finite number.");
            if (axis.Log && value <= 0)
            {
                throw new ArgumentException($"axis '{axis.Title}': the limit {NumberText.Significant(value, 6)} cannot be on a log axis; give one above zero.");
            }
        }
        if (axis.Min >= axis.Max)
        {
            throw new ArgumentException($"axis '{axis.Title}': min {NumberText.Significant(axis.Min.Value, 6)} must be below max {NumberText.Significant(axis.Max.Value, 6)}.");
        }
    }

    // A single value has no length: give it some. The limits that were asked for stay where they are.
    private static Extent Widened(Extent range, Axis axis)
    {
        (double low, double high) = (range.Low, range.High);
        if (axis.Log)
        {
            low = Math.Max(low, Smallest);
            if (high > low * (1 + Same)) return new Extent(low, high);
            return axis.Min is null ? new Extent(high / 3, axis.Max ?? high * 3) : new Extent(low, low * 10);
        }
        double size = Math.Max(Math.Abs(low), Math.Abs(high));
        if (high / 2 - low / 2 > Math.Max(size * Same, Smallest)) return range;
        double step = size > Smallest ? size * 0.1 : 1;
        if (axis.Min is not null) return new Extent(low, low + step);
        return axis.Max is not null ? new Extent(high - step, high) : new Extent(low - step, high + step);
    }

    private static Extent LinearRoom(Extent range, double room)
    {
        double free = (range.High / 2 - range.Low / 2) * room * 2;
        double low = range.Low - free, high = range.High + free;
        return new Extent(Math.Max(low, -Largest), Math.Min(high, Largest));
    }

    private static Extent LogRoom(Extent range, double room)
    {
        double low = Math.Log10(range.Low), high = Math.Log10(range.High);
        double free = (high - low) * room;
        return new Extent(Math.Max(Math.Pow(10, low - free), 1e-305), Math.Min(Math.Pow(10, high + free), Largest));
    }
}
