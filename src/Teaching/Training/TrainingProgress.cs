namespace Teaching;

/// <summary>
/// Where a training stands; as text one line to show, <c>epoch 2 of 10, update 512 of 938, loss 0.2134, accuracy 0.9361, 12 s left</c>.
/// Loss and accuracy are those of the running epoch so far; Ended is the epoch's record when this was its last update, else null.
/// </summary>
public readonly record struct TrainingProgress(
    int Epoch, int Epochs, int Update, int UpdatesPerEpoch, double Loss, double Accuracy, EpochRecord? Ended, double SecondsLeft)
{
    public override string ToString()
    {
        string text = $"epoch {Epoch} of {Epochs}, " + (Ended is null ? $"update {Update} of {UpdatesPerEpoch}, " : "") + Measured("", Loss, Accuracy);
        if (Ended is { ValidationLoss: { } loss, ValidationAccuracy: { } accuracy }) text += ", " + Measured("validation ", loss, accuracy);
        return Ended is not null && Epoch == Epochs ? text : $"{text}, {Time(SecondsLeft)} left";
    }

    private static string Measured(string what, double loss, double accuracy) =>
        $"{what}loss {NumberText.Significant(loss, 4)}, accuracy {NumberText.Fixed(accuracy, 4)}";

    /// <summary>A time as a person says it: <c>12 s</c>, <c>2 min 5 s</c>, <c>1 h 3 min</c>.</summary>
    private static string Time(double seconds) => (long)Math.Ceiling(Math.Clamp(seconds, 0, 1e9)) is var whole && whole < 60 ? $"{whole} s"
        : whole < 3600 ? $"{whole / 60} min {whole % 60} s" : $"{whole / 3600} h {whole / 60 % 60} min";
}
