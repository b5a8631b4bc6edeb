using Teaching.Fast;

namespace Teaching;

/// <summary>
/// The hyperbolic tangent a = tanh(z), which maps every number to one between -1 and 1.
/// Used in lessons 04, 05, 11.
/// </summary>
public sealed class Tanh : Activation
{
    public override string Name => "tanh";
    public override double Value(double z) => Of(z);
    public override double Slope(double z) => Derivative(z);
    internal override ElementwiseLoop Loop { get; } = new TanhLoop();

    /// <summary>tanh(z) = (eᶻ - e⁻ᶻ) / (eᶻ + e⁻ᶻ).</summary>
    public static double Of(double z) => Math.Tanh(z);

    /// <summary>dtanh/dz = 1 - tanh²(z), as 4e⁻²|ᶻ| / (1 + e⁻²|ᶻ|)²: right also where tanh²(z) rounds to 1.</summary>
    public static double Derivative(double z)
    {
        double e = Math.Exp(-2 * Math.Abs(z));
        return 4 * e / ((1 + e) * (1 + e));
    }
}
