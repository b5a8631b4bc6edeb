using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Charts;

/// <content>Heatmaps.</content>
public sealed partial class Chart
{
    /// <summary>A matrix as coloured cells with their values, row 0 on top.</summary>
    /// <param name="values">The matrix, [row, column].</param>
    /// <param name="rows">Names of the rows; null numbers them from 0.</param>
    /// <param name="columns">Names of the columns; null numbers them from 0.</param>
    /// <param name="showValues">Whether the values are written into the cells, where there is room.</param>
    /// <exception cref="ArgumentException">The matrix has no value, or not as many names as rows or columns.</exception>
    public static Chart Heatmap<T>(T[,] values, IEnumerable<string>? rows = null, IEnumerable<string>? columns = null, bool showValues = true)
        where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(values);
        return HeatmapOf(Grid(values.GetLength(0), values.GetLength(1), (r, c) => double.CreateSaturating(values[r, c])), rows, columns, showValues);
    }

    /// <summary>A matrix given row by row as coloured cells with their values.</summary>
    /// <exception cref="ArgumentException">There is no value, the rows differ in length, or not as many names as rows or columns.</exception>
    public static Chart Heatmap<T>(
        IEnumerable<IEnumerable<T>> values, IEnumerable<string>? rows = null, IEnumerable<string>? columns = null, bool showValues = true)
        where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(values);
        T[][] all = [.. values.Select(row => row.ToArray())];
        int width = all.Length == 0 ? 0 : all[0].Length;
        int odd = Array.FindIndex(all, row => row.Length != width);
        if (odd >= 0) throw new ArgumentException($"Chart.Heatmap: row {odd} has {all[odd].Length} values and row 0 has {width}; all rows must be as long.");
        return HeatmapOf(Grid(all.Length, width, (r, c) => double.CreateSaturating(all[r][c])), rows, columns, showValues);
    }

    /// <summary>A MathNet matrix as coloured cells with their values.</summary>
    /// <exception cref="ArgumentException">Not as many names as rows or columns.</exception>
    public static Chart Heatmap<T>(Matrix<T> values, IEnumerable<string>? rows = null, IEnumerable<string>? columns = null, bool showValues = true)
        where T : struct, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(values);
        return HeatmapOf(Grid(values.RowCount, values.ColumnCount, (r, c) => double.CreateSaturating(values[r, c])), rows, columns, showValues);
    }

    private static Chart HeatmapOf(double[,] values, IEnumerable<string>? rows, IEnumerable<string>? columns, bool showValues)
    {
        if (values.Length == 0) throw new ArgumentException($"Chart.Heatmap: the matrix ({values.GetLength(0)}, {values.GetLength(1)}) is empty: it needs at least one value.");
        return Of(new Panel
        {
            X = new Axis { Categories = Names(columns, values.GetLength(1), "columns") },
            Y = new Axis { Categories = Names(rows, values.GetLength(0), "rows"), Reversed = true },
            Marks = [new HeatmapMark(values, showValues)],
        });
    }

    private static string[] Names(IEnumerable<string>? given, int count, string what)
    {
        if (given is null) return [.. Enumerable.Range(0, count).Select(i => NumberText.Significant(i, 10))];
        string[] names = [.. given];
        return names.Length == count
            ? names
            : throw new ArgumentException($"Chart.Heatmap: there are {count} {what} and {names.Length} names for them.");
    }

    private static double[,] Grid(int rows, int columns, Func<int, int, double> value)
    {
        var grid = new double[rows, columns];
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++) grid[r, c] = value(r, c);
        }
        return grid;
    }
}
