using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Training;

/// <summary>Twenty updates give the losses that NumPy computed from the formulas alone; reference/trajectory.py says how.</summary>
public class TrajectoryTests
{
    private const int N = 12, In = 7, H1 = 6, H2 = 5, Out = 4;

    private static readonly JsonArray Runs = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Training", "reference", "trajectory.json")))!["runs"]!.AsArray();

    public static TheoryData<int> All => [.. Enumerable.Range(0, Runs.Count)];

    [Theory]
    [MemberData(nameof(All))]
    public void Twenty_updates_in_double_meet_numpy_to_a_billionth(int run) => AssertLosses(run, Losses<double>(Runs[run]!), 1e-9);

    [Theory]
    [MemberData(nameof(All))]
    public void Twenty_updates_in_float_stay_near(int run) => AssertLosses(run, Losses<float>(Runs[run]!), 1e-4);

    [Fact]
    public void A_mistake_of_a_thousandth_in_the_rate_is_seen()
    {
        var run = Runs[0]!.DeepClone();
        run["rate"] = (double)run["rate"]! * 1.001;
        Assert.ThrowsAny<Exception>(() => AssertLosses(0, Losses<double>(run), 1e-9));
    }

    private static void AssertLosses(int run, List<double> losses, double tolerance)
    {
        double[] expected = [.. Runs[run]!["losses"]!.AsArray().Select(x => (double)x!)];
        Assert.Equal(expected.Length, losses.Count);
        double worst = expected.Zip(losses).Max(pair => Math.Abs(pair.First - pair.Second));
        TestContext.Current.TestOutputHelper?.WriteLine($"the largest difference is {worst:G3}");
        Assert.InRange(worst, 0, tolerance);
    }

    private static List<double> Losses<T>(JsonNode run) where T : struct, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var hidden = (string)run["activation"]! switch { "ReLU" => Activation.Relu, "tanh" => Activation.Tanh, _ => Activation.Sigmoid };
        (Loss<T> loss, int outputs) = (string)run["loss"]! switch
        {
            "cross-entropy" => ((Loss<T>)new SoftmaxCrossEntropyLoss<T>(), Out),
            "binary" => (new SigmoidCrossEntropyLoss<T>(), 1),
            _ => (new MeanSquaredErrorLoss<T>(), Out),
        };
        Matrix<T> Last(Matrix<T> m) => m.SubMatrix(0, m.RowCount, 0, outputs);
        var network = new Network<T>(
            new Dense<T>(Numbers<T>(1, In, H1), Numbers<T>(50, 1, H1, 0.5), hidden),
            new Dense<T>(Numbers<T>(90, H1, H2), Numbers<T>(130, 1, H2, 0.5), hidden),
            new Dense<T>(Last(Numbers<T>(160, H2, Out)), Last(Numbers<T>(190, 1, Out, 0.5)), Activation.Identity));
        var optimizer = new Sgd<T>(network, (double)run["rate"]!, (double)run["momentum"]!);
        Matrix<T> X = Numbers<T>(300, N, In, 2);
        Matrix<T> Y = outputs == 1
            ? Matrix<T>.Build.Dense(N, 1, (n, _) => n % Out == 1 ? T.One : T.Zero)
            : Matrix<T>.Build.Dense(N, Out, (n, c) => n % Out == c ? T.One : T.Zero);
        List<double> losses = [];
        for (int i = 0; i < 20; i++)
        {
            losses.Add(loss.Forward(network.Forward(X), Y));
            network.BackwardParameters(loss.Backward());
            optimizer.Step();
        }
        return losses;
    }

    /// <summary>The rule of the script: frac(i·φ) - ½, row by row.</summary>
    private static Matrix<T> Numbers<T>(int first, int rows, int columns, double scale = 1) where T : struct, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        Matrix<T>.Build.Dense(rows, columns, (i, j) => T.CreateChecked(scale * ((first + i * columns + j) * 0.6180339887498949 % 1.0 - 0.5)));
}
