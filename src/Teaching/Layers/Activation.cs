using System.Numerics;

namespace Teaching;

/// <summary>
/// The activation of a layer, a = f(z) for each number alone: identity, sigmoid, tanh, ReLU or leaky ReLU. All their
/// derivatives can be had from a itself, so a layer need not keep z.
/// </summary>
public abstract class Activation
{
    /// <summary>a = z.</summary>
    public static Activation Identity { get; } = new IdentityActivation();

    /// <summary>a = 1 / (1 + e⁻ᶻ).</summary>
    public static Activation Sigmoid { get; } = new SigmoidActivation();

    /// <summary>a = (eᶻ - e⁻ᶻ) / (eᶻ + e⁻ᶻ).</summary>
    public static Activation Tanh { get; } = new TanhActivation();

    /// <summary>a = max(0, z).</summary>
    public static Activation Relu { get; } = new ReluActivation();

    /// <summary>a = z above 0, slope·z below.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The slope is not above 0 and below 1.</exception>
    public static Activation LeakyRelu(double slope = 0.01) => slope is > 0 and < 1
        ? new LeakyReluActivation(slope)
        : throw new ArgumentOutOfRangeException(nameof(slope), $"A leaky ReLU has a slope above 0 and below 1, not "
            + $"{NumberText.Significant(slope, 6)}; without a slope it is Activation.Relu.");

    /// <summary>What it is called; nothing for the identity.</summary>
    public abstract string Name { get; }

    /// <summary>a = f(z) in place.</summary>
    internal abstract void Forward<T>(Span<T> z)
        where T : struct, IBinaryFloatingPointIeee754<T>;

    /// <summary>dZ = dA·f'(z), with f'(z) computed from a.</summary>
    internal abstract void Backward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> dA, Span<T> dZ)
        where T : struct, IBinaryFloatingPointIeee754<T>;

    /// <summary>The name.</summary>
    public override string ToString() => Name == "" ? "identity" : Name;
}
