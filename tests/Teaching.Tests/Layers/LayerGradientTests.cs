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
        ["Softmax"] = () => new SoftmaxLayer<double>(5),
        ["Log-softmax"] = () => new LogSoftmaxLayer<double>(5),
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

    private static Dense<double> Dense(Activation activation)
    {
        var rng = new Rng(5);
        var layer = new Dense<double>(7, 5, activation, Start.He, rng);
        layer.b.MapInplace(_ => 0.3 * rng.Gaussian(), Zeros.Include);
        return layer;
    }
}
