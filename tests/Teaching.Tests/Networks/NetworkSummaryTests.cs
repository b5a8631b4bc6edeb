namespace Teaching.Tests.Networks;

public class NetworkSummaryTests
{
    private readonly Rng rng = new(1);

    [Fact]
    public void Receptive_fields_grow_by_the_window_times_the_distance_of_neighbours()
    {
        var first = new Convolution<float>(new(1, 28, 28), 16, 3, Initializer.He, rng, bias: false);
        var second = new Convolution<float>(first.Output, 16, 3, Initializer.He, rng, stride: 2);
        var pooling = new MaxPooling<float>(second.Output, 2);
        var point = new Convolution<float>(pooling.Output, 8, 1, Initializer.He, rng);
        var last = new Convolution<float>(point.Output, 4, 3, Initializer.He, rng, padding: 1);
        var network = new Network<float>(first, new BatchNormalization<float>(first.Output), new Dropout<float>(first.Outputs, 0.1, rng), second, pooling, point, last,
            new Dense<float>(last.Outputs, 10, Activation.Identity, Initializer.He, rng), new LogSoftmaxLayer<float>(10));
        Table table = network.Summary(new ImageShape(1, 28, 28));
        Assert.Equal(["(1, 28, 28)", "(16, 26, 26)", "(16, 26, 26)", "(16, 26, 26)", "(16, 12, 12)", "(16, 6, 6)", "(8, 6, 6)", "(4, 6, 6)", "10", "10", ""], Column(table, 1));
        Assert.Equal(["", "144", "32", "0", "2,320", "0", "136", "292", "1,450", "0", "4,374"], Column(table, 2));
        // 1 + 2·1 = 3; 3 + 2·1 = 5, neighbours now 2 apart; 5 + 1·2 = 7, now 4 apart; unchanged; 7 + 2·4 = 15.
        Assert.Equal(["", "3 x 3", "3 x 3", "3 x 3", "5 x 5", "7 x 7", "7 x 7", "15 x 15", "all", "all", ""], Column(table, 3));
        Assert.Contains("4,374 parameters (Single): 34.3 KiB with their gradients", table.ToString());   // 4·(2·4,374 + 32) = 35,120 bytes
        Assert.Equal(table.ToString(), network.Summary().ToString());
    }

    [Fact]
    public void A_receptive_field_is_what_a_gradient_reaches()
    {
        var first = new Convolution<double>(new(1, 15, 15), 2, 3, Initializer.He, rng);
        var pooling = new AveragePooling<double>(first.Output, 2);
        var last = new Convolution<double>(pooling.Output, 1, 3, Initializer.He, rng);
        var network = new Network<double>(first, pooling, last);
        var X = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(1, 225, (_, j) => Math.Sin(j));
        var dY = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(1, last.Outputs);
        network.Forward(X);
        dY[0, last.Output.Column(0, 1, 1)] = 1;
        var dX = network.Backward(dY);
        int[] reached = [.. Enumerable.Range(0, 225).Where(j => dX[0, j] != 0)];
        int side = reached.Max(j => j / 15) - reached.Min(j => j / 15) + 1;
        Assert.Equal($"{side} x {side}", Column(network.Summary(), 3)[3]);
    }

    [Fact]
    public void A_network_without_images_has_plain_widths()
    {
        var network = Network.OfDense<double>([784, 256, 10], Activation.Relu, Initializer.He, rng);
        Assert.Equal(["784", "256", "10", ""], Column(network.Summary(), 1));
        Assert.Contains("for each example of a batch 10.3 KiB", network.Summary().ToString());   // 8·(784 + 2·266) = 10,528 bytes
        Assert.Equal("Images (1, 5, 5) are 25 numbers, but the network takes 784 inputs.",
            Assert.Throws<ArgumentException>(() => network.Summary(new ImageShape(1, 5, 5))).Message);
    }

    private static string[] Column(Table table, int column) => [.. table.Rows.Select(row => (string)row[column]!)];
}
