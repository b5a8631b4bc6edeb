using System.Numerics;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// The sigmoid a = σ(z) = 1 / (1 + e⁻ᶻ), which maps every number to one between 0 and 1.
/// Only e to a negative power is computed, so nothing overflows.
/// Used in lessons 01, 03, 04, 05, 06.
/// </summary>
public sealed class Sigmoid : Activation
{
    public override string Name => "sigmoid";
    public override double Value(double z) => Of(z);
    public override double Slope(double z) => Derivative(z);
    internal override ElementwiseLoop Loop { get; } = new SigmoidLoop();
    internal override Squash Gives => Squash.Sigmoid;

    /// <summary>σ(z) = 1 / (1 + e⁻ᶻ). As 1 - σ(z) = σ(-z), ask for σ(-z) where σ(z) may round to 1.</summary>
    public static double Of(double z) => Of<double>(z);

    /// <inheritdoc cref="Of(double)"/>
    public static T Of<T>(T z) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        T e = Elementary.Exp(-T.Abs(z));
        return T.IsNegative(z) ? e / (T.One + e) : T.One / (T.One + e);
    }

    /// <summary>dσ/dz = σ(z)·(1 - σ(z)), as e⁻|ᶻ| / (1 + e⁻|ᶻ|)²: right also where 1 - σ(z) rounds to 0.</summary>
    public static double Derivative(double z) => Derivative<double>(z);

    /// <inheritdoc cref="Derivative(double)"/>
    public static T Derivative<T>(T z) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        T e = Elementary.Exp(-T.Abs(z));
        return e / ((T.One + e) * (T.One + e));
    }
}

/// <summary>The softplus ln(1 + eᶻ) = -ln σ(-z), a smooth rectifier and the heart of the cross-entropy from logits.</summary>
public static class Softplus
{
    /// <summary>ln(1 + eᶻ) = max(0, z) + ln(1 + e⁻|ᶻ|), which overflows nowhere.</summary>
    public static double Of(double z) => Relu.Of(z) + Elementary.LogOnePlus(Elementary.Exp(-Math.Abs(z)));

    /// <summary>dsoftplus/dz = σ(z).</summary>
    public static double Derivative(double z) => Sigmoid.Of(z);
}
