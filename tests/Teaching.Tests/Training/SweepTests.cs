// These runs take milliseconds; what cancellation does is a test of its own.
#pragma warning disable xUnit1051

namespace Teaching.Tests.Training;

[Collection(Alone.Name)]
public sealed class SweepTests
{
    private static readonly LabelledImages Images = DrawnDigits.Make(300, 1, seed: 9).Train;

    private static Grid Rates => new Grid().Add("rate", 0.01, 0.1, 1).Add("start", "He", "zero");

    [Fact]
    public void Every_combination_is_tried_once_and_the_best_is_chosen_by_validation()
    {
        List<string> heard = [];
        var results = Make().Run(Score, heard.Add);
        Assert.Equal(6, results.Trials.Count);
        Assert.Equal(6, results.Trials.Select(t => (t.Settings["rate"], t.Settings["start"])).Distinct().Count());
        Assert.Equal(6, results.Trials.Select(t => t.Seed).Distinct().Count());
        Assert.Equal((1.0, "He"), ((double)results.Best.Settings["rate"], (string)results.Best.Settings["start"]));
        Assert.Equal([1, 2, 3, 4, 5, 6], heard.Select(line => line[0] - '0'));
        Assert.Equal("6 of 6 trials, best 1.0000 (rate 1, start He)", heard[^1]);
        Assert.Matches(@"^5 of 6 trials, best \d\.\d+ \(.*\)$", heard[4]);
        Assert.Matches(@"^6 of 6 trials, best 1\.0000 \(rate 1, start He\)\nrate +start +validation +loss\n", results.ToTable().ToString());
    }

    [Fact]
    public void A_trial_sees_training_and_validation_images_that_share_none()
    {
        var sweep = Images.Sweep(new Grid().Add("rate", 1), validation: 100);
        sweep.Run(trial =>
        {
            Assert.Equal((200, 100), (trial.Train.Count, trial.Validation.Count));
            string[] all = [.. Keys(trial.Train), .. Keys(trial.Validation)];
            Assert.Equal(Keys(Images).Order(), all.Order());
            return 0.5;
        });

        static IEnumerable<string> Keys(LabelledImages images) => Enumerable.Range(0, images.Count).Select(i => images.Labels[i] + Convert.ToHexString(images.Pixels.AsSpan(i * images.Size, images.Size)));
    }

    [Fact]
    public void A_trial_whose_numbers_explode_is_noted_and_never_the_best()
    {
        var grid = new Grid().Add("rate", 0.1, 1e30);
        TrialScore Run(Trial<LabelledImages> trial)
        {
            var network = Network.OfDense<float>([784, 8, 10], Activation.Relu, Initializer.He, new Rng(trial.Seed));
            var loss = new SoftmaxCrossEntropyLoss<float>();
            new Trainer<float>(network, loss, new Sgd<float>(network, trial.Number("rate")), ImageExamples<float>.OfClasses(trial.Train)) { Seed = trial.Seed }.Run(1, trial.Cancellation);
            return Evaluation.Of(network, loss, ImageExamples<float>.OfClasses(trial.Validation)).Accuracy;
        }
        var results = Images.Sweep(grid, 100).Run(Run);
        Assert.Equal(0.1, results.Best.Settings["rate"]);
        Assert.Null(results.Trials[1].Validation);
        Assert.Contains("The training stopped in update", results.Trials[1].Failure);
        Assert.Contains("failed because", results.ToTable().ToString());
    }

    [Fact]
    public void One_thread_and_several_find_the_same()
    {
        int before = Numerics.Threads;
        var one = Make(atOnce: 1).Run(Score);
        var four = Make(atOnce: 4).Run(Score);
        Assert.Equal(Text(one), Text(four));
        Assert.Equal(before, Numerics.Threads);
    }

    [Fact]
    public void Grids_and_splits_that_make_no_sense_are_refused()
    {
        Assert.Contains("has a value twice: 1, 2, 1", Message(() => new Grid().Add("n", 1, 2, 1.0)));
        Assert.Contains("a setting \"n\" already", Message(() => new Grid().Add("n", 1).Add("n", 2)));
        Assert.Contains("has no value to try", Message(() => new Grid().Add("n")));
        Assert.Contains("finite numbers and texts as values, not NaN", Message(() => new Grid().Add("n", double.NaN)));
        Assert.Contains("nothing to try", Message(() => Images.Sweep(new Grid(), 100)));
        Assert.Contains("Of 300 images, 300 cannot be split off", Message(() => Images.Sweep(Rates, 300)));
        Assert.Contains("Of 300 images, 0 cannot be split off", Message(() => Images.Sweep(Rates, 0)));
        Assert.Contains("gave the score NaN", Message(() => Make().Run(_ => double.NaN)));
        Assert.Equal([0.1, 2.0], new Grid().Add("n", 0.1f, 2).Values("n"));
    }

    [Fact]
    public void An_error_that_is_no_training_s_stops_the_sweep_with_its_own_message()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Make().Run(_ => throw new InvalidOperationException("power cut")));
        Assert.Equal("power cut", error.Message);
    }

    [Fact]
    public void A_cancelled_sweep_starts_no_other_trial()
    {
        using var stop = new CancellationTokenSource();
        int made = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => Make(atOnce: 1).Run(trial =>
        {
            if (++made == 3) stop.Cancel();
            return Score(trial);
        }, cancellation: stop.Token));
        Assert.Equal(3, made);
    }

    private static Sweep<LabelledImages> Make(int atOnce = 2)
    {
        Sweep<LabelledImages> sweep = Images.Sweep(Rates, validation: 100);
        sweep.AtOnce = atOnce;
        return sweep;
    }

    /// <summary>A score without training, from settings and seed alone.</summary>
    private static TrialScore Score(Trial<LabelledImages> trial) =>
        new(trial.Text("start") == "He" ? trial.Number("rate") : 0, new Dictionary<string, double> { ["loss"] = trial.Seed % 1000 / 1000.0 });

    private static string Text(SweepResults results) => results.ToTable().Digits(17) + string.Join(",", results.Trials.Select(t => t.Seed));

    private static string Message(Action act) => Assert.ThrowsAny<ArgumentException>(act).Message;
}
