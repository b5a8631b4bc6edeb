using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Lessons.Errata;

/// <summary>What the second half of the source "Backpropagation", its "Code Details", does and claims, and what is right.</summary>
public class CodeDetailsTests
{
    private static readonly Matrix<double> Z = Matrix<double>.Build.Dense(6, 10, (n, c) => Math.Sin(7 * n + 3 * c));

    /// <summary>The last line of the source's network, <c>F.log_softmax(x, dim=0)</c>: down the batch.</summary>
    private static Matrix<double> LogSoftmaxOverBatch(Matrix<double> z)
    {
        double[] logSums = [.. z.EnumerateColumns().Select(column => Math.Log(column.Sum(Math.Exp)))];
        return Matrix<double>.Build.Dense(z.RowCount, z.ColumnCount, (n, c) => z[n, c] - logSums[c]);
    }

    private static double Loss(Matrix<double> logP, int[] labels) => -labels.Select((label, n) => logP[n, label]).Average();

    private static int Decision(params double[][] batch) => LogSoftmaxOverBatch(Matrix<double>.Build.DenseOfRowArrays(batch)).Row(0).MaximumIndex();

    [Fact]
    public void The_softmax_over_dim_0_sums_to_1_over_the_images_of_the_batch_and_not_over_the_classes()
    {
        var p = LogSoftmaxOverBatch(Z).PointwiseExp();
        Assert.All(p.ColumnSums(), sum => Assert.Equal(1, sum, 1e-12));
        Assert.Contains(p.RowSums(), sum => Math.Abs(sum - 1) > 0.2);
        Assert.All(new LogSoftmaxLayer<double>(10).Forward(Z).PointwiseExp().RowSums(), sum => Assert.Equal(1, sum, 1e-12));
    }

    [Fact]
    public void Over_dim_0_a_single_image_has_the_loss_0_and_class_0_whatever_its_logits()
    {
        var alone = LogSoftmaxOverBatch(Matrix<double>.Build.DenseOfRowArrays([1.0, -2, 9, 0, 3, 4, 1, 5, 6, 7]));
        Assert.Equal(0, Loss(alone, [2]), 1e-12);
        Assert.All(alone.Row(0), logP => Assert.Equal(0, logP, 1e-12));
    }

    [Fact]
    public void Over_dim_0_the_decision_for_an_image_depends_on_its_company()
    {
        Assert.Equal(1, Decision([2, 1], [9, 1]));
        Assert.Equal(0, Decision([2, 1], [1, 9]));
    }

    [Fact]
    public void Over_dim_0_the_loss_starts_at_ln_N_and_stays_above_the_logarithm_of_the_images_of_a_class()
    {
        int[] labels = [.. Enumerable.Range(0, 510).Select(n => n % 10)];
        var alike = Matrix<double>.Build.Dense(510, 10);
        var sorted = Matrix<double>.Build.Dense(510, 10, (n, c) => labels[n] == c ? 100 : -100);
        Assert.Equal(Math.Log(510), Loss(LogSoftmaxOverBatch(alike), labels), 1e-9);
        Assert.Equal(Math.Log(51), Loss(LogSoftmaxOverBatch(sorted), labels), 1e-9);
    }

    [Fact]
    public void A_gradient_check_does_not_find_dim_0_for_it_is_the_right_gradient_of_another_loss()
    {
        int[] labels = [0, 1, 2, 0, 1, 2];
        var q = LogSoftmaxOverBatch(Z).PointwiseExp();
        var dZ = Matrix<double>.Build.Dense(6, 10, (n, c) => (labels.Count(label => label == c) * q[n, c] - (labels[n] == c ? 1 : 0)) / 6);
        var z = Z.Clone();
        GradientCheck.Of(() => Loss(LogSoftmaxOverBatch(z), labels), [("Z", z, dZ)]).Assert();
    }

    [Fact]
    public void The_same_ink_is_another_number_in_the_test_than_in_the_training()
    {
        Matrix<double> Ink(double mean, double deviation) =>
            new LabelledImages([0, 255], [0], 1, 2).Batch<double>([0], PixelScale.Normalised(mean, deviation));
        Assert.Equal(2.8215, Ink(0.1307, 0.3081)[0, 1], 5e-5);
        Assert.Equal(2.7948, Ink(0.1325, 0.3104)[0, 1], 5e-5);
        Assert.Equal(-0.4242, Ink(0.1307, 0.3081)[0, 0], 5e-5);
        Assert.Equal(-0.4269, Ink(0.1325, 0.3104)[0, 0], 5e-5);
    }

    [Fact]
    public void Dividing_by_the_number_of_batches_lets_the_last_96_images_count_as_much_as_512()
    {
        double[] losses = [.. Enumerable.Repeat(0.1, 117), 1];
        int[] sizes = [.. Enumerable.Repeat(512, 117), 96];
        Assert.Equal(60_000, sizes.Sum());
        Assert.Equal(0.1076, losses.Average(), 5e-5);
        Assert.Equal(0.1014, losses.Zip(sizes, (loss, n) => loss * n).Sum() / 60_000, 5e-5);
    }

    [Fact]
    public void The_network_has_ten_convolutions_no_fully_connected_layer_and_19_972_parameters()
    {
        var network = TenConvolutions.Make<float>(new Rng(1));
        Assert.Equal(10, network.Layers.OfType<Convolution<float>>().Count());
        Assert.Empty(network.Layers.OfType<Dense<float>>());
        Assert.Equal(19_972, network.ParameterCount);
    }

    [Fact]
    public void The_receptive_fields_in_the_comments_are_all_right()
    {
        var table = TenConvolutions.Make<float>(new Rng(1)).Summary(new ImageShape(1, 28, 28));
        string[] fields = [.. table.Rows.Where(row => $"{row[0]}" is var name && (name.StartsWith("Convolution") || name.Contains("pooling"))).Select(row => $"{row[3]}")];
        int[] comments = [3, 5, 7, 9, 9, 10, 14, 18, 22, 26, 26, 28];
        Assert.Equal(comments.Select(field => $"{field} x {field}"), fields);
    }

    [Fact]
    public void The_memory_under_the_summary_is_that_of_one_image()
    {
        double numbers = TenConvolutions.Make<float>(new Rng(1)).Layers.Sum(layer => layer.Outputs), toMegabytes = 4.0 / 1024 / 1024;
        Assert.Equal(0.90, 2 * numbers * toMegabytes, 5e-3);
        Assert.Equal(461.8, 512 * 2 * numbers * toMegabytes, 0.1);
    }
}
