namespace Teaching;

/// <summary>
/// What a trial reports: a score on its validation data, the higher the better, and other figures to show beside it.
/// Used in lessons 07, 08.
/// </summary>
/// <param name="Validation">The score by which the best trial is chosen, such as an accuracy or an F1.</param>
/// <param name="Figures">Other numbers by name, such as the training loss; null for none.</param>
public sealed record TrialScore(double Validation, IReadOnlyDictionary<string, double>? Figures = null)
{
    /// <summary>A score alone.</summary>
    public static implicit operator TrialScore(double validation) => new(validation);
}

/// <summary>A finished trial.</summary>
/// <param name="Index">Its place in the grid, from 0.</param>
/// <param name="Settings">Its settings: double or string by name.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Validation">Its score; null when it failed.</param>
/// <param name="Figures">The other numbers that it reported.</param>
/// <param name="Failure">Why it failed, in the words of <see cref="TrainingException"/>; null when it did not.</param>
public sealed record TrialResult(
    int Index, IReadOnlyDictionary<string, object> Settings, long Seed, double? Validation, IReadOnlyDictionary<string, double> Figures, string? Failure);

/// <summary>What a <see cref="Sweep{TData}"/> found. It shows itself as a table, best trial first.</summary>
[TypeFormatterSource(typeof(TableFormatters), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class SweepResults : ITabular
{
    private readonly TrialResult[] ranked;

    internal SweepResults(Grid grid, IEnumerable<TrialResult> trials)
    {
        (Grid, Trials) = (grid, [.. trials.OrderBy(trial => trial.Index)]);
        ranked = [.. Trials.OrderByDescending(trial => trial.Validation ?? double.NegativeInfinity)];
    }

    /// <summary>What was tried.</summary>
    public Grid Grid { get; }

    /// <summary>All finished trials, in the order of the grid.</summary>
    public IReadOnlyList<TrialResult> Trials { get; }

    /// <summary>The trial with the highest validation score, of equal ones the first. Only now is it the test set's turn, once.</summary>
    /// <exception cref="InvalidOperationException">All trials failed.</exception>
    public TrialResult Best => ranked is [{ Validation: not null } best, ..] ? best : throw new InvalidOperationException($"No trial of the sweep has a score: "
        + $"{Trials.Count} of {Grid.Count} were made and all failed.");

    /// <summary>A row for each trial, the best first.</summary>
    public Table ToTable()
    {
        string[] figures = [.. Trials.SelectMany(trial => trial.Figures.Keys).Distinct()];
        string[] failure = Trials.Any(trial => trial.Failure is not null) ? ["failed because"] : [];
        var table = new Table([.. Grid.Names, "validation", .. figures, .. failure]).Digits(4).Caption(ToString());
        foreach (TrialResult trial in ranked)
        {
            table.Add([.. Grid.Names.Select(name => trial.Settings[name]), trial.Validation,
                .. figures.Select(name => trial.Figures.TryGetValue(name, out double figure) ? (object?)figure : null), .. failure.Select(_ => trial.Failure)]);
        }
        return table;
    }

    /// <summary>One line, such as <c>27 of 27 trials, best 0.9712 (rate 0.1, hidden 256)</c>.</summary>
    public override string ToString() => $"{Trials.Count} of {Grid.Count} trials"
        + (ranked is [{ Validation: { } score } best, ..] ? $", best {NumberText.Fixed(score, 4)} ({Grid.Text(best.Settings)})" : "");
}
