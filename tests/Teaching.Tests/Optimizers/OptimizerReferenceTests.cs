using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Optimizers;

/// <summary>Thirty updates give the losses, rates and parameters of PyTorch's own optimizers; References/optimizers.py says how.</summary>
public class OptimizerReferenceTests
{
    private const int N = 12, In = 7, Hidden = 6, Out = 4;

    private static readonly JsonNode Reference = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Optimizers", "References", "optimizers.json")))!;

    private static readonly Dictionary<string, (Func<Network<double>, Optimizer<double>> Make, StepSchedule? Schedule, int EpochUpdates)> Runs = new()
    {
        ["Adam"] = (net => new Adam<double>(net, 0.01), null, 1),
        ["Adam, other betas and epsilon"] = (net => new Adam<double>(net, 0.02, 0.8, 0.95, 1e-3), null, 1),
        ["Adam, L2"] = (net => new Adam<double>(net, 0.01, l2: 0.3), null, 1),
        ["Adam, decay"] = (net => new Adam<double>(net, 0.01, decay: 0.3), null, 1),
        ["SGD, L2"] = (net => new Sgd<double>(net, 0.3, l2: 0.05), null, 1),
        ["SGD, momentum, L2"] = (net => new Sgd<double>(net, 0.1, 0.9, l2: 0.05), null, 1),
        ["Adam, schedule"] = (net => new Adam<double>(net, 0.05), new(4, 0.5), 2),
        ["SGD, schedule"] = (net => new Sgd<double>(net, 0.5), new(3, 0.1), 3),
    };

    public static TheoryData<string> Names => [.. Runs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Thirty_updates_meet_PyTorch_to_a_billionth(string name)
    {
        JsonNode run = Reference["runs"]!.AsArray().Single(r => (string)r!["name"]! == name)!;
        var (make, schedule, epochUpdates) = Runs[name];
        var (losses, rates, network) = Train(make, schedule, epochUpdates);
        AssertNear(run["losses"]!, losses);
        AssertNear(run["rates"]!, rates);
        AssertNear(run["parameters"]!, [.. network.Parameters.SelectMany(p => p.Value.ToRowMajorArray())]);
    }

    [Fact]
    public void L2_and_decay_differ_for_Adam_and_a_mistake_of_a_thousandth_is_seen()
    {
        JsonNode l2 = Reference["runs"]!.AsArray().Single(r => (string)r!["name"]! == "Adam, L2")!;
        Assert.ThrowsAny<Exception>(() => AssertNear(l2["losses"]!, Train(net => new Adam<double>(net, 0.01, decay: 0.3), null, 1).Losses));
        Assert.ThrowsAny<Exception>(() => AssertNear(l2["losses"]!, Train(net => new Adam<double>(net, 0.01, beta2: 0.9991, l2: 0.3), null, 1).Losses));
        Assert.ThrowsAny<Exception>(() => AssertNear(l2["losses"]!, Train(net => new Adam<double>(net, 0.01, l2: 0.3003), null, 1).Losses));
    }

    [Fact]
    public void The_log_softmax_goes_along_the_classes_and_meets_PyTorch()
    {
        var layer = new LogSoftmaxLayer<double>(3);
        Matrix<double> Y = layer.Forward(Matrix<double>.Build.DenseOfArray(new[,] { { 1000.0, -1000, 0 }, { -2, 0.5, 3 } }));
        AssertNear(Reference["logSoftmax"]!, [.. Y.ToRowMajorArray()]);
        Matrix<double> dZ = layer.Backward(Matrix<double>.Build.DenseOfArray(new[,] { { 1, 2, -0.5 }, { 0.25, -1.5, 3 } }));
        AssertNear(Reference["logSoftmaxGradient"]!, [.. dZ.ToRowMajorArray()]);
    }

    private static (List<double> Losses, List<double> Rates, Network<double> Network) Train(
        Func<Network<double>, Optimizer<double>> make, StepSchedule? schedule, int epochUpdates)
    {
        var network = new Network<double>(
            new Dense<double>(Numbers(1, In, Hidden), Numbers(50, 1, Hidden, 0.5), Activation.Tanh),
            new Dense<double>(Numbers(90, Hidden, Out), Numbers(190, 1, Out, 0.5), Activation.Identity), new LogSoftmaxLayer<double>(Out));
        var (optimizer, loss) = (make(network), new NegativeLogLikelihoodLoss<double>());
        (Matrix<double> X, Matrix<double> Y) = (Numbers(300, N, In, 2), Matrix<double>.Build.Dense(N, Out, (n, c) => n % Out == c ? 1 : 0));
        (List<double> losses, List<double> rates) = ([], []);
        for (int update = 1; update <= 30; update++)
        {
            losses.Add(loss.Forward(network.Forward(X), Y));
            network.BackwardParameters(loss.Backward());
            optimizer.Step();
            rates.Add(optimizer.Rate);
            if (schedule is not null && update % epochUpdates == 0) optimizer.Rate = schedule.Next(update / epochUpdates, optimizer.Rate);
        }
        return (losses, rates, network);
    }

    private static void AssertNear(JsonNode expected, List<double> got)
    {
        double[] numbers = [.. expected.AsArray().Select(x => (double)x!)];
        Assert.Equal(numbers.Length, got.Count);
        Assert.InRange(numbers.Zip(got).Max(pair => Math.Abs(pair.First - pair.Second)), 0, 1e-9);
    }

    /// <summary>The rule of the script: frac(i·φ) - ½, row by row.</summary>
    private static Matrix<double> Numbers(int first, int rows, int columns, double scale = 1) =>
        Matrix<double>.Build.Dense(rows, columns, (i, j) => scale * ((first + i * columns + j) * 0.6180339887498949 % 1.0 - 0.5));
}
