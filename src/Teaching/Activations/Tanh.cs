using System.Numerics;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// The hyperbolic tangent a = tanh(z), which maps every number to one between -1 and 1.
/// Used in lessons 01, 04, 05, 09.
/// </summary>
public sealed class Tanh : Activation
{
    private static readonly TanhLoop loop = new();

    public override string Name => "tanh";
    public override double Value(double z) => Of(z);
    public override double Slope(double z) => Derivative(z);
    internal override ElementwiseLoop Loop => loop;

    /// <summary>tanh(z) = (eᶻ - e⁻ᶻ) / (eᶻ + e⁻ᶻ).</summary>
    public static double Of(double z) => Of<double>(z);

    /// <inheritdoc cref="Of(double)"/>
    public static T Of<T>(T z) where T : struct, IBinaryFloatingPointIeee754<T> => T.Tanh(z);

    /// <summary>dtanh/dz = 1 - tanh²(z), as 4e⁻²|ᶻ| / (1 + e⁻²|ᶻ|)²: right also where tanh²(z) rounds to 1.</summary>
    public static double Derivative(double z) => Derivative<double>(z);

    /// <inheritdoc cref="Derivative(double)"/>
    public static T Derivative<T>(T z) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        T two = T.One + T.One;
        T e = T.Exp(-two * T.Abs(z));
        return two * two * e / ((T.One + e) * (T.One + e));
    }
}
