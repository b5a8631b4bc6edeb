using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Layers;

/// <summary>A network hands images on in blocks and leaves normalisations to the next layer; layer by layer, with matrices, the same bits must come.</summary>
public class ImageRunTests
{
    private static readonly Dictionary<string, Func<Rng, Layer<float>[]>> Cases = new()
    {
        ["convolution, dropout, normalisation, twice"] = rng => Twice(rng, Activation.Relu, 0.2),
        ["the same with tanh, whose dropout is a layer of its own"] = rng => Twice(rng, Activation.Tanh, 0.2),
        ["the same with a sigmoid and no dropout"] = rng => Twice(rng, Activation.Sigmoid, 0),
        ["pooling before dropout and normalisation"] = rng =>
        [
            Convolution(new(1, 9, 8), 4, rng), new MaxPooling<float>(new(4, 7, 6), 2), new Dropout<float>(36, 0.3, rng),
            new BatchNormalization<float>(new ImageShape(4, 3, 3)), Convolution(new(4, 3, 3), 5, rng),
        ],
        ["normalisation before pooling, and after another"] = rng =>
        [
            Convolution(new(1, 9, 8), 3, rng), new BatchNormalization<float>(new ImageShape(3, 7, 6)), new BatchNormalization<float>(new ImageShape(3, 7, 6)),
            new AveragePooling<float>(new(3, 7, 6), 2, 1), new MaxPooling<float>(new(3, 6, 5), 3, 2), new Dropout<float>(12, 0.5, rng),
        ],
        ["a dense layer after the images, a pooling first"] = rng =>
        [
            new MaxPooling<float>(new(1, 9, 8), 2), Convolution(new(1, 4, 4), 3, rng), new BatchNormalization<float>(new ImageShape(3, 2, 2)),
            new Dense<float>(12, 4, Activation.Relu, Initializer.He, rng),
        ],
        ["stride and padding between normalisations"] = rng =>
        [
            new Convolution<float>(new(1, 9, 8), 4, 3, Initializer.He, rng, stride: 2, padding: 2, activation: Activation.Relu),
            new BatchNormalization<float>(new ImageShape(4, 6, 5)),
            new Convolution<float>(new(4, 6, 5), 3, 2, Initializer.He, rng, stride: 3, padding: 1, activation: Activation.LeakyRelu()),
            new BatchNormalization<float>(new ImageShape(3, 3, 2)),
        ],
    };

    public static TheoryData<string, int, bool> All => [.. from name in Cases.Keys from n in new[] { 1, 32, 37, 70 } from training in new[] { true, false } select (name, n, training)];

    [Theory]
    [MemberData(nameof(All))]
    public void Images_in_blocks_give_the_bits_that_matrices_give(string name, int n, bool training)
    {
        (Network<float> network, Network<float> byHand) = Pair(name, training);
        for (int step = 0; step < 2; step++)
        {
            (Matrix<float> X, Matrix<float> dY) = Numbers(n + step, network.Outputs, step);
            Same(Forward(byHand, X), network.Forward(X));
            Same(Backward(byHand, dY), network.Backward(dY));
            SameParameters(byHand, network);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_way_back_layer_by_layer_is_that_of_the_network(string name, int n, bool training)
    {
        (Network<float> network, Network<float> byHand) = Pair(name, training);
        (Matrix<float> X, Matrix<float> dY) = Numbers(n, network.Outputs, 3);
        Forward(byHand, X);
        network.Forward(X);
        Same(Backward(byHand, dY), Backward(network, dY));
        SameParameters(byHand, network);
        Same(Backward(byHand, dY), network.Backward(dY));
        network.BackwardParameters(dY);
        SameParameters(byHand, network);
    }

    [Fact]
    public void A_network_whose_layers_were_run_by_hand_goes_back_with_matrices()
    {
        (Network<float> network, Network<float> byHand) = Pair(Cases.Keys.First(), true);
        (Matrix<float> X, Matrix<float> dY) = Numbers(33, network.Outputs, 4);
        network.Forward(X);
        Forward(byHand, X);
        Forward(byHand, X);
        Forward(network, X);
        Same(Backward(byHand, dY), network.Backward(dY));
    }

    [Fact]
    public void What_does_not_fit_is_said_as_by_the_layer_itself()
    {
        (Network<float> network, _) = Pair(Cases.Keys.First(), true);
        Matrix<float> X = Matrix<float>.Build.Dense(3, 71);
        Assert.Equal(Assert.Throws<ArgumentException>(() => network.Layers[0].Forward(X)).Message, Assert.Throws<ArgumentException>(() => network.Forward(X)).Message);
        network.Forward(Matrix<float>.Build.Dense(3, 72));
        Assert.Contains("dY (2, ", Assert.Throws<ArgumentException>(() => network.Backward(Matrix<float>.Build.Dense(2, network.Outputs))).Message);
    }

    private static Layer<float>[] Twice(Rng rng, Activation activation, double dropout)
    {
        Convolution<float> first = new(new(1, 9, 8), 6, 3, Initializer.He, rng, activation: activation);
        Convolution<float> second = new(first.Output, 5, 3, Initializer.He, rng, padding: 1, activation: activation);
        return dropout == 0
            ? [first, new BatchNormalization<float>(first.Output), second, new BatchNormalization<float>(second.Output)]
            : [first, new Dropout<float>(first.Outputs, dropout, rng), new BatchNormalization<float>(first.Output),
                second, new Dropout<float>(second.Outputs, dropout, rng), new BatchNormalization<float>(second.Output)];
    }

    private static Convolution<float> Convolution(ImageShape input, int channels, Rng rng) =>
        new(input, channels, 3, Initializer.He, rng, bias: false, activation: Activation.Relu);

    private static (Network<float>, Network<float>) Pair(string name, bool training)
    {
        Network<float> Make() => new(Cases[name](new Rng(7))) { IsTraining = training };
        return (Make(), Make());
    }

    private static (Matrix<float> X, Matrix<float> dY) Numbers(int n, int outputs, int seed)
    {
        Rng rng = new(100 + seed);
        Matrix<float> Draw(int columns) => Matrix<float>.Build.Dense(n, columns, (_, _) => (float)(2 * rng.NextDouble() - 1));
        return (Draw(72), Draw(outputs));
    }

    private static Matrix<float> Forward(Network<float> network, Matrix<float> X)
    {
        foreach (Layer<float> layer in network.Layers) X = layer.Forward(X);
        return X;
    }

    private static Matrix<float> Backward(Network<float> network, Matrix<float> dY)
    {
        foreach (Layer<float> layer in network.Layers.Reverse()) dY = layer.Backward(dY);
        return dY;
    }

    private static void SameParameters(Network<float> expected, Network<float> actual)
    {
        foreach ((Parameter<float> e, Parameter<float> a) in expected.Parameters.Zip(actual.Parameters)) Same(e.Gradient, a.Gradient);
        foreach ((Layer<float> e, Layer<float> a) in expected.Layers.Zip(actual.Layers))
            foreach ((var es, var s) in e.Statistics.Zip(a.Statistics)) Same(es.Value, s.Value);
    }

    /// <summary>Number by number; -0 and 0 are the same.</summary>
    private static void Same(Matrix<float> expected, Matrix<float> actual) => Assert.Equal(expected.ToColumnMajorArray(), actual.ToColumnMajorArray());
}
