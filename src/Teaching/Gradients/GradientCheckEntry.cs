namespace Teaching;

/// <summary>One entry of a <see cref="GradientCheck"/>: a parameter, the place in it such as <c>[2, 3]</c>, and the derived gradient a there.</summary>
public sealed record GradientCheckEntry(string Parameter, string Index, double Analytic)
{
    internal CentredDifference Measured { get; init; }
    /// <summary>The measured gradient n, a centred difference.</summary>
    public double Numeric => Measured.Slope;

    /// <summary>|a - n| / max(|a|, |n|, 1e-8); ∞ when a is NaN or infinite.</summary>
    public double RelativeError => !double.IsFinite(Analytic) ? double.PositiveInfinity
        : Math.Abs(Analytic - Numeric) / Math.Max(Math.Max(Math.Abs(Analytic), Math.Abs(Numeric)), 1e-8);

    /// <summary>Whether the one-sided slopes disagree by more than curvature or rounding explains, such as at a kink of ReLU.</summary>
    internal bool LooksLikeKink => Math.Abs(Measured.Above - Measured.Below)
        > 0.01 * Math.Max(Math.Abs(Measured.Above), Math.Abs(Measured.Below)) + 8 * Measured.Noise;

    /// <summary>
    /// Whether the relative error is within the tolerance, or a and n differ by no more than the rounding of the loss explains: beside a
    /// loss of 2.3 a gradient of 1e-7 cannot be measured to six digits.
    /// </summary>
    public bool Agrees(double tolerance) => RelativeError <= tolerance || Math.Abs(Analytic - Numeric) <= Measured.Noise;

    internal string Verdict(double tolerance) =>
        RelativeError <= tolerance ? "ok" : Agrees(tolerance) ? "ok within rounding" : LooksLikeKink ? "kink?" : "WRONG";

    internal string Describe(double tolerance) => $"{Parameter}{Index} got {NumberText.Significant(Analytic, 9)}, expected "
        + $"{NumberText.Significant(Numeric, 9)}, relative error {NumberText.Significant(RelativeError, 3)}, allowed {NumberText.Significant(tolerance, 3)}."
        + (!LooksLikeKink ? "" : $" The slope is {NumberText.Significant(Measured.Below, 6)} on the one side and {NumberText.Significant(Measured.Above, 6)} "
            + "on the other: this may be a kink, such as that of ReLU at 0. Check at another point.");
}
