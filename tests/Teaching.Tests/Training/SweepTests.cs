// These runs take milliseconds; what cancellation does is a test of its own.
#pragma warning disable xUnit1051
using System.Text;
using System.Text.Json.Nodes;
using Teaching.Data.Tests;

namespace Teaching.Tests.Training;

[Collection(Alone.Name)]
public sealed class SweepTests : IDisposable
{
    private static readonly LabelledImages Images = DrawnDigits.Make(300, 1, seed: 9).Train;

    private readonly TemporaryFolder folder = new();

    private string FilePath => Path.Combine(folder.Path, "sweep.jsonl");

    private static Grid Rates => new Grid().Add("rate", 0.01, 0.1, 1).Add("start", "He", "zero");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_combination_is_tried_once_and_the_best_is_chosen_by_validation()
    {
        List<SweepProgress> heard = [];
        var results = Make().Run(FilePath, Score, heard.Add);
        Assert.Equal(6, results.Trials.Count);
        Assert.Equal(6, results.Trials.Select(t => (t.Settings["rate"], t.Settings["start"])).Distinct().Count());
        Assert.Equal(6, results.Trials.Select(t => t.Seed).Distinct().Count());
        Assert.Equal((1.0, "He"), ((double)results.Best.Settings["rate"], (string)results.Best.Settings["start"]));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], heard.Select(p => p.Done));
        Assert.Equal("6 of 6 trials, best so far 1.0000 (rate 1, start He)", heard[^1].ToString());
        Assert.Matches(@"^5 of 6 trials, \d+ s left, best so far ", heard[5].ToString());
        Assert.Matches(@"^6 of 6 trials, best 1\.0000 \(rate 1, start He\)\nrate +start +validation +loss\n", results.ToTable().ToString());
    }

    [Fact]
    public void A_trial_sees_training_and_validation_images_that_share_none()
    {
        var sweep = Images.Sweep(new Grid().Add("rate", 1), validation: 100);
        sweep.Run(FilePath, trial =>
        {
            Assert.Equal((200, 100), (trial.Train.Count, trial.Validation.Count));
            string[] all = [.. Keys(trial.Train), .. Keys(trial.Validation)];
            Assert.Equal(Keys(Images).Order(), all.Order());
            return 0.5;
        });

        static IEnumerable<string> Keys(LabelledImages images) => Enumerable.Range(0, images.Count).Select(i => images.Labels[i] + Convert.ToHexString(images.Pixels.AsSpan(i * images.Size, images.Size)));
    }

    [Fact]
    public void An_interrupted_sweep_goes_on_where_it_stopped()
    {
        var whole = Make().Run(Path.Combine(folder.Path, "whole.jsonl"), Score);
        int made = 0;
        Assert.Throws<InvalidOperationException>(() => Make(threads: 1).Run(FilePath, trial => ++made == 4 ? throw new InvalidOperationException("power cut") : Score(trial)));
        Assert.Equal(4, File.ReadAllLines(FilePath).Length);

        made = 0;
        List<SweepProgress> heard = [];
        var results = Make(threads: 1).Run(FilePath, trial => { made++; return Score(trial); }, heard.Add);
        Assert.Equal(3, made);
        Assert.Contains("3 trials were in sweep.jsonl already", heard[0].ToString());
        Assert.Equal(Text(whole), Text(results));
        made = 0;
        Make().Run(FilePath, trial => ++made);
        Assert.Equal(0, made);
    }

    [Fact]
    public void A_file_cut_at_any_byte_is_repaired_and_loses_at_most_the_cut_trial()
    {
        var whole = Make(threads: 1).Run(FilePath, Score);
        byte[] bytes = File.ReadAllBytes(FilePath);
        int[] ends = [.. Enumerable.Range(0, bytes.Length).Where(i => bytes[i] == '\n')];
        for (int length = 0; length < bytes.Length; length += 7)
        {
            File.WriteAllBytes(FilePath, bytes[..length]);
            int made = 0, complete = Math.Max(0, ends.Count(end => end <= length) - 1);
            var results = Make(threads: 1).Run(FilePath, trial => { made++; return Score(trial); });
            Assert.Equal(6 - complete, made);
            Assert.Equal(Text(whole), Text(results));
            Assert.Equal(7, File.ReadAllLines(FilePath).Length);
        }
    }

    [Fact]
    public void The_file_of_another_sweep_is_refused_and_stays_as_it_is()
    {
        Make().Run(FilePath, Score);
        byte[] before = File.ReadAllBytes(FilePath);
        Assert.Contains("line 1: the file is of another sweep: its grid is [{\"name\":\"rate\",\"values\":[0.01,0.1,1]}",
            Refused(Images.Sweep(new Grid().Add("rate", 0.01, 0.1, 2).Add("start", "He", "zero"), 100)));
        Assert.Contains("its seed is 1, here it is 2", Refused(Images.Sweep(Rates, 100, seed: 2)));
        Assert.Contains("its train is 200, here it is 180", Refused(Images.Sweep(Rates, 120)));
        Assert.Contains("its data is", Refused(Images.Relabelled(c => 9 - c, 10).Sweep(Rates, 100)));
        Assert.Equal(before, File.ReadAllBytes(FilePath));

        foreach (string text in new[] { "name,score\nx,1\n", "{\"a\": 1}\n", "{}", "notes" })
        {
            File.WriteAllText(FilePath, text);
            Assert.Contains("this is not the file of a sweep", Refused(Make()));
            Assert.Equal(text, File.ReadAllText(FilePath));
        }
    }

    [Theory]
    [InlineData("{\"trial\":1,\"settings\":")]
    [InlineData("{\"trial\":77,\"settings\":{}}")]
    [InlineData("[1, 2]")]
    [InlineData("")]
    public void A_line_damaged_in_the_middle_is_refused_by_number(string damaged)
    {
        Make().Run(FilePath, Score);
        string[] lines = File.ReadAllLines(FilePath);
        lines[2] = damaged;
        File.WriteAllLines(FilePath, lines);
        byte[] before = File.ReadAllBytes(FilePath);
        Assert.Contains("sweep.jsonl, line 3: this is no trial of the sweep's grid", Refused(Make()));
        Assert.Equal(before, File.ReadAllBytes(FilePath));
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
        var results = Images.Sweep(grid, 100).Run(FilePath, Run);
        Assert.Equal(0.1, results.Best.Settings["rate"]);
        Assert.Null(results.Trials[1].Validation);
        Assert.Contains("The training stopped in update", results.Trials[1].Failure);
        Assert.Contains("failed because", results.ToTable().ToString());
        var again = Images.Sweep(grid, 100).Run(FilePath, _ => throw new InvalidOperationException("nothing is left to do"));
        Assert.Equal(results.Trials[1].Failure, again.Trials[1].Failure);
    }

    [Fact]
    public void One_thread_and_several_find_the_same()
    {
        int before = Numerics.Threads;
        var one = Make(threads: 1).Run(FilePath, Score);
        var four = Make(threads: 4).Run(Path.Combine(folder.Path, "four.jsonl"), Score);
        Assert.Equal(Text(one), Text(four));
        Assert.Equal(before, Numerics.Threads);
    }

    [Fact]
    public void A_cancelled_sweep_keeps_what_it_has()
    {
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => Make(threads: 1).Run(FilePath, trial =>
        {
            if (trial.Index == 2) stop.Cancel();
            return Score(trial);
        }, cancellation: stop.Token));
        Assert.Equal(1 + 3, File.ReadAllLines(FilePath).Length);
    }

    [Fact]
    public void Two_sweeps_do_not_write_one_file()
    {
        var sweep = Images.Sweep(new Grid().Add("rate", 1), 100);
        sweep.Run(FilePath, _ =>
        {
            Assert.Contains("Another sweep may be writing it", Assert.Throws<IOException>(() => Make().Run(FilePath, Score)).Message);
            return 1;
        });
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
        Assert.Contains("gave the score NaN", Message(() => Make().Run(FilePath, _ => double.NaN)));
        Assert.Equal([0.1, 2.0], new Grid().Add("n", 0.1f, 2).Values("n"));
    }

    [Fact]
    public void Every_line_of_the_file_is_JSON_with_settings_and_score()
    {
        Make(threads: 1).Run(FilePath, Score);
        JsonNode[] lines = [.. File.ReadAllLines(FilePath, Encoding.UTF8).Select(line => JsonNode.Parse(line)!)];
        Assert.Equal("[0.01,0.1,1]", lines[0]["grid"]![0]!["values"]!.ToJsonString());
        Assert.Equal("{\"rate\":0.01,\"start\":\"He\"}", lines[1]["settings"]!.ToJsonString());
        Assert.Equal(0.01, (double)lines[1]["validation"]!);
    }

    private static Sweep<LabelledImages> Make(int threads = 2)
    {
        Sweep<LabelledImages> sweep = Images.Sweep(Rates, validation: 100);
        sweep.Threads = threads;
        return sweep;
    }

    /// <summary>A score without training, from settings and seed alone.</summary>
    private static TrialScore Score(Trial<LabelledImages> trial) =>
        new(trial.Text("start") == "He" ? trial.Number("rate") : 0, new Dictionary<string, double> { ["loss"] = trial.Seed % 1000 / 1000.0 });

    private static string Text(SweepResults results) => results.ToTable().Digits(17) + string.Join(",", results.Trials.Select(t => t.Seed));

    private string Refused(Sweep<LabelledImages> sweep) => Assert.Throws<InvalidDataException>(() => sweep.Run(FilePath, Score)).Message;

    private static string Message(Action act) => Assert.ThrowsAny<ArgumentException>(act).Message;
}
