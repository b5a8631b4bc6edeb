using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Layers;

/// <summary>Every layer passes the gradient check in double, and a planted 1 % in any of its gradients does not.</summary>
public class LayerGradientTests
{
    private const int N = 6;

    private static readonly Dictionary<string, Func<Layer<double>>> Layers = new()
    {
        ["Dense identity"] = () => Dense(Activation.Identity),
        ["Dense sigmoid"] = () => Dense(Activation.Sigmoid),
        ["Dense tanh"] = () => Dense(Activation.Tanh),
        ["Dense ReLU"] = () => Dense(Activation.Relu),
        ["Dense leaky ReLU"] = () => Dense(Activation.LeakyRelu(0.1)),
        ["Dense, an activation of one's own"] = () => Dense(new Swish()),
        ["Softmax"] = () => new SoftmaxLayer<double>(5),
        ["Log-softmax"] = () => new LogSoftmaxLayer<double>(5),
        ["Convolution"] = () => Biased(new Convolution<double>(new(2, 5, 4), 3, 3, Initializer.He, new Rng(5))),
        ["Convolution, stride, padding, ReLU"] = () => Biased(new Convolution<double>(new(3, 6, 7), 4, 3, Initializer.He, new Rng(5), 2, 1, activation: Activation.Relu)),
        ["Convolution 1x1, sigmoid"] = () => Biased(new Convolution<double>(new(3, 4, 4), 2, 1, Initializer.He, new Rng(5), activation: Activation.Sigmoid)),
        ["Convolution, no bias, much padding"] = () => new Convolution<double>(new(2, 3, 3), 3, 2, Initializer.He, new Rng(5), 1, 3, bias: false),
        ["Convolution, a rest over the stride"] = () => Biased(new Convolution<double>(new(1, 8, 9), 2, 2, Initializer.He, new Rng(5), 3)),
        ["Plain convolution"] = () => Biased(new PlainConvolution<double>(new(2, 5, 4), 3, 3, Initializer.He, new Rng(5), 2, 1, activation: Activation.Tanh)),
        ["Max pooling"] = () => new MaxPooling<double>(new(2, 5, 4), 2),
        ["Max pooling, overlapping"] = () => new MaxPooling<double>(new(2, 5, 6), 3, 1),
        ["Average pooling"] = () => new AveragePooling<double>(new(2, 5, 4), 2),
        ["Average pooling, overlapping"] = () => new AveragePooling<double>(new(2, 5, 6), 3, 2),
        ["Batch normalisation"] = () => Scaled(new BatchNormalization<double>(7)),
        ["Batch normalisation of images"] = () => Scaled(new BatchNormalization<double>(new ImageShape(3, 4, 5))),
        ["Batch normalisation in evaluation"] = () => Evaluating(Scaled(new BatchNormalization<double>(new ImageShape(3, 2, 2)))),
        ["Dropout"] = () => new Dropout<double>(11, 0.4, new Rng(5)) { KeepsMask = true },
        ["Convolution, an activation of one's own"] = () => Biased(new Convolution<double>(new(3, 6, 7), 4, 3, Initializer.He, new Rng(5), 2, 1, activation: new Swish())),
        ["Plain convolution, an activation of one's own"] = () => Biased(new PlainConvolution<double>(new(2, 5, 4), 3, 3, Initializer.He, new Rng(5), activation: new Swish())),
        ["Activation layer of one's own"] = () => new ActivationLayer<double>(7, new Swish()),
        ["Activation layer"] = () => new ActivationLayer<double>(7, Activation.LeakyRelu(0.2)),
    };

    public static TheoryData<string> Names => [.. Layers.Keys];

    public static TheoryData<string, string> Mistakes
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var (name, make) in Layers)
            {
                foreach (string where in make().Parameters.Select(p => p.Name).Append("X")) all.Add(name, where);
            }
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradients_agree_to_a_millionth(string name) =>
        Assert.InRange(Check(Layers[name]()).Assert().WorstError, 0, GradientCheck.DefaultTolerance);

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_planted_percent_is_found(string name, string where)
    {
        var error = Assert.Throws<CheckFailedException>(() => Check(new Wrong(Layers[name](), where)).Assert());
        Assert.Contains($"the worst: {where}[", error.Message);
    }

    private static GradientCheck Check(Layer<double> layer)
    {
        var rng = new Rng(3);
        var X = Matrix<double>.Build.Dense(N, layer.Inputs, (_, _) => rng.Gaussian());
        var projection = new Projection(N, layer.Outputs, new Rng(4));
        layer.Forward(X);
        var dX = layer.Backward(projection.Gradient);
        return GradientCheck.Of(() => projection.Loss(layer.Forward(X)),
            [("X", X, dX), .. layer.Parameters.Select(p => (CheckedParameter)(p.Name, p.Value, p.Gradient))]);
    }

    private static ConvolutionLayer<double> Biased(ConvolutionLayer<double> layer)
    {
        var rng = new Rng(6);
        layer.b!.MapInplace(_ => 0.3 * rng.Gaussian(), Zeros.Include);
        return layer;
    }

    private static BatchNormalization<double> Scaled(BatchNormalization<double> layer)
    {
        var rng = new Rng(6);
        foreach (var value in new[] { layer.gamma, layer.beta, layer.RunningMean, layer.RunningVariance })
            value.MapInplace(v => v + 0.5 * rng.NextDouble(), Zeros.Include);
        return layer;
    }

    private static BatchNormalization<double> Evaluating(BatchNormalization<double> layer)
    {
        layer.IsTraining = false;
        return layer;
    }

    private static Dense<double> Dense(Activation activation)
    {
        var rng = new Rng(5);
        var layer = new Dense<double>(7, 5, activation, Initializer.He, rng);
        layer.b.MapInplace(_ => 0.3 * rng.Gaussian(), Zeros.Include);
        return layer;
    }

    /// <summary>Its slope cannot be had from a alone.</summary>
    private sealed class Swish : Activation
    {
        public override string Name => "swish";

        public override double Value(double z) => z * Teaching.Sigmoid.Of(z);

        public override double Slope(double z) => Teaching.Sigmoid.Of(z) + z * Teaching.Sigmoid.Derivative(z);
    }
}
