namespace Teaching;

/// <summary>One entry of a <see cref="GradientCheck"/>.</summary>
public sealed class GradientCheckEntry
{
    private readonly CentredDifference difference;

    internal GradientCheckEntry(string parameter, string index, double analytic, CentredDifference difference)
    {
        (Parameter, Index, Analytic) = (parameter, index, analytic);
        this.difference = difference;
    }

    /// <summary>The parameter's name.</summary>
    public string Parameter { get; }

    /// <summary>The place in the parameter, such as <c>[2, 3]</c>.</summary>
    public string Index { get; }

    /// <summary>The derived gradient a.</summary>
    public double Analytic { get; }

    /// <summary>The measured gradient n, a centred difference.</summary>
    public double Numeric => difference.Slope;

    /// <summary>|a - n| / max(|a|, |n|, 1e-8); ∞ when a is NaN or infinite.</summary>
    public double RelativeError => double.IsFinite(Analytic)
        ? Math.Abs(Analytic - Numeric) / Math.Max(Math.Max(Math.Abs(Analytic), Math.Abs(Numeric)), 1e-8)
        : double.PositiveInfinity;

    /// <summary>Whether the one-sided differences disagree, such as at a kink of ReLU, where a centred difference measures nothing of use.</summary>
    public bool LooksLikeKink => difference.LooksLikeKink;

    /// <summary>
    /// Whether the relative error is within the tolerance, or a and n differ by no more than the rounding of the loss explains:
    /// beside a loss of 2.3 a gradient of 1e-7 cannot be measured to six digits.
    /// </summary>
    public bool Agrees(double tolerance) => RelativeError <= tolerance || Math.Abs(Analytic - Numeric) <= difference.Noise;

    internal string Verdict(double tolerance) =>
        RelativeError <= tolerance ? "ok" : Agrees(tolerance) ? "ok within rounding" : LooksLikeKink ? "kink?" : "WRONG";

    internal string Describe(double tolerance)
    {
        string text = $"{Parameter}{Index} got {NumberText.Significant(Analytic, 9)}, expected {NumberText.Significant(Numeric, 9)}, " +
            $"relative error {NumberText.Significant(RelativeError, 3)}, allowed {NumberText.Significant(tolerance, 3)}.";
        return !LooksLikeKink ? text : text +
            $" The slope is {NumberText.Significant(difference.Below, 6)} on the one side and {NumberText.Significant(difference.Above, 6)} " +
            "on the other: this may be a kink, such as that of ReLU at 0. Check at another point.";
    }
}
