using System.Numerics;

namespace Teaching.Charts;

/// <content>Lines and scatter plots.</content>
public sealed partial class Chart
{
    /// <summary>A line through points (x, y), in their order. Values that are not finite leave a gap, and the chart says so.</summary>
    /// <param name="x">The horizontal values.</param>
    /// <param name="y">The vertical values, as many as x.</param>
    /// <param name="name">The name in the legend; without one the series is not listed.</param>
    /// <param name="color">#rrggbb or a CSS colour name; null takes the next of the palette.</param>
    /// <param name="dashed">Whether the line is dashed.</param>
    /// <param name="markers">Whether each point gets a dot.</param>
    /// <param name="width">The width of the line in pixels.</param>
    /// <exception cref="ArgumentException">The series is empty, or x and y differ in number.</exception>
    public static Chart Line<TX, TY>(
        IEnumerable<TX> x, IEnumerable<TY> y, string name = "", string? color = null, bool dashed = false, bool markers = false, double width = 2)
        where TX : INumber<TX>
        where TY : INumber<TY> =>
        LineOf(Doubles(x, "Chart.Line", name, "x"), Doubles(y, "Chart.Line", name, "y"), name, color, dashed, markers, width);

    /// <summary>A line through the values at x = 0, 1, 2, ...</summary>
    /// <exception cref="ArgumentException">The series is empty.</exception>
    public static Chart Line<T>(
        IEnumerable<T> y, string name = "", string? color = null, bool dashed = false, bool markers = false, double width = 2)
        where T : INumber<T>
    {
        double[] values = Doubles(y, "Chart.Line", name, "y");
        return LineOf(Count(values.Length), values, name, color, dashed, markers, width);
    }

    /// <summary>A line through points given as pairs.</summary>
    /// <exception cref="ArgumentException">The series is empty.</exception>
    public static Chart Line<TX, TY>(
        IEnumerable<(TX X, TY Y)> points, string name = "", string? color = null, bool dashed = false, bool markers = false, double width = 2)
        where TX : INumber<TX>
        where TY : INumber<TY>
    {
        (double[] x, double[] y) = Pairs(points, "Chart.Line", name);
        return LineOf(x, y, name, color, dashed, markers, width);
    }

    /// <summary>The curve of a function from one x to another, computed at equal distances.</summary>
    /// <exception cref="ArgumentException">From is not below to, or a limit is not finite.</exception>
    public static Chart Function(
        Func<double, double> f, double from, double to, string name = "", string? color = null, bool dashed = false, int points = 201, double width = 2)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        if (!(from < to) || !double.IsFinite(to - from))
        {
            throw new ArgumentException($"Chart.Function: from {NumberText.Significant(from, 6)} must be below to {NumberText.Significant(to, 6)}, both finite.");
        }
        double[] x = [.. Enumerable.Range(0, points).Select(i => from + (to - from) * i / (points - 1))];
        return LineOf(x, [.. x.Select(f)], name, color, dashed, markers: false, width);
    }

    /// <summary>Points (x, y) as dots.</summary>
    /// <param name="x">The horizontal values.</param>
    /// <param name="y">The vertical values, as many as x.</param>
    /// <param name="name">The name in the legend; without one the series is not listed.</param>
    /// <param name="color">#rrggbb or a CSS colour name; null takes the next of the palette.</param>
    /// <param name="size">The diameter of a dot in pixels.</param>
    /// <exception cref="ArgumentException">The series is empty, or x and y differ in number.</exception>
    public static Chart Scatter<TX, TY>(IEnumerable<TX> x, IEnumerable<TY> y, string name = "", string? color = null, double size = 7)
        where TX : INumber<TX>
        where TY : INumber<TY> =>
        ScatterOf(Doubles(x, "Chart.Scatter", name, "x"), Doubles(y, "Chart.Scatter", name, "y"), name, color, size);

    /// <summary>Points given as pairs, as dots.</summary>
    /// <exception cref="ArgumentException">The series is empty.</exception>
    public static Chart Scatter<TX, TY>(IEnumerable<(TX X, TY Y)> points, string name = "", string? color = null, double size = 7)
        where TX : INumber<TX>
        where TY : INumber<TY>
    {
        (double[] x, double[] y) = Pairs(points, "Chart.Scatter", name);
        return ScatterOf(x, y, name, color, size);
    }

    /// <summary>A dot plot: named rows, the first on top, and in each a dot for each of its values. With <see cref="Add"/> a second series gets another colour.</summary>
    /// <param name="rows">The names of the rows, which stand beside the axis.</param>
    /// <param name="values">The values of each row; a row may have none.</param>
    /// <param name="name">The name in the legend; without one the series is not listed.</param>
    /// <param name="color">#rrggbb or a CSS colour name; null takes the next of the palette.</param>
    /// <param name="size">The diameter of a dot in pixels.</param>
    /// <exception cref="ArgumentException">There is no value, or rows and values differ in number.</exception>
    public static Chart Dots(IEnumerable<string> rows, IEnumerable<IEnumerable<double>> values, string name = "", string? color = null, double size = 7)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(values);
        string[] names = [.. rows];
        double[][] all = [.. values.Select(row => row.ToArray())];
        if (names.Length != all.Length)
            throw new ArgumentException($"{Series.Who("Chart.Dots", name)} has {names.Length} names of rows and {all.Length} rows of values: each row needs both.");
        (double Value, double Row)[] points = [.. all.SelectMany((row, i) => row.Select(value => (value, (double)i)))];
        Chart dots = ScatterOf([.. points.Select(p => p.Value)], [.. points.Select(p => p.Row)], name, color, size);
        return dots.WithPanels(panel => panel with { Y = new Axis { Categories = names, Reversed = true, Min = -0.5, Max = names.Length - 0.5 } });
    }

    private static Chart LineOf(double[] x, double[] y, string name, string? color, bool dashed, bool markers, double width) =>
        Of(new SeriesMark(Series.Of("Chart.Line", name, x, y), Lines: true, markers)
        {
            Name = name,
            Color = Css(color),
            Dashed = dashed,
            Width = Positive(width, "Chart.Line", "width"),
        });

    private static Chart ScatterOf(double[] x, double[] y, string name, string? color, double size) =>
        Of(new SeriesMark(Series.Of("Chart.Scatter", name, x, y), Lines: false, Markers: true)
        {
            Name = name,
            Color = Css(color),
            Size = Positive(size, "Chart.Scatter", "size"),
        });

    private static double Positive(double pixels, string operation, string what) => pixels is > 0 and <= 1000
        ? pixels
        : throw new ArgumentOutOfRangeException(what, $"{operation}: the {what} is a number of pixels above 0, at most 1000, not {NumberText.Significant(pixels, 6)}.");

    private static double[] Doubles<T>(IEnumerable<T> values, string operation, string name, string what)
        where T : INumber<T>
    {
        if (values is null) throw new ArgumentNullException(what, $"{Series.Who(operation, name)} has no {what}: it is null.");
        return [.. values.Select(double.CreateSaturating)];
    }

    private static (double[] X, double[] Y) Pairs<TX, TY>(IEnumerable<(TX X, TY Y)> points, string operation, string name)
        where TX : INumber<TX>
        where TY : INumber<TY>
    {
        if (points is null) throw new ArgumentNullException(nameof(points), $"{Series.Who(operation, name)} has no points: they are null.");
        (TX X, TY Y)[] all = [.. points];
        return (Doubles(all.Select(p => p.X), operation, name, "x"), Doubles(all.Select(p => p.Y), operation, name, "y"));
    }

    private static double[] Count(int count) => [.. Enumerable.Range(0, count).Select(i => (double)i)];
}
