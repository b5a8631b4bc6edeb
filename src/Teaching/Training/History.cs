namespace Teaching;

/// <summary>
/// How a training went: the loss of every update and what every epoch gave. It shows itself as a table.
/// Used in lessons 07, 08, 09.
/// </summary>
[TypeFormatterSource(typeof(TableFormatters), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class History : ITabular
{
    private readonly List<double> updates = [];
    private readonly List<EpochRecord> epochs = [];

    internal History(int updatesPerEpoch) => UpdatesPerEpoch = updatesPerEpoch;

    /// <summary>How many updates make an epoch.</summary>
    public int UpdatesPerEpoch { get; }

    /// <summary>The mean loss of each update's batch, before the weights moved.</summary>
    public IReadOnlyList<double> Updates => updates;

    /// <summary>What each whole epoch gave.</summary>
    public IReadOnlyList<EpochRecord> Epochs => epochs;

    /// <summary>The last whole epoch.</summary>
    /// <exception cref="InvalidOperationException">There is none yet.</exception>
    public EpochRecord Last => epochs.Count > 0 ? epochs[^1] : throw new InvalidOperationException("No epoch has ended yet.");

    /// <summary>How long all whole epochs took.</summary>
    public double Seconds => epochs.Sum(e => e.Seconds);

    /// <summary>A row for each epoch; without times, so that the same seed gives the same table.</summary>
    public Table ToTable()
    {
        bool validated = epochs.Exists(e => e.ValidationLoss is not null);
        var table = (validated
            ? new Table("epoch", "train loss", "train accuracy", "validation loss", "validation accuracy")
            : new Table("epoch", "train loss", "train accuracy")).Digits(4).Caption(ToString());
        foreach (EpochRecord e in epochs)
            table.Add(validated ? [e.Epoch, e.TrainLoss, e.TrainAccuracy, e.ValidationLoss, e.ValidationAccuracy] : [e.Epoch, e.TrainLoss, e.TrainAccuracy]);
        return table;
    }

    /// <summary>One line, such as <c>3 epochs, 2,814 updates</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{epochs.Count:N0} epoch{(epochs.Count == 1 ? "" : "s")}, {updates.Count:N0} updates");

    /// <summary>Makes room, so that adding losses allocates nothing.</summary>
    internal void Reserve(int more) => updates.EnsureCapacity(updates.Count + more);

    internal void Add(double loss) => updates.Add(loss);

    internal void Add(EpochRecord epoch) => epochs.Add(epoch);
}
