using System.Numerics;

namespace Teaching;

/// <summary>The softplus ln(1 + eᶻ), a smooth rectifier and the heart of the cross-entropy from logits. Its derivative is the sigmoid.</summary>
public static class Softplus
{
    /// <summary>ln(1 + eᶻ) = max(0, z) + ln(1 + e⁻|ᶻ|), which overflows nowhere.</summary>
    public static double Of(double z) => Of<double>(z);

    /// <summary>ln(1 + eᶻ) = max(0, z) + ln(1 + e⁻|ᶻ|), which overflows nowhere.</summary>
    public static T Of<T>(T z) where T : struct, IBinaryFloatingPointIeee754<T> =>
        Relu.Of(z) + LogOnePlus(T.Exp(-T.Abs(z)));

    /// <summary>dsoftplus/dz = σ(z).</summary>
    public static double Derivative(double z) => Sigmoid.Of(z);

    /// <summary>dsoftplus/dz = σ(z).</summary>
    public static T Derivative<T>(T z) where T : struct, IBinaryFloatingPointIeee754<T> => Sigmoid.Of(z);

    /// <summary>
    /// ln(1 + x) for x from 0 to 1. The sum u = 1 + x is rounded; ln(u)·x/(u - 1) takes that rounding out again
    /// (W. Kahan), so that a small x keeps all its digits.
    /// </summary>
    private static T LogOnePlus<T>(T x) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        T u = T.One + x;
        return u == T.One ? x : T.Log(u) * (x / (u - T.One));
    }
}
