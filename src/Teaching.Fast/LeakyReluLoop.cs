using System.Numerics;
using System.Runtime.InteropServices;

namespace Teaching.Fast;

/// <summary>a = z above 0 and slope·z below, so da/dz is 1 where a > 0 and else the slope. NaN stays NaN.</summary>
internal sealed class LeakyReluLoop(double slope) : ElementwiseLoop
{
    public override void Forward<T>(Span<T> z) => ScaleWhereNotPositive(z, z, z);

    public override void Backward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> dA, Span<T> dZ) => ScaleWhereNotPositive(a, dA, dZ);

    /// <summary>y = x where the sign is positive, else slope·x.</summary>
    private void ScaleWhereNotPositive<T>(ReadOnlySpan<T> sign, ReadOnlySpan<T> x, Span<T> y)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        T factor = T.CreateChecked(slope);
        var signs = MemoryMarshal.Cast<T, Vector<T>>(sign);
        var from = MemoryMarshal.Cast<T, Vector<T>>(x);
        var to = MemoryMarshal.Cast<T, Vector<T>>(y);
        for (int i = 0; i < to.Length; i++)
            to[i] = Vector.ConditionalSelect(Vector.GreaterThan(signs[i], Vector<T>.Zero), from[i], from[i] * factor);
        for (int i = to.Length * Vector<T>.Count; i < y.Length; i++)
            y[i] = sign[i] > T.Zero ? x[i] : factor * x[i];
    }
}
