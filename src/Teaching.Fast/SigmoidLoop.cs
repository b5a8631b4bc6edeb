using System.Numerics.Tensors;

namespace Teaching.Fast;

/// <summary>
/// a = 1/(1 + e⁻ᶻ). By the quotient rule da/dz = e⁻ᶻ/(1 + e⁻ᶻ)² = a·(1 - a), since 1 - a = e⁻ᶻ/(1 + e⁻ᶻ).
/// Far below zero e⁻ᶻ is infinite and a is 0, as it should be.
/// </summary>
internal sealed class SigmoidLoop : ElementwiseLoop
{
    public override void Forward<T>(Span<T> z)
    {
        TensorPrimitives.Negate(z, z);
        Elementary.Exp(z, z);
        TensorPrimitives.Add(z, T.One, z);
        TensorPrimitives.Divide(T.One, z, z);
    }

    public override void Backward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> dA, Span<T> dZ)
    {
        TensorPrimitives.Subtract(T.One, a, dZ);
        TensorPrimitives.Multiply(a, dZ, dZ);
        TensorPrimitives.Multiply(dA, dZ, dZ);
    }
}
