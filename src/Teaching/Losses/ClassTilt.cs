namespace Teaching;

/// <summary>
/// A schedule of class weights that emphasises one class after the other. In each period of T steps the weight of the class
/// in turn climbs from 1 to A and goes back, w(s) = 1 + 2s(A - 1)/T for s &lt; T/2 and 2A - 2s(A - 1)/T - 1 from there on, the
/// others have 1; then all are scaled so that their sum is the number of classes C. The next period is the next class's.
/// Source: M. Ruiz-Garcia et al., "Tilting the playing field: Dynamical loss functions for machine learning", 2021.
/// <code>
/// var tilt = new ClassTilt(classes: 3, period: 5000, most: 70);
/// loss.Weights = tilt.At(step);
/// </code>
/// </summary>
public sealed class ClassTilt
{
    /// <summary>A schedule for so many classes.</summary>
    /// <param name="classes">C, at least 2.</param>
    /// <param name="period">T, the steps in which one class has its turn, at least 2.</param>
    /// <param name="most">A, the weight in the middle of the turn, before scaling; 1 or more, and 1 tilts nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is out of range.</exception>
    public ClassTilt(int classes, int period, double most)
    {
        if (classes < 2)
            throw new ArgumentOutOfRangeException(nameof(classes), $"A tilt needs at least two classes, not {classes}.");
        if (period < 2)
            throw new ArgumentOutOfRangeException(nameof(period), $"A weight cannot rise and fall in a period of {period} steps: it takes at least 2.");
        if (!(most >= 1) || double.IsInfinity(most))
            throw new ArgumentOutOfRangeException(nameof(most), $"The weight of the class in turn rises to 1 or more, not to {NumberText.Significant(most, 6)}.");
        (Classes, Period, Most) = (classes, period, most);
    }

    /// <summary>C.</summary>
    public int Classes { get; }

    /// <summary>T.</summary>
    public int Period { get; }

    /// <summary>A.</summary>
    public double Most { get; }

    /// <summary>The class in turn at a step, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is below 0.</exception>
    public int ClassAt(long step) => step >= 0
        ? (int)(step / Period % Classes)
        : throw new ArgumentOutOfRangeException(nameof(step), $"Steps are counted from 0, and there is no step {step}.");

    /// <summary>The weights of all classes at a step, counted from 0; their sum is C.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is below 0.</exception>
    public double[] At(long step)
    {
        int turn = ClassAt(step);
        double s = step % Period, slope = 2 * (Most - 1) / Period;
        double w = s < Period / 2.0 ? 1 + s * slope : 2 * Most - s * slope - 1;
        double scale = Classes / (Classes - 1 + w);
        double[] weights = new double[Classes];
        Array.Fill(weights, scale);
        weights[turn] = w * scale;
        return weights;
    }

    /// <summary>As <c>class tilt up to 70 in periods of 5,000 steps, 3 classes</c>.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"class tilt up to {NumberText.Significant(Most, 6)} in periods of {Period:N0} steps, {Classes} classes");
}
