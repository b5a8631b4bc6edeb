using Teaching.Fast;

namespace Teaching;

/// <summary>
/// Trains with every combination of a <see cref="Grid"/> of settings, several trials at a time. The best trial is chosen by data that were
/// split off the training data; the test set takes no part.
/// Used in lesson 07.
/// </summary>
/// <exception cref="ArgumentException">The grid is empty.</exception>
public sealed class Sweep<TData>(Grid grid, TData train, TData validation, long seed = 1)
{
    private readonly Grid grid = (grid ?? throw new ArgumentNullException(nameof(grid))).Names.Count > 0 ? grid
        : throw new ArgumentException("The sweep has nothing to try: add settings to the grid.");

    /// <summary>How many trials run at once; the results do not depend on it.</summary>
    internal int AtOnce { get; set; } = Environment.ProcessorCount;

    /// <summary>
    /// Makes all trials. <paramref name="run"/> trains and returns the score on the trial's validation data, the higher the better.
    /// <paramref name="progress"/> hears a line after each trial. A trial whose numbers explode is noted as failed.
    /// </summary>
    /// <exception cref="ArgumentException">A score is NaN or infinite.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, between trials or by a trial that passes its token on.</exception>
    public SweepResults Run(Func<Trial<TData>, TrialScore> run, Action<string>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        IReadOnlyList<IReadOnlyDictionary<string, object>> all = grid.Combinations;
        var done = new SortedList<int, TrialResult>();
        SideBySide.Run(all.Count, AtOnce, index =>
        {
            // Every trial has its own seed, the same whichever ran before.
            long own = (long)(new Rng(unchecked(seed + (index + 1) * 0x9E3779B97F4A7C1L)).NextBits() >> 1);
            TrialResult result = Result(new(all[index], own, train, validation, cancellation), run);
            lock (done)
            {
                done.Add(index, result);
                progress?.Invoke($"{new SweepResults(grid, done.Values)}");
            }
        }, cancellation);
        return new(grid, done.Values);
    }

    private static TrialResult Result(Trial<TData> trial, Func<Trial<TData>, TrialScore> run)
    {
        Dictionary<string, double> none = [];
        try
        {
            TrialScore score = run(trial);
            if (double.IsFinite(score.Validation)) return new(trial.Settings, trial.Seed, score.Validation, score.Figures ?? none);
            throw new ArgumentException($"The trial {Grid.Text(trial.Settings)} gave the score {NumberText.Significant(score.Validation, 6)}: "
                + "it must be a number, the higher the better.");
        }
        catch (Exception error) when (error is TrainingException or NotFiniteNumberException)
        {
            return new(trial.Settings, trial.Seed, Validation: null, none, error.Message);
        }
    }
}

/// <summary>What a <see cref="Sweep{TData}"/> found. It shows itself as a table, best trial first.</summary>
[TypeFormatterSource(typeof(TableFormatters), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class SweepResults : ITabular
{
    private readonly TrialResult[] ranked;

    internal SweepResults(Grid grid, IEnumerable<TrialResult> trials)
    {
        (Grid, Trials) = (grid, [.. trials]);
        ranked = [.. Trials.OrderByDescending(trial => trial.Validation ?? double.NegativeInfinity)];
    }

    public Grid Grid { get; }
    /// <summary>All finished trials, in the order of the grid.</summary>
    public IReadOnlyList<TrialResult> Trials { get; }

    /// <summary>The trial with the highest validation score, of equal ones the first. Only now is it the test set's turn, once.</summary>
    /// <exception cref="InvalidOperationException">All trials failed.</exception>
    public TrialResult Best => ranked is [{ Validation: not null } best, ..] ? best
        : throw new InvalidOperationException($"No trial of the sweep has a score: {Trials.Count} of {Grid.Combinations.Count} were made and all failed.");

    /// <summary>A row for each trial, the best first.</summary>
    public Table ToTable()
    {
        string[] figures = [.. Trials.SelectMany(trial => trial.Figures.Keys).Distinct()];
        string[] failure = Trials.Any(trial => trial.Failure is not null) ? ["failed because"] : [];
        var table = new Table([.. Grid.Names, "validation", .. figures, .. failure]).Digits(4).Caption(ToString());
        foreach (TrialResult trial in ranked)
        {
            var others = figures.Select(name => trial.Figures.TryGetValue(name, out double figure) ? (object?)figure : null);
            table.Add([.. Grid.Names.Select(name => trial.Settings[name]), trial.Validation, .. others, .. failure.Select(_ => trial.Failure)]);
        }
        return table;
    }

    /// <summary>One line, such as <c>27 of 27 trials, best 0.9712 (rate 0.1, hidden 256)</c>.</summary>
    public override string ToString() => $"{Trials.Count} of {Grid.Combinations.Count} trials"
        + (ranked is [{ Validation: { } score } best, ..] ? $", best {NumberText.Fixed(score, 4)} ({Grid.Text(best.Settings)})" : "");
}
