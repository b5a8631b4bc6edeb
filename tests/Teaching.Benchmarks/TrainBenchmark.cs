namespace Teaching.Benchmarks;

/// <summary>
/// An epoch of training, ours and the peers' in turn: the same network, batches, optimizer and images in memory, float, nothing evaluated or
/// augmented. Each library trains on one thread and on all.
/// </summary>
internal static class TrainBenchmark
{
    /// <inheritdoc cref="Turns.Take" path="/param[@name='pause']"/>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static void Run(Options options)
    {
        Report report = new(options);
        using TrainField field = new(options, report);
        foreach (TrainingCase one in TrainingCase.All(options))
            Measure(one, field, options, report);
        report.Line(report.LoadNow());
        report.Save();
    }

    private static void Measure(TrainingCase one, TrainField field, Options options, Report report)
    {
        (int images, double scale) = one.Of(field.Data.Train.Count);
        TrainContestant[] contestants = field.Hopeful(one, images);
        foreach (TrainContestant contestant in contestants) contestant.Epoch(one, images);
        double[][] seconds = Turns.Take(contestants.Length, options.Rounds, Pause, i => contestants[i].Epoch(one, images) * scale);
        string name = one.Name + (scale > 1 ? FormattableString.Invariant($" ({one.Batches} batches x {scale:0.##})") : "");
        report.AddEpochs(name, [.. contestants.Select(contestant => contestant.Name)], seconds, options.Threads.Count);
    }
}
