using System.Diagnostics;
using System.Text.Json.Nodes;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// Trains with every combination of a <see cref="Grid"/> of settings, several trials at a time, and writes each result into a
/// file as soon as it is there: run again after an interruption, it goes on where it stopped. The best trial is chosen by
/// data that were split off the training data; the test set has no way in.
/// <code>
/// var sweep = data.Train.Sweep(new Grid().Add("rate", 0.01, 0.1, 1).Add("hidden", 64, 256), validation: 10_000);
/// var results = sweep.Run("sweep.jsonl", trial =>
/// {
///     var network = Network.OfDense&lt;float&gt;([784, (int)trial.Number("hidden"), 10], Activation.Relu, Initializer.He, new Rng(trial.Seed));
///     ...
///     return Evaluation.Of(network, loss, ImageExamples&lt;float&gt;.OfClasses(trial.Validation)).Accuracy;
/// }, line => handle.Update($"{line}"));
/// results.Best.Settings["rate"]
/// </code>
/// </summary>
public sealed class Sweep<TData>
{
    private readonly TData train, validation;
    private readonly JsonObject data;
    private int threads = Environment.ProcessorCount;

    /// <summary>A sweep over training data, of which some was split off to choose by.</summary>
    /// <param name="grid">What to try.</param>
    /// <param name="train">What to learn from.</param>
    /// <param name="validation">What to choose the best trial by, none of it in <paramref name="train"/>.</param>
    /// <param name="data">What tells these data and this split from others, as counts and a checksum: results on other data are never mixed in.</param>
    /// <param name="seed">For the seed of each trial.</param>
    /// <exception cref="ArgumentException">The grid is empty.</exception>
    public Sweep(Grid grid, TData train, TData validation, JsonObject data, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(data);
        if (grid.Names.Count == 0) throw new ArgumentException("The sweep has nothing to try: add settings to the grid.");
        (Grid, Seed, this.train, this.validation, this.data) = (grid, seed, train, validation, data);
    }

    /// <summary>What is tried.</summary>
    public Grid Grid { get; }

    /// <summary>The seed of the split and of the trials' seeds.</summary>
    public long Seed { get; }

    /// <summary>How many trials run at a time; at the start as many as there are processors. The results do not depend on it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public int Threads
    {
        get => threads;
        set => threads = value > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"A sweep runs at least one trial at a time, not {value}.");
    }

    /// <summary>Makes all trials that the file does not hold yet.</summary>
    /// <param name="file">The file of results, JSON lines; made when it is not there.</param>
    /// <param name="run">Trains and gives the score on the trial's validation data. It is called on several threads at once.</param>
    /// <param name="progress">Hears of every finished trial, on one thread at a time.</param>
    /// <param name="cancellation">Stops between trials; a trial that passes it on stops too.</param>
    /// <exception cref="InvalidDataException">The file is of another sweep, or damaged elsewhere than at its end. It is left as it is.</exception>
    /// <exception cref="ArgumentException">A score is NaN.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; finished trials are in the file.</exception>
    public SweepResults Run(string file, Func<Trial<TData>, TrialScore> run, Action<SweepProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        using SweepFile results = SweepFile.Open(file, Header(), Grid);
        List<TrialResult> done = results.Trials;
        int[] open = [.. Enumerable.Range(0, Grid.Count).Except(done.Select(trial => trial.Index))];
        long start = Stopwatch.GetTimestamp();
        int before = done.Count;
        Report();
        int threadsBefore = Numerics.Threads;
        // All processors are busy with trials of their own, so each product stays on one thread.
        if (Threads > 1) Numerics.Threads = 1;
        try
        {
            Parallel.ForEach(open, new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = cancellation }, index =>
            {
                TrialResult result = Make(index, run, cancellation);
                lock (done)
                {
                    results.Add(result);
                    done.Add(result);
                    Report();
                }
            });
        }
        catch (AggregateException error)
        {
            // One sentence for the reader: what the first trial that stopped the sweep said.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
        }
        finally
        {
            Numerics.Threads = threadsBefore;
        }
        return new SweepResults(Grid, done);

        void Report()
        {
            double left = done.Count == before ? double.NaN : Stopwatch.GetElapsedTime(start).TotalSeconds / (done.Count - before) * (Grid.Count - done.Count);
            progress?.Invoke(new(done.Count, Grid.Count, left, SweepResults.BestOf(done), results.Note, Grid.Names));
        }
    }

    private TrialResult Make(int index, Func<Trial<TData>, TrialScore> run, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        Dictionary<string, object> settings = Grid.Combination(index);
        long seed = SeedOf(index);
        (double? score, IReadOnlyDictionary<string, double>? figures, string? failure) = (null, null, null);
        try
        {
            TrialScore given = run(new Trial<TData>(index, settings, seed, train, validation, cancellation));
            if (!double.IsFinite(given.Validation))
                throw new ArgumentException($"The trial {SettingText.Of(settings, Grid.Names)} gave the score "
                    + $"{NumberText.Significant(given.Validation, 6)}: it must be a number, the higher the better.");
            (score, figures) = (given.Validation, given.Figures);
        }
        catch (Exception error) when (error is TrainingException or NotFiniteNumberException)
        {
            failure = error.Message;
        }
        return new(index, settings, seed, score, figures ?? new Dictionary<string, double>(), failure, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>The trial's own seed, the same whichever trials were made before.</summary>
    private long SeedOf(int index) => (long)(new Rng(unchecked(Seed + (index + 1) * 0x9E3779B97F4A7C1L)).NextBits() >> 1);

    private JsonObject Header()
    {
        var header = new JsonObject { ["sweep"] = 1, ["grid"] = Grid.ToJson(), ["seed"] = Seed };
        foreach ((string name, JsonNode? value) in data) header[name] = value?.DeepClone();
        return header;
    }
}
