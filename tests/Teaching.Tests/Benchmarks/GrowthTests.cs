using Teaching.Benchmarks;

namespace Teaching.Tests.Benchmarks;

/// <summary>The page of the growth charts and the charts themselves, from figures made up here.</summary>
public class GrowthTests
{
    private static readonly Sweep Batch = new("batch", "images in a batch", "784-3-10", "Meaning.", [16, 32, 64], batch => TrainingCase.Dense([784, 3, 10], batch));

    private static readonly GrowthLine Ours = new("Teaching", [1, 0.5, 0.25], [1, 2, 2]);

    private static readonly GrowthLine Theirs = new("PyTorch", [3, 1, 1.5], [1, 1, 2]);

    [Fact]
    public void The_page_tells_machine_load_peers_and_how_often_was_measured()
    {
        string page = Page(new GrowthFigures(Batch, [Ours, Theirs]));
        Assert.Contains("on 2026-11-28: 2 processors; load average 0.1 at the start. Some digits.", page);
        Assert.Contains("Peers: PyTorch 2.6.0. Not installed there, so without a line: TorchSharp.", page);
        Assert.Contains("median of 7 runs", page);
    }

    [Fact]
    public void A_table_has_a_row_for_each_value_with_the_threads_in_brackets() => Assert.Contains("""
        | images in a batch | Teaching, s | PyTorch, s |
        |---:|---:|---:|
        | 16 | 1 (1) | 3 (1) |
        | 32 | 0.5 (2) | 1 (1) |
        | 64 | 0.25 (2) | 1.5 (2) |
        """, Page(new GrowthFigures(Batch, [Ours, Theirs])));

    [Fact]
    public void What_is_to_be_seen_is_computed_from_the_figures()
    {
        string page = Page(new GrowthFigures(Batch, [Ours, Theirs]));
        Assert.Contains("![Time of an epoch against images in a batch](speed-batch.svg)", page);
        Assert.Contains("784-3-10. Meaning. From 16 to 64 the time is multiplied by 0.25 with Teaching, 0.5 with PyTorch. PyTorch takes 2 to 6 times as long as Teaching.\n", page);
    }

    [Fact]
    public void A_peer_that_was_not_measured_at_a_value_has_a_dash_there_and_one_that_is_missing_no_column()
    {
        string page = Page(new GrowthFigures(Batch, [Ours, Theirs with { Seconds = [double.NaN, 1, 1], Threads = [0, 1, 1] }]));
        Assert.Contains("| 16 | 1 (1) | – |\n", page);
        Assert.Contains("multiplied by 0.25 with Teaching. PyTorch takes 2 to 4 times", page);
        Assert.Contains("| images in a batch | Teaching, s |\n", Page(new GrowthFigures(Batch, [Ours])));
    }

    [Fact]
    public void A_chart_has_a_line_for_each_library_on_log_axes()
    {
        string json = GrowthChart.Of([new GrowthFigures(Batch, [Ours, Theirs])]).ToJson();
        foreach (string part in new[] { "\"Teaching\"", "\"PyTorch\"", "\"log\"", "Time against batch: 784-3-10", "time of an epoch, s", "images in a batch" }) Assert.Contains(part, json);
        Assert.DoesNotContain("PyTorch", GrowthChart.Of([new GrowthFigures(Batch, [Ours])]).ToJson());
    }

    [Fact]
    public void Sweeps_of_one_name_stand_beside_each_other_in_one_chart()
    {
        string json = GrowthChart.Of([new GrowthFigures(Batch, [Ours]), new GrowthFigures(Batch with { Network = "ten convolutions" }, [Ours])]).ToJson();
        foreach (string part in new[] { "Time against batch", "784-3-10", "ten convolutions" }) Assert.Contains(part, json);
    }

    [Fact]
    public void No_epoch_is_asked_for_more_images_than_there_are() => Assert.All(Sweep.All(12_000), sweep => Assert.All(sweep.Values, value =>
        Assert.InRange(sweep.Case(value).Of(sweep.Epoch(value, 12_000)).Images, 1, 12_000)));

    private static string Page(GrowthFigures figures) =>
        GrowthPage.Of(new("2 processors", "2026-11-28", "load average 0.1 at the start", 7, "Some digits", ["PyTorch 2.6.0"], ["TorchSharp"], [figures])).ReplaceLineEndings("\n");
}
