namespace Teaching;

/// <summary>What a sweep found. It shows itself as a table, best trial first.</summary>
[TypeFormatterSource(typeof(TableFormatters), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class SweepResults : ITabular
{
    internal SweepResults(Grid grid, IEnumerable<TrialResult> trials) => (Grid, Trials) = (grid, [.. trials.OrderBy(trial => trial.Index)]);

    /// <summary>What was tried.</summary>
    public Grid Grid { get; }

    /// <summary>All finished trials, in the order of the Grid.</summary>
    public IReadOnlyList<TrialResult> Trials { get; }

    /// <summary>The trial with the highest validation score, of equal ones the first. Only now is it the test set's turn, once.</summary>
    /// <exception cref="InvalidOperationException">All trials failed.</exception>
    public TrialResult Best => BestOf(Trials) ?? throw new InvalidOperationException($"No trial of the sweep has a score: {Trials.Count} "
        + $"of {Grid.Count} were made and all failed.");

    /// <summary>A row for each trial, the best first, without times.</summary>
    public Table ToTable()
    {
        string[] figures = [.. Trials.SelectMany(trial => trial.Figures.Keys).Distinct()];
        bool failures = Trials.Any(trial => trial.Failure is not null);
        var table = new Table([.. Grid.Names, "validation", .. figures, .. failures ? new[] { "failed because" } : []]).Digits(4).Caption(ToString());
        foreach (TrialResult trial in Trials.OrderByDescending(trial => trial.Validation ?? double.NegativeInfinity).ThenBy(trial => trial.Index))
        {
            table.Add([.. Grid.Names.Select(name => trial.Settings[name]), trial.Validation,
                .. figures.Select(name => trial.Figures.TryGetValue(name, out double figure) ? (object?)figure : null), .. failures ? new[] { trial.Failure } : []]);
        }
        return table;
    }

    /// <summary>As <c>27 of 27 trials, best 0.9712 (rate 0.1, hidden 256)</c>.</summary>
    public override string ToString() => $"{Trials.Count} of {Grid.Count} trials"
        + (BestOf(Trials) is { } best ? $", best {NumberText.Fixed(best.Validation!.Value, 4)} ({SettingText.Of(best.Settings, Grid.Names)})" : "");

    internal static TrialResult? BestOf(IEnumerable<TrialResult> trials) =>
        trials.Where(trial => trial.Validation is not null).OrderByDescending(trial => trial.Validation).ThenBy(trial => trial.Index).FirstOrDefault();
}
