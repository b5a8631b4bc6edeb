namespace Teaching;

/// <summary>
/// A learning rate in steps: after every few epochs it is multiplied by a factor, such as 0.1. In epoch e it is lr·factor^⌊(e - 1)/every⌋.
/// Large steps first cross the plain, small ones then settle in the valley.
/// Used in lesson 10.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">There is less than one epoch between changes, or the factor is not above 0 and finite.</exception>
public sealed class StepSchedule(int every, double factor)
{
    private readonly int every = every >= 1 ? every
        : throw new ArgumentOutOfRangeException(nameof(every), $"The number of epochs between two changes of the rate must be at least 1, not {every}.");

    private readonly double factor = factor > 0 && double.IsFinite(factor) ? factor : throw new ArgumentOutOfRangeException(nameof(factor),
        $"The rate can be multiplied by a finite factor above 0, such as 0.1, not by {NumberText.Significant(factor, 6)}.");

    /// <summary>The rate for the epoch after this one (from 1), which had the given rate.</summary>
    internal double Next(int epoch, double rate) => epoch % every == 0 ? rate * factor : rate;

    /// <summary>Such as <c>rate times 0.1 every 15 epochs</c>.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"rate times {NumberText.Significant(factor, 6)} every {every} epoch{(every == 1 ? "" : "s")}");
}
