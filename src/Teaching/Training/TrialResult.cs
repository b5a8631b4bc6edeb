namespace Teaching;

/// <summary>What a trial reports: a score on its validation images, the higher the better, and other figures to show beside it.</summary>
/// <param name="Validation">The score by which the best trial is chosen, as an accuracy or an F1.</param>
/// <param name="Figures">Other numbers by name, as the training loss; null for none.</param>
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
/// <param name="Failure">Why it failed, as <see cref="TrainingException"/> said it; null when it did not.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record TrialResult(
    int Index, IReadOnlyDictionary<string, object> Settings, long Seed, double? Validation, IReadOnlyDictionary<string, double> Figures, string? Failure, double Seconds);
