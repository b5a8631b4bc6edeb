namespace Teaching.Benchmarks;

/// <summary>PyTorch with so many threads and one setting of its BLAS, ready to train.</summary>
internal sealed class TrainPeer(string name, int threads, PythonPeer peer) : IDisposable
{
    public string Name => name;

    public int Threads => threads;

    /// <summary>With each core type that OpenBLAS can be told, on one and on all threads; who is not installed is left out, with the reason.</summary>
    public static List<TrainPeer> StartAll(string folder, Report report)
    {
        List<TrainPeer> peers = [];
        if (PythonPeer.Settings.Count > 0)
            report.Line($"settings here: {string.Join(", ", PythonPeer.Settings.Select(name => $"{name}={Environment.GetEnvironmentVariable(name)}"))}");
        foreach (int threads in new[] { 1, Environment.ProcessorCount }.Distinct())
        {
            Add(threads, "as installed", null, false);
            Add(threads, "SKYLAKEX", "SKYLAKEX", false);
            Add(threads, "COOPERLAKE", "COOPERLAKE", false);
            if (PythonPeer.Settings.Count > 0)
                Add(threads, "as set here", null, true);
        }
        return peers;

        void Add(int threads, string how, string? core, bool keepSettings)
        {
            string name = $"PyTorch, {threads} thread{(threads > 1 ? "s" : "")}, {how}";
            PythonPeer? peer = PythonPeer.Start("train_peer.py", [$"{threads}", folder], threads, core, keepSettings, out string reason);
            if (peer is null)
            {
                report.Line($"left out: {name}: {reason}");
                return;
            }
            report.Peer(name, threads, peer);
            peers.Add(new(name, threads, peer));
        }
    }

    /// <summary>Trains for an epoch of so many images; the seconds.</summary>
    public double Epoch(TrainingCase one, int images) =>
        peer.Ask(new { widths = one.Widths, dropout = one.Dropout, batch = one.Batch, rate = one.Rate, momentum = one.Momentum, images });

    public void Dispose() => peer.Dispose();
}
