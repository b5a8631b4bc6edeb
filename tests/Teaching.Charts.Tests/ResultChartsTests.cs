using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Charts.Tests;

/// <summary>The charts that results of a training have: history, metrics, sweep.</summary>
public sealed class ResultChartsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("teaching-charts-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_confusion_matrix_is_a_heatmap_of_decisions()
    {
        string svg = ConfusionMatrix.Of([1, 1, 0], [1, 0, 0], classes: 2, ["no", "yes"]).ToChart().ToSvg();
        Assert.Contains("decided", svg);
        Assert.Contains("3 decisions, accuracy 0.6667", svg);
    }

    [Fact]
    public void A_ROC_curve_names_its_area_and_without_one_there_is_nothing_to_draw()
    {
        Assert.Contains("area 1.0000", RocCurve.Of([0.1, 0.8], [false, true]).ToChart().ToSvg());
        foreach (var curve in new[] { RocCurve.Of([], []), RocCurve.Of([1, 2], [true, true]), RocCurve.Of([1, 2], [false, false]) })
            Assert.Contains("nothing to tell apart", Assert.Throws<InvalidOperationException>(() => curve.ToChart()).Message);
    }

    [Fact]
    public void A_history_draws_training_and_where_there_is_one_validation()
    {
        Assert.Contains("validation", Trained(validated: true).ToChart(log: true).ToSvg());
        string without = Trained(validated: false).ToChart().ToSvg();
        Assert.Contains("training", without);
        Assert.DoesNotContain("validation", without);
    }

    [Fact]
    public void A_sweep_draws_two_settings_against_each_other()
    {
        var sweep = new Sweep<int>(new Grid().Add("rate", 0.1, 1).Add("start", "He", "zero"), 0, 0);
        SweepResults results = sweep.Run(trial => trial.Number("rate"), cancellation: TestContext.Current.CancellationToken);
        string svg = results.ToChart("rate", "start").ToSvg();
        Assert.Contains("Validation score", svg);
        Assert.Contains("zero", svg);
        Assert.Contains("no setting \"depth\", only rate, start", Assert.Throws<ArgumentException>(() => results.ToChart("rate", "depth")).Message);
    }

    private static History Trained(bool validated)
    {
        var network = Network.OfDense<double>([2, 1], Activation.Identity, Initializer.Xavier, new Rng(1));
        var examples = Examples<double>.Of(Matrix<double>.Build.Dense(4, 2, (i, j) => i + j), Matrix<double>.Build.Dense(4, 1, 1));
        return new Trainer<double>(network, new MeanSquaredErrorLoss<double>(), new Sgd<double>(network, 0.01), examples)
        {
            BatchSize = 2,
            Validation = validated ? examples : null,
        }.Run(2, TestContext.Current.CancellationToken);
    }
}
