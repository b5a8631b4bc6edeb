using System.Numerics;

namespace Teaching;

/// <summary>
/// The sigmoid a = σ(z) = 1 / (1 + e⁻ᶻ), which maps every number to one between 0 and 1.
/// Both forms compute e to a negative power only, so nothing overflows.
/// </summary>
public sealed class Sigmoid : Activation
{
    private static readonly SigmoidLoop loop = new();

    /// <inheritdoc/>
    public override string Name => "sigmoid";

    /// <inheritdoc/>
    public override double Value(double z) => Of(z);

    /// <inheritdoc/>
    public override double Slope(double z) => Derivative(z);

    internal override ElementwiseLoop Loop => loop;

    /// <summary>σ(z) = 1 / (1 + e⁻ᶻ).</summary>
    public static double Of(double z) => Of<double>(z);

    /// <summary>σ(z) = 1 / (1 + e⁻ᶻ).</summary>
    public static T Of<T>(T z) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        T e = T.Exp(-T.Abs(z));
        return T.IsNegative(z) ? e / (T.One + e) : T.One / (T.One + e);
    }

    /// <summary>dσ/dz = σ(z)·(1 - σ(z)), as e⁻|ᶻ| / (1 + e⁻|ᶻ|)²: right also where 1 - σ(z) rounds to 0.</summary>
    public static double Derivative(double z) => Derivative<double>(z);

    /// <summary>dσ/dz = σ(z)·(1 - σ(z)), as e⁻|ᶻ| / (1 + e⁻|ᶻ|)²: right also where 1 - σ(z) rounds to 0.</summary>
    public static T Derivative<T>(T z) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        T e = T.Exp(-T.Abs(z));
        return e / ((T.One + e) * (T.One + e));
    }
}
