namespace Teaching;

/// <summary>The results of an epoch. Used in lessons 05, 07.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="TrainLoss">The mean loss of its examples, each measured in its batch before the weights moved.</param>
/// <param name="TrainAccuracy">The share of right decisions, measured likewise.</param>
/// <param name="ValidationLoss">The mean loss of the validation examples after the epoch; null without any.</param>
/// <param name="ValidationAccuracy">The share of right decisions on them; null without any.</param>
/// <param name="Seconds">How long the epoch took, validation included; no two runs agree on it, so no table shows it.</param>
public sealed record EpochRecord(int Epoch, double TrainLoss, double TrainAccuracy, double? ValidationLoss, double? ValidationAccuracy, double Seconds);
