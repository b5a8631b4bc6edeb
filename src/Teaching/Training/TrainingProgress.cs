namespace Teaching;

/// <summary>Where a training stands; as text one line to show, <c>epoch 2 of 10, update 512 of 938, loss 0.2134, accuracy 0.9361, 12 s left</c>.</summary>
/// <param name="Epoch">The running epoch, from 1.</param>
/// <param name="Epochs">How many there will be.</param>
/// <param name="Update">How many updates of it are done.</param>
/// <param name="UpdatesPerEpoch">How many it has.</param>
/// <param name="Loss">The mean training loss of the epoch so far.</param>
/// <param name="Accuracy">The share of right decisions of the epoch so far.</param>
/// <param name="Ended">The record of the epoch, when this was its last update; else null.</param>
/// <param name="SecondsLeft">About how long the rest will take.</param>
public readonly record struct TrainingProgress(
    int Epoch, int Epochs, int Update, int UpdatesPerEpoch, double Loss, double Accuracy, EpochRecord? Ended, double SecondsLeft)
{
    /// <summary>The line.</summary>
    public override string ToString()
    {
        string text = $"epoch {Epoch} of {Epochs}, " + (Ended is null ? $"update {Update} of {UpdatesPerEpoch}, " : "")
            + $"loss {NumberText.Significant(Loss, 4)}, accuracy {NumberText.Fixed(Accuracy, 4)}";
        if (Ended?.ValidationLoss is { } loss) text += $", validation loss {NumberText.Significant(loss, 4)}, accuracy {NumberText.Fixed(Ended.ValidationAccuracy!.Value, 4)}";
        return Ended is not null && Epoch == Epochs ? text : $"{text}, {TimeText.Of(SecondsLeft)} left";
    }
}
