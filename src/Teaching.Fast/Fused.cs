using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Teaching.Fast;

/// <summary>
/// a·b + c with one rounding, as every processor does it. WebAssembly cannot, and to compute the same bits there takes .NET a hundred
/// instructions for each number; so in a browser product and sum are rounded each.
/// </summary>
internal static class Fused
{
    /// <summary>Whether product and sum are rounded each. A constant to the compiler, which leaves the other branch out.</summary>
    public static bool TwoRoundings => OperatingSystem.IsBrowser();

    public static T MultiplyAdd<T>(T a, T b, T c)
        where T : struct, IBinaryFloatingPointIeee754<T> => TwoRoundings ? a * b + c : T.FusedMultiplyAdd(a, b, c);

    /// <summary>to = a·factor + c; c and to may be the same memory.</summary>
    public static void MultiplyAdd<T>(ReadOnlySpan<T> a, T factor, ReadOnlySpan<T> c, Span<T> to)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (!TwoRoundings)
        {
            TensorPrimitives.FusedMultiplyAdd(a, factor, c, to);
            return;
        }
        var from = MemoryMarshal.Cast<T, Vector<T>>(a);
        var plus = MemoryMarshal.Cast<T, Vector<T>>(c);
        var sums = MemoryMarshal.Cast<T, Vector<T>>(to);
        for (int i = 0; i < sums.Length; i++) sums[i] = from[i] * factor + plus[i];
        for (int i = sums.Length * Vector<T>.Count; i < to.Length; i++) to[i] = a[i] * factor + c[i];
    }

    /// <summary>to = a·b + c; c and to may be the same memory.</summary>
    public static void MultiplyAdd<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, Span<T> to)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (TwoRoundings)
        {
            for (int i = 0; i < to.Length; i++) to[i] = a[i] * b[i] + c[i];
        }
        else
        {
            TensorPrimitives.FusedMultiplyAdd(a, b, c, to);
        }
    }
}
