using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// What a lesson asserts with. Each call prints one line, such as <c>ok  E_total = 0.0141813779, expected 0.014181378 within 1e-09</c>,
/// or fails the cell with the same figures, so that a wrong number is red and not merely printed.
/// Used in lessons 01, 02, 03, 04, 05, 06, 07, 08, 09, 10, 11, 12, 13.
/// </summary>
public static class Check
{
    /// <summary>Checks that |actual - expected| is at most the tolerance.</summary>
    /// <exception cref="CheckFailedException">It is more, or one of the numbers is NaN.</exception>
    /// <exception cref="ArgumentException">The tolerance is not a number of zero or more.</exception>
    public static void Near(string what, double actual, double expected, double tolerance)
    {
        RequireTolerance(tolerance);
        bool ok = actual == expected || Math.Abs(actual - expected) <= tolerance;
        Report(ok, $"{what} = {Number(actual)}, expected {Number(expected)} {Within(tolerance)}",
            $"off by {NumberText.Significant(Math.Abs(actual - expected), 3)}");
    }

    /// <summary>Checks that |actual - expected| is at most the tolerance times |expected|.</summary>
    /// <exception cref="CheckFailedException">It is more, or one of the numbers is NaN.</exception>
    /// <exception cref="ArgumentException">The tolerance is not a number of zero or more.</exception>
    public static void NearRelative(string what, double actual, double expected, double tolerance)
    {
        RequireTolerance(tolerance);
        double error = actual == expected ? 0 : Math.Abs((actual - expected) / expected);
        Report(error <= tolerance, $"{what} = {Number(actual)}, expected {Number(expected)} within a relative {Number(tolerance)}",
            $"the relative error is {NumberText.Significant(error, 3)}");
    }

    /// <summary>Checks that two matrices have the same shape and no two entries differ by more than the tolerance.</summary>
    /// <exception cref="CheckFailedException">The shapes or some entries differ.</exception>
    public static void Near(string what, Matrix<double> actual, Matrix<double> expected, double tolerance)
    {
        RequireTolerance(tolerance);
        RequireBoth(what, actual, expected);
        if ((actual.RowCount, actual.ColumnCount) != (expected.RowCount, expected.ColumnCount))
        {
            throw new CheckFailedException($"{what} has the shape ({actual.RowCount}, {actual.ColumnCount}), " +
                $"expected ({expected.RowCount}, {expected.ColumnCount})");
        }
        NearEntries(what, tolerance, from i in Enumerable.Range(0, actual.RowCount)
                                     from j in Enumerable.Range(0, actual.ColumnCount)
                                     select ($"[{i}, {j}]", actual[i, j], expected[i, j]));
    }

    /// <summary>Checks that two vectors have the same length and no two entries differ by more than the tolerance.</summary>
    /// <exception cref="CheckFailedException">The lengths or some entries differ.</exception>
    public static void Near(string what, Vector<double> actual, Vector<double> expected, double tolerance)
    {
        RequireTolerance(tolerance);
        RequireBoth(what, actual, expected);
        if (actual.Count != expected.Count)
            throw new CheckFailedException($"{what} has {actual.Count} entries, expected {expected.Count}");
        NearEntries(what, tolerance, actual.Zip(expected).Select((pair, i) => ($"[{i}]", pair.First, pair.Second)));
    }

    /// <summary>Checks that two arrays have the same length and no two entries differ by more than the tolerance.</summary>
    /// <exception cref="CheckFailedException">The lengths or some entries differ.</exception>
    public static void Near(string what, double[] actual, double[] expected, double tolerance)
    {
        RequireBoth(what, actual, expected);
        Near(what, Vector<double>.Build.Dense(actual), Vector<double>.Build.Dense(expected), tolerance);
    }

    /// <summary>Checks that a statement is true.</summary>
    /// <exception cref="CheckFailedException">It is not.</exception>
    public static void That(bool condition, string what) => Report(condition, what, "this does not hold");

    private static void NearEntries(string what, double tolerance, IEnumerable<(string Index, double Actual, double Expected)> entries)
    {
        double largest = 0;
        foreach (var (index, actual, expected) in entries)
        {
            double error = actual == expected ? 0 : Math.Abs(actual - expected);
            if (!(error <= tolerance)) Near(what + index, actual, expected, tolerance);
            largest = Math.Max(largest, error);
        }
        Report(true, $"{what}: all entries as expected {Within(tolerance)}, the largest difference is {NumberText.Significant(largest, 3)}", "");
    }

    private static void Report(bool ok, string line, string trouble)
    {
        if (!ok) throw new CheckFailedException($"{line}: {trouble}");
        Console.WriteLine("ok  " + line);
    }

    private static string Within(double tolerance) => tolerance == 0 ? "exactly" : $"within {Number(tolerance)}";

    private static void RequireTolerance(double tolerance)
    {
        if (!(tolerance >= 0)) throw new ArgumentException($"A tolerance is a number of zero or more, not {Number(tolerance)}.");
    }

    private static void RequireBoth(string what, object? actual, object? expected)
    {
        if (actual is null) throw new CheckFailedException($"{what} is null: was it computed?");
        if (expected is null) throw new CheckFailedException($"{what}: what is expected is null");
    }

    private static string Number(double x) => NumberText.Significant(x, 9);
}
