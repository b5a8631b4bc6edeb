using MathNet.Numerics.LinearAlgebra;
using Teaching.Tests.Layers;

namespace Teaching.Tests.Networks;

public class NetworkTests
{
    private static readonly Matrix<double> X = Drawn(6, 5, 3);
    private static readonly Matrix<double> Y = CrossEntropy.OneHot<double>([0, 1, 2, 2, 1, 0], 3);

    [Fact]
    public void A_network_with_every_kind_of_layer_passes_the_gradient_check()
    {
        var rng = new Rng(2);
        var network = new Network<double>(
            new Dense<double>(5, 8, Activation.Relu, Start.He, rng), new Dense<double>(8, 7, Activation.Tanh, Start.Xavier, rng),
            new Dense<double>(7, 6, Activation.LeakyRelu(), Start.He, rng), new Dense<double>(6, 4, Activation.Sigmoid, Start.Xavier, rng),
            new Dense<double>(4, 3, Activation.Identity, Start.Normal(0.5), rng), new SoftmaxLayer<double>(3));
        var check = network.CheckGradients(new CrossEntropyLoss<double>(), X, Y).Assert();
        Assert.Equal(["X", "W1", "b1", "W2", "b2", "W3", "b3", "W4", "b4", "W5", "b5"], check.Entries.Select(e => e.Parameter).Distinct());
    }

    [Theory]
    [InlineData(0, "W")]
    [InlineData(0, "b")]
    [InlineData(1, "X")]
    [InlineData(1, "W")]
    public void A_planted_percent_in_one_layer_is_found(int layer, string where)
    {
        var dense = Network.OfDense<double>([5, 8, 3], Activation.Tanh, Start.He, new Rng(2)).Layers;
        var network = new Network<double>([.. dense.Select((one, i) => i == layer ? new Wrong(one, where) : one)]);
        Assert.False(network.CheckGradients(new SoftmaxCrossEntropyLoss<double>(), X, Y).Passes());
    }

    [Fact]
    public void A_network_says_what_it_is()
    {
        var network = Network.OfDense<float>([784, 256, 128, 10], Activation.Relu, Start.He, new Rng(1));
        Assert.Equal("network 784-256-128-10, 235,146 parameters", network.ToString());
        Assert.Equal(784 * 256 + 256 + 256 * 128 + 128 + 128 * 10 + 10, network.ParameterCount);
        Assert.Contains("Dense 256-128 ReLU  (N, 256)  (N, 128)      32,896", network.ToTable().ToString());
        Assert.Equal(["W1 (784, 256)", "b1 (1, 256)"], network.Parameters.Take(2).Select(p => p.ToString()));
    }

    [Fact]
    public void Batch_normalisation_does_not_count_as_a_width()
    {
        var rng = new Rng(1);
        var network = new Network<float>(new Dense<float>(4, 3, Activation.Identity, Start.He, rng), new BatchNormalization<float>(3), new Dense<float>(3, 2, Activation.Identity, Start.He, rng));
        Assert.Equal("network 4-3-2, 29 parameters", network.ToString());
    }

    [Fact]
    public void Layers_that_do_not_fit_are_named()
    {
        var layer = new Dense<double>(5, 8, Activation.Relu, Start.He, new Rng(1));
        Assert.Equal("Layer 1 (Dense 5-8 ReLU) gives 8 outputs, but layer 2 (softmax 7) takes 7 inputs.",
            Assert.Throws<ArgumentException>(() => new Network<double>(layer, new SoftmaxLayer<double>(7))).Message);
        Assert.Contains("at least one layer", Assert.Throws<ArgumentException>(() => new Network<double>()).Message);
        Assert.Contains("at least two widths", Assert.Throws<ArgumentException>(() => Network.OfDense<double>([5], Activation.Relu, Start.He, new Rng(1))).Message);
    }

    private static Matrix<double> Drawn(int rows, int columns, long seed)
    {
        var rng = new Rng(seed);
        return Matrix<double>.Build.Dense(rows, columns, (_, _) => rng.Gaussian());
    }
}
