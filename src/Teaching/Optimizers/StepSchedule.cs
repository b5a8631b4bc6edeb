namespace Teaching;

/// <summary>
/// A learning rate in steps: after a number of epochs it is multiplied by a factor, such as 0.1, and again after as many more. In epoch
/// e it is lr·factor^⌊(e - 1)/every⌋. Large steps first cross the plain, small ones then settle in the valley.
/// <code>
/// var trainer = new Trainer&lt;float&gt;(network, loss, optimizer, train) { Schedule = new StepSchedule(every: 15, factor: 0.1) };
/// </code>
/// Used in lesson 09.
/// </summary>
public sealed class StepSchedule
{
    /// <summary>A schedule that multiplies the rate by a factor whenever this number of epochs is over.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is less than one epoch between changes, or the factor is not above 0 and finite.</exception>
    public StepSchedule(int every, double factor)
    {
        if (every < 1) throw new ArgumentOutOfRangeException(nameof(every), $"A step schedule changes the rate after a number of epochs, at least 1, not {every}.");
        if (!(factor > 0) || !double.IsFinite(factor))
            throw new ArgumentOutOfRangeException(nameof(factor), $"The rate can be multiplied by a finite factor above 0, such as 0.1, not by {NumberText.Significant(factor, 6)}.");
        (Every, Factor) = (every, factor);
    }

    /// <summary>The number of epochs from change to change.</summary>
    public int Every { get; }

    /// <summary>What it is multiplied by.</summary>
    public double Factor { get; }

    /// <summary>The rate for the epoch after this one (from 1), which had the given rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The epoch is below 1, or the rate is not above 0 and finite.</exception>
    public double Next(int epoch, double rate)
    {
        if (epoch < 1) throw new ArgumentOutOfRangeException(nameof(epoch), $"Epochs are counted from 1, and there is no epoch {epoch}.");
        if (!(rate > 0) || !double.IsFinite(rate))
            throw new ArgumentOutOfRangeException(nameof(rate), $"The learning rate of an epoch is above 0 and finite, not {NumberText.Significant(rate, 6)}.");
        return epoch % Every == 0 ? rate * Factor : rate;
    }

    /// <summary>Such as <c>rate times 0.1 every 15 epochs</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"rate times {NumberText.Significant(Factor, 6)} every {Every} epoch{(Every == 1 ? "" : "s")}");
}
