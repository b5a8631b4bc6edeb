namespace Teaching.Charts;

/// <content>Surfaces as filled contours.</content>
public sealed partial class Chart
{
    /// <summary>The most places a surface has on an axis.</summary>
    internal const int MostPlaces = 121;

    /// <summary>A function of two variables, such as a loss over two weights, as filled contours; lines can be drawn on top with <see cref="Add"/>.</summary>
    /// <param name="f">The height at (x, y).</param>
    /// <param name="x">Where the horizontal axis begins and ends.</param>
    /// <param name="y">Where the vertical axis begins and ends.</param>
    /// <param name="points">At how many places on each axis the function is computed, 2 to 121.</param>
    /// <param name="log">Whether two neighbouring contours differ by a factor instead of a step; heights at or below zero are left out.</param>
    /// <exception cref="ArgumentException">A range does not rise.</exception>
    public static Chart Surface(Func<double, double, double> f, (double From, double To) x, (double From, double To) y, int points = 61, bool log = false)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(points, MostPlaces);
        double[] Places((double From, double To) range) =>
            [.. Enumerable.Range(0, points).Select(i => range.From + (range.To - range.From) * i / (points - 1))];
        double[] columns = Places(x), rows = Places(y);
        return Surface(columns, rows, Grid(points, points, (r, c) => f(columns[c], rows[r])), log);
    }

    /// <summary>Heights on a grid as filled contours.</summary>
    /// <param name="x">The places of the columns, rising.</param>
    /// <param name="y">The places of the rows, rising.</param>
    /// <param name="z">The heights, [row, column].</param>
    /// <param name="log">Whether two neighbouring contours differ by a factor instead of a step.</param>
    /// <exception cref="ArgumentException">x or y do not rise, are too few or too many, or z has another size.</exception>
    public static Chart Surface(IEnumerable<double> x, IEnumerable<double> y, double[,] z, bool log = false)
    {
        ArgumentNullException.ThrowIfNull(z);
        double[] columns = RisingPlaces(x, "x"), rows = RisingPlaces(y, "y");
        if (z.GetLength(0) != rows.Length || z.GetLength(1) != columns.Length)
        {
            throw new ArgumentException($"Chart.Surface: z is ({z.GetLength(0)}, {z.GetLength(1)}); with {rows.Length} y and {columns.Length} x it must be ({rows.Length}, {columns.Length}).");
        }
        return Of(new SurfaceMark(columns, rows, (double[,])z.Clone(), log));
    }

    private static double[] RisingPlaces(IEnumerable<double> values, string axis)
    {
        double[] places = Doubles(values, "Chart.Surface", "", axis);
        if (places.Length is < 2 or > MostPlaces)
        {
            throw new ArgumentException($"Chart.Surface: there are {places.Length} {axis}; a surface needs 2 to {MostPlaces}.");
        }
        for (int i = 0; i < places.Length; i++)
        {
            bool rises = double.IsFinite(places[i]) && (i == 0 || places[i] > places[i - 1]);
            if (!rises) throw new ArgumentException($"Chart.Surface: {axis}[{i}] = {NumberText.Significant(places[i], 6)} is not above the one before it; {axis} must rise.");
        }
        return places;
    }
}
