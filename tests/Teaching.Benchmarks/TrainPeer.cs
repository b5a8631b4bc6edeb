namespace Teaching.Benchmarks;

/// <summary>PyTorch or TorchSharp as a contestant: a process with its own number of threads and setting of its BLAS.</summary>
internal sealed class TrainPeer(string library, int threads, string how, PeerProcess process) : TrainContestant(library, threads, how)
{
    public PeerProcess Process => process;

    public override double Epoch(TrainingCase one, int images) =>
        process.Ask(new { widths = one.Widths, dropout = one.Dropout, batch = one.Batch, rate = one.Rate, momentum = one.Momentum, images });

    public override void Dispose() => process.Dispose();
}
