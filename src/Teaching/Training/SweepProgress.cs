namespace Teaching;

/// <summary>Where a sweep stands; as text one line, <c>7 of 27 trials, 2 min 10 s left, best so far 0.9712 (rate 0.1, hidden 256)</c>.</summary>
/// <param name="Done">Trials that are finished, those of earlier runs included.</param>
/// <param name="Count">All trials.</param>
/// <param name="SecondsLeft">About how long the rest will take; NaN before a trial of this run has ended.</param>
/// <param name="Best">The best trial so far, or null.</param>
/// <param name="Note">What happened to the file, when something did: what was found in it, what was repaired.</param>
/// <param name="Names">The settings' names.</param>
public sealed record SweepProgress(int Done, int Count, double SecondsLeft, TrialResult? Best, string Note, IReadOnlyList<string> Names)
{
    /// <summary>The line.</summary>
    public override string ToString() => $"{Done} of {Count} trials"
        + (Done == Count || double.IsNaN(SecondsLeft) ? "" : $", {TimeText.Of(SecondsLeft)} left")
        + (Best is null ? "" : $", best so far {NumberText.Fixed(Best.Validation!.Value, 4)} ({SettingText.Of(Best.Settings, Names)})")
        + (Note == "" ? "" : $"; {Note}");
}
