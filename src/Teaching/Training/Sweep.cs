using System.Diagnostics;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// Trains with every combination of a <see cref="Grid"/> of settings, several trials at a time. The best trial is chosen by data that were
/// split off the training data; the test set has no way in.
/// <code>
/// var sweep = data.Train.Sweep(new Grid().Add("rate", 0.01, 0.1, 1).Add("hidden", 64, 256), validation: 10_000);
/// var results = sweep.Run(trial =>
/// {
///     var network = Network.OfDense&lt;float&gt;([784, (int)trial.Number("hidden"), 10], Activation.Relu, Initializer.He, new Rng(trial.Seed));
///     ...
///     return Evaluation.Of(network, loss, ImageExamples&lt;float&gt;.OfClasses(trial.Validation)).Accuracy;
/// });
/// results.Best.Settings["rate"]
/// </code>
/// Used in lessons 07, 08.
/// </summary>
public sealed class Sweep<TData>
{
    private readonly Grid grid;
    private readonly TData train, validation;
    private readonly long seed;
    private int atOnce = Environment.ProcessorCount;

    /// <summary>A sweep over training data, of which some was split off to choose by.</summary>
    /// <param name="grid">What to try.</param>
    /// <param name="train">What to learn from.</param>
    /// <param name="validation">What to choose the best trial by, none of it in <paramref name="train"/>.</param>
    /// <param name="seed">For the seed of each trial.</param>
    /// <exception cref="ArgumentException">The grid is empty.</exception>
    public Sweep(Grid grid, TData train, TData validation, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(grid);
        if (grid.Names.Count == 0) throw new ArgumentException("The sweep has nothing to try: add settings to the grid.");
        (this.grid, this.train, this.validation, this.seed) = (grid, train, validation, seed);
    }

    /// <summary>How many trials run at once; at the start as many as there are processors. The results do not depend on it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public int AtOnce
    {
        get => atOnce;
        set => atOnce = value > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"A sweep runs at least one trial at a time, not {value}.");
    }

    /// <summary>Makes all trials.</summary>
    /// <param name="run">Trains and returns the score on the trial's validation data, the higher the better. Several trials run at once.</param>
    /// <param name="progress">Hears a line after each trial, one at a time.</param>
    /// <param name="cancellation">Stops between trials; a trial that passes it on stops too.</param>
    /// <exception cref="ArgumentException">A score is NaN or infinite.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public SweepResults Run(Func<Trial<TData>, TrialScore> run, Action<string>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        List<TrialResult> done = [];
        long start = Stopwatch.GetTimestamp();
        SideBySide.Run(grid.Count, AtOnce, index =>
        {
            TrialResult result = Make(index, run, cancellation);
            lock (done)
            {
                done.Add(result);
                double left = Stopwatch.GetElapsedTime(start).TotalSeconds / done.Count * (grid.Count - done.Count);
                progress?.Invoke($"{new SweepResults(grid, done)}" + (done.Count == grid.Count ? "" : $", {TimeText.Of(left)} left"));
            }
        }, cancellation);
        return new(grid, done);
    }

    private TrialResult Make(int index, Func<Trial<TData>, TrialScore> run, CancellationToken cancellation)
    {
        Dictionary<string, object> settings = grid.Combination(index);
        // Every trial has its own seed, the same whichever ran before.
        long own = (long)(new Rng(unchecked(seed + (index + 1) * 0x9E3779B97F4A7C1L)).NextBits() >> 1);
        try
        {
            TrialScore score = run(new Trial<TData>(settings, own, train, validation, cancellation));
            if (double.IsFinite(score.Validation)) return new(index, settings, own, score.Validation, score.Figures ?? new Dictionary<string, double>(), Failure: null);
            throw new ArgumentException($"The trial {grid.Text(settings)} gave the score {NumberText.Significant(score.Validation, 6)}: "
                + "it must be a number, the higher the better.");
        }
        catch (Exception error) when (error is TrainingException or NotFiniteNumberException)
        {
            return new(index, settings, own, Validation: null, new Dictionary<string, double>(), error.Message);
        }
    }
}

/// <summary>One trial of a <see cref="Sweep{TData}"/>: what to train with, and nothing of the test set.</summary>
public sealed class Trial<TData>
{
    private readonly IReadOnlyDictionary<string, object> settings;

    internal Trial(IReadOnlyDictionary<string, object> settings, long seed, TData train, TData validation, CancellationToken cancellation) =>
        (this.settings, Seed, Train, Validation, Cancellation) = (settings, seed, train, validation, cancellation);

    /// <summary>The trial's own seed, for weights and batches.</summary>
    public long Seed { get; }

    /// <summary>What to learn from.</summary>
    public TData Train { get; }

    /// <summary>What to choose the best trial by.</summary>
    public TData Validation { get; }

    /// <summary>Set when the sweep is cancelled: pass it to <see cref="Trainer{T}.Run"/>.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>A setting that is a number.</summary>
    /// <exception cref="ArgumentException">There is no such setting, or it is a text.</exception>
    public double Number(string name) => Value(name) is double number ? number : throw new ArgumentException($"The setting \"{name}\" is the text \"{Value(name)}\", not a number.");

    /// <summary>A setting that is a text.</summary>
    /// <exception cref="ArgumentException">There is no such setting, or it is a number.</exception>
    public string Text(string name) => Value(name) as string ?? throw new ArgumentException($"The setting \"{name}\" is the number {Grid.Text(Value(name))}, not a text.");

    private object Value(string name) => settings.TryGetValue(name, out object? value)
        ? value
        : throw new ArgumentException($"The trial has no setting \"{name}\", only {string.Join(", ", settings.Keys)}.");
}
