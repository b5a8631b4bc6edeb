using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Layers;

/// <summary>The layers for images give what PyTorch gave in float64; References/layers.py says for what.</summary>
public class ReferenceTests
{
    private static readonly JsonNode All = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Layers", "References", "layers.json")))!;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Convolutions_with_their_gradients(bool fast)
    {
        foreach (JsonNode? one in All["convolutions"]!.AsArray())
        {
            int n = Int("n"), @out = Int("out"), kernel = Int("kernel"), stride = Int("stride"), padding = Int("padding");
            ImageShape input = new(Int("c"), Int("h"), Int("w"));
            var W = Numbers(700, @out, input.Channels * kernel * kernel).Transpose();
            var b = (bool)one!["bias"]! ? Numbers(900, 1, @out) : null;
            ConvolutionLayer<double> layer = fast ? new Convolution<double>(input, W, b, kernel, stride, padding) : new PlainConvolution<double>(input, W, b, kernel, stride, padding);
            Near(one["y"], layer.Forward(Numbers(1, n, input.Size)));
            Near(one["dx"], layer.Backward(Numbers(1000, n, layer.Outputs)));
            Near(one["dw"], layer.dW.Transpose());
            if (b is not null) Near(one["db"], layer.db!);

            int Int(string name) => (int)one![name]!;
        }
    }

    [Fact]
    public void Poolings_with_their_gradients()
    {
        foreach (JsonNode? one in All["poolings"]!.AsArray())
        {
            ImageShape input = new(3, 7, 6);
            int size = (int)one!["size"]!, stride = (int)one["stride"]!;
            Layer<double> layer = (string)one["kind"]! == "max" ? new MaxPooling<double>(input, size, stride) : new AveragePooling<double>(input, size, stride);
            Near(one["y"], layer.Forward(Numbers(1, 2, input.Size)));
            Near(one["dx"], layer.Backward(Numbers(1000, 2, layer.Outputs)));
        }
    }

    [Fact]
    public void Batch_normalisations_in_training_and_evaluation_and_their_running_statistics()
    {
        foreach (JsonNode? one in All["normalisations"]!.AsArray())
        {
            int[] shape = [.. one!["shape"]!.AsArray().Select(v => (int)v!)];
            var layer = shape.Length == 2 ? new BatchNormalization<double>(shape[1]) : new BatchNormalization<double>(new ImageShape(shape[1], shape[2], shape[3]));
            Numbers(50, 1, shape[1]).Add(1).CopyTo(layer.gamma);
            Numbers(70, 1, shape[1]).CopyTo(layer.beta);
            layer.Forward(X(0));
            layer.Forward(X(1));
            Meet(one["trained"]!);
            Near(one["mean"], layer.RunningMean);
            Near(one["variance"], layer.RunningVariance);
            layer.IsTraining = false;
            Meet(one["evaluated"]!);
            Near(one["mean"], layer.RunningMean);

            Matrix<double> X(int step) => 3 * Numbers(1 + 10 * step, shape[0], layer.Inputs);

            void Meet(JsonNode expected)
            {
                Near(expected["y"], layer.Forward(X(2)));
                Near(expected["dx"], layer.Backward(Numbers(1000, shape[0], layer.Inputs)));
                Near(expected["dgamma"], layer.dgamma);
                Near(expected["dbeta"], layer.dbeta);
            }
        }
    }

    [Fact]
    public void Six_updates_of_a_small_network()
    {
        var one = new Convolution<double>(new(1, 10, 10), Numbers(1, 4, 9).Transpose(), null, 3, padding: 1, activation: Activation.Relu);
        var pool = new MaxPooling<double>(one.Output, 2);
        var two = new Convolution<double>(pool.Output, Numbers(100, 5, 36).Transpose(), Numbers(600, 1, 5), 3, stride: 2, activation: Activation.LeakyRelu(0.1));
        var last = new Dense<double>(Numbers(400, 3, 20).Transpose(), Numbers(650, 1, 3), Activation.Identity);
        var network = new Network<double>(one, new BatchNormalization<double>(one.Output), pool, two, new BatchNormalization<double>(two.Output), last);
        var X = 2 * Numbers(2000, 12, 100);
        var Y = Matrix<double>.Build.Dense(12, 3, (i, j) => i % 3 == j ? 1 : 0);
        var loss = new SoftmaxCrossEntropyLoss<double>();
        var sgd = new Sgd<double>(network, 0.1, 0.9);
        foreach (JsonNode? expected in All["training"]!["losses"]!.AsArray())
        {
            Assert.Equal((double)expected!, loss.Forward(network.Forward(X), Y), 1e-11);
            network.BackwardParameters(loss.Backward());
            sgd.Step();
        }
        network.IsTraining = false;
        Assert.Equal((double)All["training"]!["evaluated"]!, loss.Forward(network.Forward(X), Y), 1e-10);
    }

    /// <summary>frac(i·φ) - ½ in reading order.</summary>
    private static Matrix<double> Numbers(int first, int rows, int columns) =>
        Matrix<double>.Build.Dense(rows, columns, (i, j) => (first + i * columns + j) * 0.6180339887498949 % 1.0 - 0.5);

    private static void Near(JsonNode? expected, Matrix<double> actual)
    {
        double[] numbers = actual.ToRowMajorArray();
        Assert.Equal(expected!.AsArray().Count, numbers.Length);
        for (int i = 0; i < numbers.Length; i++) Assert.Equal((double)expected[i]!, numbers[i], 1e-13);
    }
}
