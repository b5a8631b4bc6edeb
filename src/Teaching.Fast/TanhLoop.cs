using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;

namespace Teaching.Fast;

/// <summary>
/// a = tanh(z) = (1 - e)/(1 + e) with e = e⁻²ᶻ. By the quotient rule da/dz = 1 - a² = (1 - a)·(1 + a).
/// Near zero 1 - e would lose its digits, so there J. H. Lambert's continued fraction takes over:
/// tanh(z) = z/(1 + z²/(3 + z²/(5 + ...))), of which nine steps are exact to the last place or two for |z| up to ½.
/// </summary>
internal sealed class TanhLoop : ElementwiseLoop
{
    private const int Steps = 9;

    public override void Forward<T>(Span<T> z)
    {
        if (HostKernels.AreThere)
        {
            NumbersTask.ByHost<T>(HostKernel.Tanh, z, z);
            return;
        }
        T two = T.CreateChecked(2), half = T.One / two;
        T[] rented = ArrayPool<T>.Shared.Rent(z.Length);
        Span<T> e = rented.AsSpan(0, z.Length);
        TensorPrimitives.Abs<T>(z, e);
        TensorPrimitives.Multiply(e, -two, e);
        Elementary.Exp(e, e);
        for (int i = 0; i < z.Length; i++)
            z[i] = T.Abs(z[i]) <= half ? Fraction(z[i]) : T.CopySign((T.One - e[i]) / (T.One + e[i]), z[i]);
        ArrayPool<T>.Shared.Return(rented);
    }

    private static T Fraction<T>(T z)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        T square = z * z, below = T.CreateChecked(2 * Steps + 1);
        for (int odd = 2 * Steps - 1; odd >= 1; odd -= 2) below = T.CreateChecked(odd) + square / below;
        return z / below;
    }

    public override void Backward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> dA, Span<T> dZ)
    {
        for (int i = 0; i < a.Length; i++) dZ[i] = dA[i] * ((T.One - a[i]) * (T.One + a[i]));
    }
}
