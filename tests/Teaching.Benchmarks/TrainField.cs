namespace Teaching.Benchmarks;

/// <summary>All who train against each other, with the images that they train on; who is not installed is left out, with the reason.</summary>
internal sealed class TrainField : IDisposable
{
    /// <summary>The libraries that we look for.</summary>
    public static IReadOnlyList<string> Peers { get; } = ["PyTorch", "TorchSharp"];

    /// <summary>The numbers of threads that peers are started with.</summary>
    public static IReadOnlyList<int> ThreadCounts { get; } = [.. new[] { 1, Environment.ProcessorCount }.Distinct()];

    private readonly string folder = Directory.CreateTempSubdirectory("teaching-bench-").FullName;
    private readonly List<TrainContestant> contestants = [];
    private readonly Report report;

    public TrainField(Options options, Report report)
    {
        this.report = report;
        report.Line($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, vectors of {Bits.Width} bits, {report.LoadNow()}");
        report.Line($"{Data}");
        Data.Write(folder);
        contestants.AddRange(options.Threads.Select(threads => new OwnTraining(Data, threads)));
        AddPyTorch();
        AddTorchSharp();
    }

    public DataSet Data { get; } = DataSets.MnistOrDrawn();

    public IReadOnlyList<TrainContestant> Contestants => contestants;

    /// <summary>All but the settings that in a short trial take more than twice as long as another one of their library with as many threads.</summary>
    public TrainContestant[] Hopeful(TrainingCase one, int images)
    {
        int some = Math.Min(images, Math.Max(one.Batch, images / 10));
        return [.. contestants.GroupBy(who => (who.Library, who.Threads)).SelectMany(same => same.Count() == 1 ? same : Best(same))];

        IEnumerable<TrainContestant> Best(IEnumerable<TrainContestant> same)
        {
            (TrainContestant Who, double Seconds)[] trials = [.. same.Select(who => (who, Math.Min(who.Epoch(one, some), who.Epoch(one, some))))];
            return trials.Where(trial => trial.Seconds <= 2 * trials.Min(other => other.Seconds)).Select(trial => trial.Who);
        }
    }

    /// <summary>With each core type that OpenBLAS can be told; a telling that changes nothing makes no contestant of its own.</summary>
    private void AddPyTorch()
    {
        if (PythonPeer.Settings.Count > 0)
            report.Line($"settings here: {string.Join(", ", PythonPeer.Settings.Select(name => $"{name}={Environment.GetEnvironmentVariable(name)}"))}");
        foreach (int threads in ThreadCounts)
            foreach (BlasSetting blas in threads > 1 ? [.. BlasSetting.All, BlasSetting.OnOneThread] : BlasSetting.All) Add(threads, blas);

        void Add(int threads, BlasSetting blas)
        {
            PeerProcess? process = PythonPeer.Start("train_peer.py", [$"{threads}", folder], threads, blas, out string reason);
            if (blas.CoreType is not null && process is not null && contestants.OfType<TrainPeer>().Any(peer => peer.Threads == threads && peer.Process.Blas == process.Blas))
            {
                reason = $"{process.Blas} as before";
                process.Dispose();
                process = null;
            }
            AddPeer("PyTorch", threads, blas.How, process, reason);
        }
    }

    private void AddTorchSharp()
    {
        foreach (int threads in ThreadCounts)
            AddPeer("TorchSharp", threads, "", TorchSharpPeer.Start(threads, folder, out string reason), reason);
    }

    private void AddPeer(string library, int threads, string how, PeerProcess? process, string reason)
    {
        if (process is null)
        {
            report.Line($"left out: {library}, {threads} thread{(threads > 1 ? "s" : "")}{(how.Length > 0 ? ", " + how : "")}: {reason}");
            return;
        }
        report.Peer($"{library}{(how.Length > 0 ? ", " + how : "")}", threads, process);
        contestants.Add(new TrainPeer(library, threads, how, process));
    }

    public void Dispose()
    {
        foreach (TrainContestant contestant in contestants) contestant.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
