using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>Says of numbers that should be others what kind of mistake would give them. It names no expected number.</summary>
internal static class Diagnosis
{
    private const double Tolerance = 1e-9;

    /// <summary>Whether all parts of all trials agree to nine digits.</summary>
    public static bool Same(IReadOnlyList<IReadOnlyList<AnswerPart>> actual, IReadOnlyList<IReadOnlyList<AnswerPart>> expected) =>
        actual.Zip(expected).All(trial => trial.First.Count == trial.Second.Count
            && trial.First.Zip(trial.Second).All(part => Equal(part.First.Value, part.Second.Value)));

    /// <summary>The mistake of the first part that differs.</summary>
    /// <param name="actual">The reader's parts, by trial.</param>
    /// <param name="expected">The right ones.</param>
    /// <param name="sizes">The size of each trial's inputs.</param>
    public static string Of(IReadOnlyList<IReadOnlyList<AnswerPart>> actual, IReadOnlyList<IReadOnlyList<AnswerPart>> expected, int[] sizes)
    {
        for (int trial = 0; trial < actual.Count; trial++)
        {
            if (actual[trial].Count != expected[trial].Count)
                return $"there are {Count(actual[trial].Count)} where {Count(expected[trial].Count)} belong: is the loop off by one?";
        }
        // The parts that every trial has; a part that only some have is judged where it stands.
        int parts = expected.Max(trial => trial.Count);
        for (int k = 0; k < parts; k++)
        {
            int[] having = [.. Enumerable.Range(0, expected.Count).Where(trial => k < expected[trial].Count)];
            Matrix<double>?[] theirs = [.. having.Select(trial => actual[trial][k].Value)];
            Matrix<double>[] right = [.. having.Select(trial => expected[trial][k].Value!)];
            if (theirs.Zip(right).All(pair => Equal(pair.First, pair.Second))) continue;
            return expected[having[0]][k].Name + " " + OfPart(theirs, right, [.. having.Select(trial => sizes[trial])]);
        }
        return "some results differ.";
    }

    private static string OfPart(Matrix<double>?[] actual, Matrix<double>[] expected, int[] sizes)
    {
        if (actual.Any(value => value is null)) return "is null: was it computed?";
        Matrix<double>[] theirs = [.. actual.Select(value => value!)];
        var pairs = theirs.Zip(expected).ToArray();

        if (pairs.All(pair => Equal(pair.First, pair.Second.Transpose()))) return "is transposed: rows and columns are exchanged.";
        foreach (var (value, right) in pairs)
        {
            if (!SameShape(value, right))
                return $"has the wrong shape: {ShapeOf(value)} where {ShapeOf(right)} belongs.";
        }
        if (theirs.Any(value => value.Enumerate().Any(x => !double.IsFinite(x)))) return "holds a NaN or an infinity for ordinary inputs.";
        if (pairs.All(pair => pair.First.Enumerate().All(x => x == 0))) return "is all zeros: was it filled?";

        double?[] factors = [.. pairs.Select(pair => FactorOf(pair.First, pair.Second))];
        if (factors.All(factor => factor is not null))
            return OfFactors([.. factors.Select(factor => factor!.Value)], sizes);
        if (pairs.All(pair => Equal(pair.First.PointwiseAbs(), pair.Second.PointwiseAbs()))) return "has the right sizes, but some signs are wrong.";
        if (pairs.All(pair => IsShifted(pair.First, pair.Second))) return "is off by one: right numbers, one place away from where they belong.";
        return "differs, and not by a sign or a constant factor. Does each number come from the place that the formula names?";
    }

    private static string OfFactors(double[] factors, int[] sizes)
    {
        if (factors.All(factor => Near(factor, -1))) return "has the wrong sign.";
        if (factors.Zip(sizes).All(pair => Near(pair.First, pair.Second))) return "is too large by the factor N, the number of rows: a sum where a mean belongs?";
        if (factors.Zip(sizes).All(pair => Near(pair.First, 1.0 / pair.Second))) return "is too small by the factor N, the number of rows: a mean where a sum belongs?";
        if (factors.All(factor => Near(factor, factors[0])))
            return $"is {NumberText.Significant(factors[0], 4)} times what it should be, always: a constant factor{(factors[0] < 0 ? " and a sign" : "")}.";
        return "has the right direction but the wrong length: a factor that changes with the inputs is missing or too much.";
    }

    /// <summary>By what all entries are multiplied; null if there is no such number.</summary>
    private static double? FactorOf(Matrix<double> actual, Matrix<double> expected)
    {
        double factor = actual.PointwiseMultiply(expected).Enumerate().Sum() / expected.PointwiseMultiply(expected).Enumerate().Sum();
        return double.IsFinite(factor) && factor != 0 && Equal(actual, expected * factor) ? factor : null;
    }

    private static bool IsShifted(Matrix<double> actual, Matrix<double> expected) =>
        actual.ColumnCount > 1 && new[] { 1, actual.ColumnCount - 1 }.Any(by => Enumerable.Range(0, actual.ColumnCount)
            .All(j => Equal(actual.SubMatrix(0, actual.RowCount, j, 1), expected.SubMatrix(0, actual.RowCount, (j + by) % actual.ColumnCount, 1))));

    private static bool Equal(Matrix<double>? actual, Matrix<double>? expected) =>
        actual is not null && expected is not null && SameShape(actual, expected)
        && actual.Enumerate().Zip(expected.Enumerate()).All(pair => Near(pair.First, pair.Second));

    private static bool Near(double actual, double expected) => Math.Abs(actual - expected) <= Tolerance * Math.Max(1, Math.Abs(expected));

    private static bool SameShape(Matrix<double> a, Matrix<double> b) => (a.RowCount, a.ColumnCount) == (b.RowCount, b.ColumnCount);

    private static string ShapeOf(Matrix<double> a) => $"({a.RowCount}, {a.ColumnCount})";

    private static string Count(int results) => results == 1 ? "1 result" : $"{results} results";
}
