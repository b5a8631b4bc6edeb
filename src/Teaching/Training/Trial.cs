namespace Teaching;

/// <summary>One trial of a <see cref="Sweep{TData}"/>: what to train with, and nothing of the test set.</summary>
public sealed class Trial<TData>
{
    private readonly IReadOnlyDictionary<string, object> settings;

    internal Trial(int index, IReadOnlyDictionary<string, object> settings, long seed, TData train, TData validation, CancellationToken cancellation) =>
        (Index, this.settings, Seed, Train, Validation, Cancellation) = (index, settings, seed, train, validation, cancellation);

    /// <summary>Its place in the grid, from 0.</summary>
    public int Index { get; }

    /// <summary>The trial's own seed, for weights and batches: the same for the same sweep and place.</summary>
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
    public string Text(string name) => Value(name) as string ?? throw new ArgumentException($"The setting \"{name}\" is the number {SettingText.Of(Value(name))}, not a text.");

    private object Value(string name) => settings.TryGetValue(name, out object? value)
        ? value
        : throw new ArgumentException($"The trial has no setting \"{name}\", only {string.Join(", ", settings.Keys)}.");
}
