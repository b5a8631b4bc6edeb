namespace Teaching;

/// <summary>How a training went: the loss of every update and what every epoch gave. It shows itself as a table; <see cref="ToChart"/> draws it.</summary>
[TypeFormatterSource(typeof(TableFormatters), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class History : ITabular
{
    private readonly List<double> updates = [];
    private readonly List<EpochRecord> epochs = [];
    private readonly int updatesPerEpoch;

    internal History(int updatesPerEpoch) => this.updatesPerEpoch = updatesPerEpoch;

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

    /// <summary>
    /// Two panels: the loss of updates and epochs, and the accuracy, for training and validation. A training value is the mean
    /// over an epoch, so it stands in the epoch's middle; a validation value is measured at its end.
    /// </summary>
    /// <param name="log">Whether the loss has a logarithmic axis.</param>
    /// <exception cref="InvalidOperationException">There was no update yet.</exception>
    public Chart ToChart(bool log = false)
    {
        if (updates.Count == 0) throw new InvalidOperationException("There is nothing to draw yet: no update was made.");
        double[] end = [.. epochs.Select(e => (double)e.Epoch)], middle = [.. end.Select(epoch => epoch - 0.5)];
        Chart loss = Chart.Line(updates.Select((_, i) => (i + 1.0) / updatesPerEpoch), updates, "each update", "#bbbbbb", width: 1);
        if (epochs.Count == 0) return loss.Title("Loss").XAxis("epoch").YAxis("loss", log);
        loss = loss.Add(Chart.Line(middle, epochs.Select(e => e.TrainLoss), "training", markers: true));
        Chart accuracy = Chart.Line(middle, epochs.Select(e => e.TrainAccuracy), "training", markers: true);
        if (epochs.TrueForAll(e => e.ValidationLoss is not null))
        {
            loss = loss.Add(Chart.Line(end, epochs.Select(e => e.ValidationLoss!.Value), "validation", markers: true));
            accuracy = accuracy.Add(Chart.Line(end, epochs.Select(e => e.ValidationAccuracy!.Value), "validation", markers: true));
        }
        return Chart.Panels(2, loss.Title("Loss").XAxis("epoch").YAxis("loss", log), accuracy.Title("Accuracy").XAxis("epoch").YAxis("share of right decisions"));
    }

    /// <summary>One line, as <c>3 epochs, 2,814 updates</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{epochs.Count:N0} epoch{(epochs.Count == 1 ? "" : "s")}, {updates.Count:N0} updates");

    /// <summary>Makes room, so that adding losses allocates nothing.</summary>
    internal void Reserve(int more) => updates.EnsureCapacity(updates.Count + more);

    internal void Add(double loss) => updates.Add(loss);

    internal void Add(EpochRecord epoch) => epochs.Add(epoch);
}
