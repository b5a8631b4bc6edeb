namespace Teaching.Notebooks.Documents;

/// <summary>How far two numbers may lie apart: |a - b| at most absolute + relative · max(|a|, |b|).</summary>
/// <param name="Relative">The relative part.</param>
/// <param name="Absolute">The absolute part.</param>
public readonly record struct Tolerance(double Relative, double Absolute)
{
    /// <summary>1e-6 relative plus 1e-8 absolute.</summary>
    public static readonly Tolerance Default = new(1e-6, 1e-8);

    /// <summary>Whether two numbers count as the same: NaN equals NaN, an infinity only itself, -0 equals 0.</summary>
    public bool Allows(double a, double b) =>
        a.Equals(b) || a == b
        || (double.IsFinite(a) && double.IsFinite(b) && Math.Abs(a - b) <= Absolute + Relative * Math.Max(Math.Abs(a), Math.Abs(b)));

    internal static Tolerance Of(JsonMap? metadata) => new(
        metadata?.Number("relative") ?? Default.Relative,
        metadata?.Number("absolute") ?? Default.Absolute);
}
