using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Lessons.Errata;

/// <summary>
/// The pieces of code of the source "Introduction To neural Networks" that lessons 01 and 11 show as wrong, and that they are wrong in
/// just that way. The figures are those that the source's own Python code gives with NumPy on the same numbers.
/// </summary>
public class IntroductionTests
{
    private static readonly double[] Y = [0, 0, 1, 0, 1, 1], P = [0.1, 0.2, 0.4, 0.7, 0.8, 0.9];

    /// <summary>-np.mean(targets * np.log(output + buffer)).</summary>
    private static double SourceLoss(double[,] output, double[,] targets, double buffer) =>
        -output.Cast<double>().Zip(targets.Cast<double>(), (o, t) => t * Math.Log(o + buffer)).Average();

    /// <summary>np.mean(np.argmax(output, axis=1) == np.argmax(targets, axis=1)).</summary>
    private static double SourceAccuracy(double[,] output, double[,] targets) =>
        Enumerable.Range(0, output.GetLength(0)).Average(i => ArgMax(output, i) == ArgMax(targets, i) ? 1.0 : 0.0);

    /// <summary>The gradient of x + 2y² + 5z³ as the source has it: x where 1 belongs.</summary>
    private static double[] SourceGradient(double[] v) => [v[0], 2 * (2 * v[1]), 5 * (3 * v[2] * v[2])];

    /// <summary>np.gradient of a list.</summary>
    private static double[] NpGradient(double[] f) => [.. Enumerable.Range(0, f.Length).Select(i =>
        (f[Math.Min(i + 1, f.Length - 1)] - f[Math.Max(i - 1, 0)]) / (Math.Min(i + 1, f.Length - 1) - Math.Max(i - 1, 0)))];

    private static double F(double[] v) => v[0] + 2 * Math.Pow(v[1], 2) + 5 * Math.Pow(v[2], 3);

    [Fact]
    public void Its_categorical_loss_is_divided_by_the_number_of_classes_as_well()
    {
        double true2 = CrossEntropy.Mean(Dense(TwoColumns(P)), Dense(TwoColumns(Y)));
        Assert.Equal(0.23143930575738395, SourceLoss(TwoColumns(P), TwoColumns(Y), 1e-10), 1e-15);
        Assert.Equal(true2 / 2, SourceLoss(TwoColumns(P), TwoColumns(Y), 0.0), 1e-15);

        var rng = new Rng(1);
        double[,] scores = new double[5, 10], targets = new double[5, 10];
        for (int i = 0; i < 50; i++) scores[i / 10, i % 10] = rng.Gaussian();
        for (int i = 0; i < 5; i++) targets[i, i] = 1;
        var probabilities = Softmax.Rows(Dense(scores));
        double true10 = CrossEntropy.Mean(probabilities, Dense(targets));
        Assert.Equal(true10 / 10, SourceLoss(probabilities.ToArray(), targets, 0.0), 1e-15);
    }

    [Fact]
    public void In_one_column_its_loss_forgets_every_example_of_class_0()
    {
        Assert.Equal(0.20746579972668, SourceLoss(Column(P), Column(Y), 1e-10), 1e-15);
        Assert.Equal(-5.000000413451855e-11, SourceLoss(Column([1, 1, 1, 1, 1, 1]), Column(Y), 1e-10), 1e-17);
        Assert.Equal(double.PositiveInfinity, BinaryCrossEntropy.Mean(Dense(Column([1, 1, 1, 1, 1, 1])), Dense(Column(Y))));
    }

    [Fact]
    public void Its_buffer_makes_perfect_predictions_cost_less_than_nothing_and_without_it_they_are_not_a_number()
    {
        Assert.Equal(-5.000000413451855e-11, SourceLoss(TwoColumns(Y), TwoColumns(Y), 1e-10), 1e-17);
        Assert.Equal(23.025850929940457, SourceLoss(Column([0]), Column([1]), 1e-10), 1e-13);
        Assert.True(double.IsNaN(SourceLoss(TwoColumns(Y), TwoColumns(Y), 0)));
    }

    [Fact]
    public void Its_accuracy_of_one_column_is_always_1_and_of_two_columns_right()
    {
        Assert.Equal(4.0 / 6, SourceAccuracy(TwoColumns(P), TwoColumns(Y)), 1e-15);
        Assert.Equal(1, SourceAccuracy(Column(P), Column(Y)));
        Assert.Equal(1, SourceAccuracy(Column([.. P.Select(p => 1 - p)]), Column(Y)));
    }

    [Fact]
    public void Its_gradient_has_x_where_1_belongs_which_shows_everywhere_but_at_x_equal_to_1()
    {
        double[] printed = [3, 16, 375];
        Assert.Equal(660, F([3, 4, 5]));
        Assert.Equal(printed, SourceGradient([3, 4, 5]));
        var check = GradientCheck.Of(F, [3, 4, 5], SourceGradient([3, 4, 5]));
        Assert.Equal([false, true, true], check.Entries.Select(entry => entry.RelativeError < 1e-6));
        Assert.True(GradientCheck.Of(F, [1, 4, 5], SourceGradient([1, 4, 5])).Passes());
        Assert.True(GradientCheck.Of(F, [3, 4, 5], [1, 16, 375]).Passes());
    }

    [Fact]
    public void Np_gradient_of_the_point_gives_the_differences_of_its_numbers()
    {
        Assert.Equal([1, 1, 1], NpGradient([3, 4, 5]));
        Assert.Equal([-2, 1, 4], NpGradient([3, 1, 5]));
        Assert.Equal([1, 2, 4, 6, 7], NpGradient([0, 1, 4, 9, 16]));
    }

    private static int ArgMax(double[,] table, int row) =>
        Enumerable.Range(0, table.GetLength(1)).MaxBy(column => table[row, column]);

    private static double[,] TwoColumns(double[] yes)
    {
        var table = new double[yes.Length, 2];
        for (int i = 0; i < yes.Length; i++) (table[i, 0], table[i, 1]) = (1 - yes[i], yes[i]);
        return table;
    }

    private static double[,] Column(double[] values)
    {
        var table = new double[values.Length, 1];
        for (int i = 0; i < values.Length; i++) table[i, 0] = values[i];
        return table;
    }

    private static Matrix<double> Dense(double[,] values) => Matrix<double>.Build.DenseOfArray(values);
}
