using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Layers;

public class BatchNormalizationTests
{
    [Fact]
    public void A_hand_worked_example_comes_out()
    {
        // Columns 1 3 5 7 and 2 2 2 2: means 4 and 2, variances 5 and 0, unbiased 20/3 and 0.
        var layer = new BatchNormalization<double>(2);
        layer.gamma[0, 0] = 2 * Math.Sqrt(5 + 1e-5);   // so Y is 2·(X - 4)
        layer.beta[0, 1] = 0.5;
        var X = Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 2 }, { 3, 2 }, { 5, 2 }, { 7, 2 } });
        var expected = Matrix<double>.Build.DenseOfArray(new double[,] { { -6, 0.5 }, { -2, 0.5 }, { 2, 0.5 }, { 6, 0.5 } });
        Assert.Equal(0, (expected - layer.Forward(X)).InfinityNorm(), 1e-14);
        Assert.Equal(0.4, layer.RunningMean[0, 0], 1e-15);
        Assert.Equal(0.9 + 0.1 * 20 / 3, layer.RunningVariance[0, 0], 1e-15);
        Assert.Equal(0.9, layer.RunningVariance[0, 1], 1e-15);
    }

    [Fact]
    public void A_channel_of_images_has_mean_0_and_variance_1_over_batch_and_pixels()
    {
        var rng = new Rng(1);
        var X = Matrix<float>.Build.Dense(9, 2 * 5 * 3, (_, j) => (float)(100 + (j < 15 ? 7 : -20) + (j < 15 ? 0.5 : 30) * rng.Gaussian()));
        var Y = new BatchNormalization<float>(new ImageShape(2, 5, 3)).Forward(X);
        foreach (int first in new[] { 0, 15 })
        {
            double[] y = [.. Y.SubMatrix(0, 9, first, 15).Enumerate()];
            Assert.Equal(0, y.Average(), 1e-5);
            Assert.Equal(1, y.Average(v => v * v), 1e-3);
        }
    }

    [Fact]
    public void In_evaluation_an_example_does_not_depend_on_the_others()
    {
        var layer = new BatchNormalization<double>(new ImageShape(2, 2, 2));
        var rng = new Rng(1);
        var X = Matrix<double>.Build.Dense(50, 8, (_, j) => j + rng.Gaussian());
        for (int i = 0; i < 200; i++) layer.Forward(X);
        var training = layer.Forward(X).Clone();
        layer.IsTraining = false;
        var all = layer.Forward(X).Clone();
        Assert.Equal(all.SubMatrix(7, 1, 0, 8), layer.Forward(X.SubMatrix(7, 1, 0, 8)));
        Assert.Equal(0, (all - training).Enumerate().Max(Math.Abs), 0.01);
        Assert.NotEqual(all, training);
    }

    [Fact]
    public void One_number_a_channel_cannot_be_normalised_in_training()
    {
        var layer = new BatchNormalization<double>(3);
        var one = Matrix<double>.Build.Dense(1, 3, 1);
        Assert.Contains("X (1, 3): its variance is 0", Assert.Throws<ArgumentException>(() => layer.Forward(one)).Message);
        layer.IsTraining = false;
        layer.Forward(one);
        new BatchNormalization<double>(new ImageShape(1, 1, 3)).Forward(one);
    }

    [Fact]
    public void A_network_and_its_evaluation_set_the_mode()
    {
        var rng = new Rng(1);
        var network = new Network<double>(new Dense<double>(4, 3, Activation.Relu, Initializer.He, rng), new Dropout<double>(3, 0.5, rng), new BatchNormalization<double>(3));
        var X = Matrix<double>.Build.Dense(20, 4, (_, _) => rng.Gaussian());
        var Y = Matrix<double>.Build.Dense(20, 3, (i, j) => i % 3 == j ? 1 : 0);
        var loss = new SoftmaxCrossEntropyLoss<double>();
        var examples = Examples<double>.Of(X, Y);
        Assert.True(network.IsTraining);
        Assert.Equal(Evaluation.Of(network, loss, examples).Outputs, Evaluation.Of(network, loss, examples).Outputs);
        Assert.All(network.Layers, layer => Assert.True(layer.IsTraining));
        Assert.Equal(0, network.Layers[2].Statistics[0].Value[0, 0]);
        network.IsTraining = false;
        Assert.All(network.Layers, layer => Assert.False(layer.IsTraining));
        Evaluation.Of(network, loss, examples);
        Assert.False(network.IsTraining);
        new Trainer<double>(network, loss, new Sgd<double>(network, 0.1), examples) { BatchSize = 10, Validation = examples }.Run(1, TestContext.Current.CancellationToken);
        Assert.True(network.IsTraining);
        Assert.NotEqual(0, network.Layers[2].Statistics[0].Value[0, 0]);
    }

    [Fact]
    public void A_network_with_dropout_and_normalisation_passes_the_gradient_check()
    {
        var rng = new Rng(2);
        ImageShape image = new(1, 8, 8);
        var one = new Convolution<double>(image, 3, 3, Initializer.He, rng, bias: false, activation: Activation.Tanh);
        var pool = new MaxPooling<double>(one.Output, 2);
        var network = new Network<double>(one, new Dropout<double>(one.Outputs, 0.2, rng), new BatchNormalization<double>(one.Output), pool,
            new BatchNormalization<double>(pool.Output), new Dense<double>(pool.Outputs, 4, Activation.Identity, Initializer.He, rng));
        var X = Matrix<double>.Build.Dense(6, 64, (_, _) => rng.Gaussian());
        var Y = Matrix<double>.Build.Dense(6, 4, (i, j) => i % 4 == j ? 1 : 0);
        network.CheckGradients(new SoftmaxCrossEntropyLoss<double>(), X, Y).Assert();
        Assert.False(((Dropout<double>)network.Layers[1]).KeepsMask);
    }
}
