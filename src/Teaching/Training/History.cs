namespace Teaching;

/// <summary>
/// The results of an epoch: its number, from 1; the mean loss of its examples and the share of right decisions, each measured in its batch
/// before the weights moved; the same of the validation examples after it, null without any; how long it took, validation included.
/// Used in lessons 07, 08.
/// </summary>
public sealed record EpochRecord(int Epoch, double TrainLoss, double TrainAccuracy, double? ValidationLoss, double? ValidationAccuracy, double Seconds);

/// <summary>How a training went: the loss of every update and what every epoch gave. It shows itself as a table.</summary>
[TypeFormatterSource(typeof(TableFormatters), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class History : ITabular
{
    internal readonly List<double> updates = [];
    internal readonly List<EpochRecord> epochs = [];

    internal History(int updatesPerEpoch) => UpdatesPerEpoch = updatesPerEpoch;

    public int UpdatesPerEpoch { get; }
    /// <summary>The mean loss of each update's batch, before the weights moved.</summary>
    public IReadOnlyList<double> Updates => updates;
    /// <summary>What each whole epoch gave.</summary>
    public IReadOnlyList<EpochRecord> Epochs => epochs;

    /// <summary>The last whole epoch.</summary>
    /// <exception cref="InvalidOperationException">There is none yet.</exception>
    public EpochRecord Last => epochs.Count > 0 ? epochs[^1] : throw new InvalidOperationException("No epoch has ended yet.");

    /// <summary>A row for each epoch; without times, so that the same seed gives the same table.</summary>
    public Table ToTable()
    {
        bool validated = epochs.Exists(e => e.ValidationLoss is not null);
        string[] validation = validated ? ["validation loss", "validation accuracy"] : [];
        var table = new Table(["epoch", "train loss", "train accuracy", .. validation]).Digits(4).Caption(ToString());
        foreach (EpochRecord e in epochs)
            table.Add([e.Epoch, e.TrainLoss, e.TrainAccuracy, .. validated ? new object?[] { e.ValidationLoss, e.ValidationAccuracy } : []]);
        return table;
    }

    /// <summary>One line, such as <c>3 epochs, 2,814 updates</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{epochs.Count:N0} epoch{(epochs.Count == 1 ? "" : "s")}, {updates.Count:N0} updates");
}
