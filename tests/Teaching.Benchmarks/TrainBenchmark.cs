namespace Teaching.Benchmarks;

/// <summary>
/// An epoch of training, ours and PyTorch's in turn: the same network, batches, optimizer and images in memory, float, nothing evaluated or
/// augmented. Dense networks PyTorch trains on one thread, with which it is fastest here, convolutions on one and on all.
/// </summary>
internal static class TrainBenchmark
{
    /// <summary>PyTorch's threads keep spinning for some milliseconds after their last work; the next contestant waits that out.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static void Run(Options options)
    {
        Report report = new(options);
        DataSet data = DataSets.MnistOrDrawn();
        report.Line($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, vectors of {Bits.Width} bits, {report.LoadNow()}");
        report.Line($"{data}");
        string folder = Directory.CreateTempSubdirectory("teaching-bench-").FullName;
        try
        {
            data.Write(folder);
            List<TrainPeer> peers = TrainPeer.StartAll(folder, report);
            foreach (TrainingCase one in TrainingCase.All(options))
                Measure(one, data, [.. peers.Where(peer => !one.IsDense || peer.Threads == 1)], options, report);
            foreach (TrainPeer peer in peers) peer.Dispose();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        report.Line(report.LoadNow());
        report.Save();
    }

    private static void Measure(TrainingCase one, DataSet data, List<TrainPeer> peers, Options options, Report report)
    {
        (int images, double scale) = one.Of(data.Train.Count);
        LabelledImages train = images == data.Train.Count ? data.Train : data.Train.Take(images);
        List<(string Name, Func<double> Epoch)> contestants =
        [
            .. options.Threads.Select(threads => ($"Teaching, {threads} thread{(threads > 1 ? "s" : "")}", Ours(one, train, threads))),
            .. peers.Select(peer => (peer.Name, (Func<double>)(() => peer.Epoch(one, images)))),
        ];
        foreach ((_, Func<double> epoch) in contestants) epoch();
        double[][] seconds = [.. contestants.Select(_ => new double[options.Rounds])];
        for (int round = 0; round < options.Rounds; round++)
        {
            // Every other round the other way about, so that nobody always runs after the same one.
            foreach (int i in Enumerable.Range(0, contestants.Count).Select(i => round % 2 == 0 ? i : contestants.Count - 1 - i))
            {
                seconds[i][round] = contestants[i].Epoch() * scale;
                Thread.Sleep(Pause);
            }
        }
        string name = one.Name + (scale > 1 ? FormattableString.Invariant($" ({one.Batches} batches x {scale:0.##})") : "");
        report.AddEpochs(name, [.. contestants.Select(contestant => contestant.Name)], seconds, options.Threads.Count);
    }

    private static Func<double> Ours(TrainingCase one, LabelledImages images, int threads)
    {
        Network<float> network = one.Make();
        var optimizer = new Sgd<float>(network, one.Rate, one.Momentum);
        var trainer = new Trainer<float>(network, new SoftmaxCrossEntropyLoss<float>(), optimizer, ImageExamples<float>.OfClasses(images)) { BatchSize = one.Batch };
        return () =>
        {
            Course.Threads = threads;
            return trainer.Run(epochs: 1).Last.Seconds;
        };
    }
}
