namespace Teaching.Benchmarks;

/// <summary>Somebody who can train a network: a library with a number of threads.</summary>
/// <param name="library">Teaching, PyTorch or TorchSharp.</param>
/// <param name="threads">With so many threads.</param>
/// <param name="how">With which further setting, or nothing.</param>
internal abstract class TrainContestant(string library, int threads, string how = "") : IDisposable
{
    public string Library => library;

    public int Threads => threads;

    public string Name => $"{library}, {threads} thread{(threads > 1 ? "s" : "")}{(how.Length > 0 ? ", " + how : "")}";

    /// <summary>Trains for an epoch of so many images; the seconds.</summary>
    public abstract double Epoch(TrainingCase one, int images);

    public virtual void Dispose()
    {
    }
}
