namespace Teaching.Charts;

/// <summary>Draws a <see cref="History"/>.</summary>
public static class HistoryChart
{
    /// <summary>
    /// Two panels: the loss of updates and epochs, and the accuracy, for training and validation. A training value is the mean
    /// over an epoch, so it stands in the epoch's middle; a validation value is measured at its end.
    /// </summary>
    /// <param name="history">How the training went.</param>
    /// <param name="log">Whether the loss has a logarithmic axis.</param>
    /// <exception cref="InvalidOperationException">There was no update yet.</exception>
    public static Chart ToChart(this History history, bool log = false)
    {
        (IReadOnlyList<double> updates, IReadOnlyList<EpochRecord> epochs) = (history.Updates, history.Epochs);
        if (updates.Count == 0) throw new InvalidOperationException("There is nothing to draw yet: no update was made.");
        double[] end = [.. epochs.Select(e => (double)e.Epoch)], middle = [.. end.Select(epoch => epoch - 0.5)];
        Chart loss = Chart.Line(updates.Select((_, i) => (i + 1.0) / history.UpdatesPerEpoch), updates, "each update", "#bbbbbb", width: 1);
        if (epochs.Count == 0) return loss.Title("Loss").XAxis("epoch").YAxis("loss", log);
        loss = loss.Add(Chart.Line(middle, epochs.Select(e => e.TrainLoss), "training", markers: true));
        Chart accuracy = Chart.Line(middle, epochs.Select(e => e.TrainAccuracy), "training", markers: true);
        if (epochs.All(e => e.ValidationLoss is not null))
        {
            loss = loss.Add(Chart.Line(end, epochs.Select(e => e.ValidationLoss!.Value), "validation", markers: true));
            accuracy = accuracy.Add(Chart.Line(end, epochs.Select(e => e.ValidationAccuracy!.Value), "validation", markers: true));
        }
        return Chart.Panels(2, loss.Title("Loss").XAxis("epoch").YAxis("loss", log), accuracy.Title("Accuracy").XAxis("epoch").YAxis("share of right decisions"));
    }
}
