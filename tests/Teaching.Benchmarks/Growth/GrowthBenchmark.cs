using System.Globalization;

namespace Teaching.Benchmarks;

/// <summary>How the time of an epoch grows with batch, width, images and threads, ours and the peers' in turn; as charts and a page.</summary>
internal static class GrowthBenchmark
{
    public static void Run(Options options)
    {
        Report report = new(options);
        string before = Report.Load();
        using TrainField field = new(options, report);
        GrowthFigures[] figures = [.. Sweep.All(field.Data.Train.Count).Select(sweep => Measure(sweep, field, options, report))];
        GrowthRun run = new(Machine.Describe(), DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), $"load average {before} at the start, {Report.Load()} at the end",
            options.Rounds, $"{field.Data}", [.. field.Contestants.OfType<TrainPeer>().Select(peer => $"{peer.Process.Version} ({peer.Process.Blas})").Distinct()],
            [.. TrainField.Peers.Where(library => field.Contestants.All(who => who.Library != library))], figures);
        Write(run, options.Folder);
        report.Line(report.LoadNow());
        report.Save();
    }

    private static void Write(GrowthRun run, string folder)
    {
        foreach (IGrouping<string, GrowthFigures> chart in run.Figures.GroupBy(figures => figures.Sweep.Name))
            Report.Write(Path.Combine(folder, GrowthPage.Picture(chart.Key)), GrowthChart.Of([.. chart]).ToSvg());
        Report.Write(Path.Combine(folder, "speed.md"), GrowthPage.Of(run));
    }

    private static GrowthFigures Measure(Sweep sweep, TrainField field, Options options, Report report)
    {
        List<GrowthPoint[]> points = [.. sweep.Values.Select(value => Measure(sweep, value, field, options, report))];
        return new(sweep,
        [
            .. field.Contestants.Select(who => who.Library).Distinct().Select(library =>
            {
                GrowthPoint?[] line = [.. points.Select(point => point.Where(one => one.Who.Library == library).MinBy(one => one.Seconds))];
                return new GrowthLine(library, [.. line.Select(point => point?.Seconds ?? double.NaN)], [.. line.Select(point => point?.Who.Threads ?? 0)]);
            }),
        ]);
    }

    private static GrowthPoint[] Measure(Sweep sweep, int value, TrainField field, Options options, Report report)
    {
        TrainingCase one = sweep.Case(value);
        (int images, double scale) = one.Of(sweep.Epoch(value, field.Data.Train.Count));
        TrainContestant[] contestants = [.. field.Hopeful(one, images).Where(who => !sweep.OfThreads || who.Threads == value)];
        foreach (TrainContestant contestant in contestants) contestant.Epoch(one, images);
        double[][] seconds = Turns.Take(contestants.Length, options.Rounds, TrainBenchmark.Pause, i => contestants[i].Epoch(one, images) * scale);
        report.AddPoint(sweep.Name, $"{value} {sweep.Varied}, {sweep.Network}", [.. contestants.Select(who => who.Name)], seconds);
        return [.. contestants.Zip(seconds, (who, all) => new GrowthPoint(who, Report.Median(all)))];
    }

    private sealed record GrowthPoint(TrainContestant Who, double Seconds);
}
