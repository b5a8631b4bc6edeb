namespace Teaching;

/// <summary>
/// One trial of a <see cref="Sweep{TData}"/>: what to learn from and what to be judged by, a seed for weights and batches, and a token to
/// pass to <see cref="Trainer{T}.Run"/>, so that it stops when the sweep is cancelled.
/// Used in lesson 07.
/// </summary>
public sealed record Trial<TData>(
    IReadOnlyDictionary<string, object> Settings, long Seed, TData Train, TData Validation, CancellationToken Cancellation)
{
    /// <summary>A setting that is a number.</summary>
    /// <exception cref="ArgumentException">There is no such setting, or it is a text.</exception>
    public double Number(string name) => Value(name) is double number ? number
        : throw new ArgumentException($"The setting \"{name}\" is the text \"{Value(name)}\", not a number.");

    /// <summary>A setting that is a text.</summary>
    /// <exception cref="ArgumentException">There is no such setting, or it is a number.</exception>
    public string Text(string name) => Value(name) as string
        ?? throw new ArgumentException($"The setting \"{name}\" is the number {Grid.Text(Value(name))}, not a text.");

    private object Value(string name) => Settings.TryGetValue(name, out object? value) ? value
        : throw new ArgumentException($"The trial has no setting \"{name}\", only {string.Join(", ", Settings.Keys)}.");
}

/// <summary>What a trial reports: a validation score, such as an accuracy, the higher the better, and other figures to show beside it.</summary>
public sealed record TrialScore(double Validation, IReadOnlyDictionary<string, double>? Figures = null)
{
    public static implicit operator TrialScore(double validation) => new(validation);
}

/// <summary>A finished trial: its settings (double or string by name), seed, score and figures; of one that failed the score is null.</summary>
public sealed record TrialResult(
    IReadOnlyDictionary<string, object> Settings, long Seed, double? Validation, IReadOnlyDictionary<string, double> Figures, string? Failure = null);
