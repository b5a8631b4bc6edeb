namespace Teaching.Benchmarks;

/// <summary>
/// An epoch of training, ours and PyTorch's in turn: batch 64, SGD, float, images in memory, nothing evaluated. PyTorch runs on one
/// thread, with which it is fastest here.
/// </summary>
internal static class TrainBenchmark
{
    private const int Batch = 64;

    private static readonly int[][] Networks = [[784, 256, 128, 10], [784, 256, 256, 256, 10]];

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
            List<(string Name, PythonPeer Peer)> peers = Peers(folder, report);
            foreach (int[] widths in Networks) Measure(widths, data, peers, options, report);
            foreach ((_, PythonPeer peer) in peers) peer.Dispose();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        report.Line(report.LoadNow());
        report.Save();
    }

    private static void Measure(int[] widths, DataSet data, List<(string Name, PythonPeer Peer)> peers, Options options, Report report)
    {
        List<(string Name, Func<double> Epoch)> contestants =
        [
            .. options.Threads.Select(threads => ($"Teaching, {threads} thread{(threads > 1 ? "s" : "")}", Ours(widths, data, threads))),
            .. peers.Select(peer => (peer.Name, (Func<double>)(() => peer.Peer.Ask(new { widths, batch = Batch })))),
        ];
        foreach ((_, Func<double> epoch) in contestants) epoch();
        double[][] seconds = [.. contestants.Select(_ => new double[options.Rounds])];
        for (int round = 0; round < options.Rounds; round++)
        {
            // Every other round the other way about, so that nobody always runs after the same one.
            foreach (int i in Enumerable.Range(0, contestants.Count).Select(i => round % 2 == 0 ? i : contestants.Count - 1 - i))
                seconds[i][round] = contestants[i].Epoch();
        }
        report.AddEpochs(string.Join("-", widths), [.. contestants.Select(one => one.Name)], seconds, options.Threads.Count);
    }

    private static Func<double> Ours(int[] widths, DataSet data, int threads)
    {
        var network = Network.OfDense<float>(widths, Activation.Relu, Start.He, new Rng(1));
        var trainer = new Trainer<float>(network, new SoftmaxCrossEntropyLoss<float>(), new Sgd<float>(network, rate: 0.1), Examples<float>.OfClasses(data.Train))
        {
            BatchSize = Batch,
        };
        return () =>
        {
            Teaching.Numerics.Threads = threads;
            return trainer.Run(epochs: 1).Last.Seconds;
        };
    }

    private static List<(string Name, PythonPeer Peer)> Peers(string folder, Report report)
    {
        List<(string, PythonPeer)> peers = [];
        if (PythonPeer.Settings.Count > 0)
            report.Line($"settings here: {string.Join(", ", PythonPeer.Settings.Select(name => $"{name}={Environment.GetEnvironmentVariable(name)}"))}");
        Add("as installed", null, false);
        Add("SKYLAKEX", "SKYLAKEX", false);
        Add("COOPERLAKE", "COOPERLAKE", false);
        if (PythonPeer.Settings.Count > 0)
            Add("as set here", null, true);
        return peers;

        void Add(string how, string? core, bool keepSettings)
        {
            PythonPeer? peer = PythonPeer.Start("train_peer.py", ["1", folder], threads: 1, core, keepSettings, out string reason);
            if (peer is null)
            {
                report.Line($"left out: PyTorch {how}: {reason}");
                return;
            }
            string name = $"PyTorch, 1 thread, {how}";
            report.Peer(name, 1, peer);
            peers.Add((name, peer));
        }
    }
}
