using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Lessons.Errata;

/// <summary>
/// What the source of lesson 08, "Exercise 1" parts c to e, does in code: its second network, its test and its averages are
/// wrong in just the way that the lesson says.
/// </summary>
public class Exercise1NetworksTests
{
    private static readonly Matrix<double> Images = Drawn(64, 20, seed: 4);

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public void A_dropout_that_is_declared_and_not_called_changes_nothing_whatever_its_rate(double rate)
    {
        var (declared, applied) = (new SourceNetwork(rate), new SourceNetwork(rate));
        Matrix<double> first = declared.Forward(Images);
        Assert.Equal(new SourceNetwork(0.2).Forward(Images), first);
        Assert.Equal(first, declared.Forward(Images));
        Assert.DoesNotContain(declared.Hidden.Enumerate(), a => a == 0);

        Matrix<double> dropped = applied.Forward(Images, callDropout: true);
        Assert.NotEqual(first, dropped);
        Assert.NotEqual(dropped, applied.Forward(Images, callDropout: true));
        Assert.InRange(applied.Hidden.Enumerate().Count(a => a == 0) / (64.0 * SourceNetwork.Width), rate - 0.06, rate + 0.06);
    }

    [Fact]
    public void In_training_mode_what_the_network_says_of_an_image_depends_on_the_others_in_the_batch()
    {
        var network = new SourceNetwork(0.5);
        Vector<double> alone = network.Forward(Images).Row(0), amongOthers = network.Forward(Batch(Images.Row(0), Drawn(63, 20, seed: 5) + 1)).Row(0);
        Assert.True((alone - amongOthers).L2Norm() > 0.1);

        network.Normalisation.IsTraining = false;
        alone = network.Forward(Images).Row(0);
        Assert.Equal(alone, network.Forward(Batch(Images.Row(0), Drawn(63, 20, seed: 5) + 1)).Row(0));
    }

    [Fact]
    public void Testing_in_training_mode_changes_the_network_and_cannot_test_one_image()
    {
        var network = new SourceNetwork(0.5);
        network.Forward(Images);
        double[] before = [.. network.Normalisation.RunningMean.Row(0)];
        network.Forward(Drawn(64, 20, seed: 6) + 1);   // the test; without gradients, and in training mode
        Assert.NotEqual(before, network.Normalisation.RunningMean.Row(0));
        Assert.Contains("one number a channel", Assert.Throws<ArgumentException>(() => network.Forward(Images.SubMatrix(0, 1, 0, 20))).Message);

        before = [.. network.Normalisation.RunningMean.Row(0)];
        network.Normalisation.IsTraining = false;
        network.Forward(Images.SubMatrix(0, 1, 0, 20));
        Assert.Equal(before, network.Normalisation.RunningMean.Row(0));
    }

    [Theory]
    [InlineData(60_000)]
    [InlineData(10_000)]
    public void The_mean_of_batch_means_counts_the_images_of_the_last_batch_too_much(int images)
    {
        // 60,000 images in batches of 64 leave 32 for the last one, 10,000 leave 16; those get the loss 1, all others 0.
        int last = images % 64, batches = (images + 63) / 64;
        double[] losses = [.. Enumerable.Range(0, images).Select(i => i < images - last ? 0.0 : 1.0)];
        double source = losses.Chunk(64).Sum(batch => batch.Average()) / batches;   // test_loss / len(testloader)
        Assert.Equal(1.0 / batches, source, 1e-15);
        Assert.Equal(64.0 / last, source / losses.Average(), 0.03);
        Assert.Equal(losses.Take(images - last).Chunk(64).Average(batch => batch.Average()), losses.Take(images - last).Average());
    }

    [Fact]
    public void By_the_figures_of_the_source_the_complex_network_has_the_larger_gap()
    {
        double simple = 0.4217475307215551 - 0.37405235665058023, complex = 0.320014977293789 - 0.19269801209222026;
        Assert.Equal(0.0477, simple, 1e-4);
        Assert.Equal(0.1273, complex, 1e-4);
    }

    private static Matrix<double> Drawn(int rows, int columns, long seed)
    {
        var rng = new Rng(seed);
        return Matrix<double>.Build.Dense(rows, columns, (_, _) => rng.Gaussian());
    }

    private static Matrix<double> Batch(Vector<double> first, Matrix<double> others) => first.ToRowMatrix().Stack(others);

    /// <summary>The source's second network with one hidden layer of its three: dropout is a field, and forward does not call it.</summary>
    private sealed class SourceNetwork(double rate)
    {
        public const int Width = 30;

        private readonly Dense<double> fc1 = new(20, Width, Activation.Identity, Initializer.He, new Rng(1)), fc2 = new(Width, 10, Activation.Identity, Initializer.He, new Rng(2));
        private readonly ActivationLayer<double> relu = new(Width, Activation.LeakyRelu(0.2));
        private readonly Dropout<double> dropout = new(Width, rate, new Rng(3));

        public BatchNormalization<double> Normalisation { get; } = new(Width);

        public Matrix<double> Hidden { get; private set; } = null!;

        public Matrix<double> Forward(Matrix<double> X, bool callDropout = false)
        {
            Hidden = relu.Forward(Normalisation.Forward(fc1.Forward(X)));
            if (callDropout) Hidden = dropout.Forward(Hidden);
            return fc2.Forward(Hidden).Clone();
        }
    }
}
