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
            new Dense<double>(5, 8, Activation.Relu, Initializer.He, rng), new Dense<double>(8, 7, Activation.Tanh, Initializer.Xavier, rng),
            new Dense<double>(7, 6, Activation.LeakyRelu(), Initializer.He, rng), new Dense<double>(6, 4, Activation.Sigmoid, Initializer.Xavier, rng),
            new Dense<double>(4, 3, Activation.Identity, Initializer.Normal(0.5), rng), new SoftmaxLayer<double>(3));
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
        var dense = Network.OfDense<double>([5, 8, 3], Activation.Tanh, Initializer.He, new Rng(2)).Layers;
        var network = new Network<double>([.. dense.Select((one, i) => i == layer ? new Wrong(one, where) : one)]);
        Assert.False(network.CheckGradients(new SoftmaxCrossEntropyLoss<double>(), X, Y).Passes());
    }

    [Fact]
    public void A_network_says_what_it_is()
    {
        var network = Network.OfDense<float>([784, 256, 128, 10], Activation.Relu, Initializer.He, new Rng(1));
        Assert.Equal("network 784-256-128-10, 235,146 parameters", network.ToString());
        Assert.Equal(784 * 256 + 256 + 256 * 128 + 128 + 128 * 10 + 10, network.ParameterCount);
        Assert.Contains("Dense 256-128 ReLU  (N, 256)  (N, 128)      32,896", network.ToTable().ToString());
        Assert.Equal(["W1 (784, 256)", "b1 (1, 256)"], network.Parameters.Take(2).Select(p => p.ToString()));
    }

    [Fact]
    public void Batch_normalisation_does_not_count_as_a_width()
    {
        var rng = new Rng(1);
        var network = new Network<float>(new Dense<float>(4, 3, Activation.Identity, Initializer.He, rng), new BatchNormalization<float>(3), new Dense<float>(3, 2, Activation.Identity, Initializer.He, rng));
        Assert.Equal("network 4-3-2, 29 parameters", network.ToString());
    }

    [Fact]
    public void A_layer_may_stand_in_two_networks_that_take_turns()
    {
        var (shared, rng) = (new Dense<double>(5, 4, Activation.Tanh, Initializer.Xavier, new Rng(3)), new Rng(4));
        var one = new Network<double>(shared, new Dense<double>(4, 3, Activation.Identity, Initializer.He, rng));
        var other = new Network<double>(shared, new Dense<double>(4, 3, Activation.Identity, Initializer.He, rng));
        one.CheckGradients(new SoftmaxCrossEntropyLoss<double>(), X, Y).Assert();
        other.CheckGradients(new SoftmaxCrossEntropyLoss<double>(), X, Y).Assert();
        one.CheckGradients(new SoftmaxCrossEntropyLoss<double>(), X, Y).Assert();
    }

    [Fact]
    public void Backward_also_belongs_to_layers_that_were_run_by_hand_all_of_them_or_on_the_same_X()
    {
        var network = Network.OfDense<double>([5, 4, 3], Activation.Tanh, Initializer.He, new Rng(2));
        var loss = new SoftmaxCrossEntropyLoss<double>();
        loss.Forward(network.Forward(X), Y);
        var expected = network.Backward(loss.Backward()).Clone();
        network.Layers[0].Forward(X);
        Assert.Equal(expected, network.Backward(loss.Backward()));
        network.Forward(2 * X);
        loss.Forward(network.Layers[1].Forward(network.Layers[0].Forward(X)), Y);
        Assert.Equal(expected, network.Backward(loss.Backward()));
    }

    [Fact]
    public void An_optimizer_may_leave_layers_of_the_network_alone()
    {
        var network = Network.OfDense<double>([5, 4, 3], Activation.Tanh, Initializer.He, new Rng(2));
        var before = network.Parameters.Select(p => p.Value.Clone()).ToArray();
        var last = new Network<double>(network.Layers[1]);
        new Trainer<double>(network, new SoftmaxCrossEntropyLoss<double>(), new Sgd<double>(last, 0.1), Examples<double>.Of(X, Y)) { BatchSize = 3 }.Run(2, TestContext.Current.CancellationToken);
        Assert.Equal([true, true, false, false], network.Parameters.Select((p, i) => p.Value.Equals(before[i])));
    }

    [Fact]
    public void Layers_that_do_not_fit_are_named()
    {
        var layer = new Dense<double>(5, 8, Activation.Relu, Initializer.He, new Rng(1));
        Assert.Equal("Layer 1 (Dense 5-8 ReLU) gives 8 outputs, but layer 2 (softmax 7) takes 7 inputs.",
            Assert.Throws<ArgumentException>(() => new Network<double>(layer, new SoftmaxLayer<double>(7))).Message);
        Assert.Contains("at least one layer", Assert.Throws<ArgumentException>(() => new Network<double>()).Message);
        Assert.Contains("at least two widths", Assert.Throws<ArgumentException>(() => Network.OfDense<double>([5], Activation.Relu, Initializer.He, new Rng(1))).Message);
    }

    private static Matrix<double> Drawn(int rows, int columns, long seed)
    {
        var rng = new Rng(seed);
        return Matrix<double>.Build.Dense(rows, columns, (_, _) => rng.Gaussian());
    }
}
