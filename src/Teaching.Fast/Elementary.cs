using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Teaching.Fast;

/// <summary>
/// exp and log for every number of a span, float and double, made of additions, multiplications and divisions alone: so they
/// give the same bits on every system, for every width of vectors, and for one number as for many.
/// </summary>
/// <remarks>
/// In a browser C# is interpreted: there one number goes to the functions of .NET's C library, which are WebAssembly and give the same bits in
/// every browser, and the exp of many to the host.
/// The largest errors, in units of the last place: over every float exp 0.765, log 0.888; over 20,000 doubles each, against values of 50
/// digits, exp 0.687, log 0.750. (exp is worst below the smallest normal number, where its result is rounded twice.)
/// </remarks>
internal static unsafe class Elementary
{
    /// <summary>y = exp(x) of one number; infinite above 88.72 (float) or 709.78 (double), 0 below -103.97 or -745.13, NaN of NaN.</summary>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static T Exp<T>(T x)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (OperatingSystem.IsBrowser()) return T.Exp(x);
        T y = default;
        Exp(new ReadOnlySpan<T>(in x), new Span<T>(ref y));
        return y;
    }

    /// <summary>y = log(x), the natural one, of one number; -∞ of 0, NaN of a negative number and of NaN, ∞ of ∞.</summary>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static T Log<T>(T x)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (OperatingSystem.IsBrowser()) return T.Log(x);
        T y = default;
        Log(new ReadOnlySpan<T>(in x), new Span<T>(ref y));
        return y;
    }

    /// <summary>y[i] = exp(x[i]), as <see cref="Exp{T}(T)"/>; x and y may be the same memory.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or the spans overlap without being the same.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static void Exp<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Check(x, y, "exp");
        if (HostKernels.AreThere)
            NumbersTask.ByHost(HostKernel.Exp, x, y);
        else if (typeof(T) == typeof(float))
            Apply<ExpOf, float>(MemoryMarshal.Cast<T, float>(x), MemoryMarshal.Cast<T, float>(y));
        else
            Apply<ExpOf, double>(MemoryMarshal.Cast<T, double>(x), MemoryMarshal.Cast<T, double>(y));
    }

    /// <summary>y[i] = log(x[i]), as <see cref="Log{T}(T)"/>; x and y may be the same memory.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or the spans overlap without being the same.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static void Log<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Check(x, y, "log");
        if (OperatingSystem.IsBrowser())
        {
            for (int i = 0; i < x.Length; i++) y[i] = T.Log(x[i]);
        }
        else if (typeof(T) == typeof(float))
            Apply<LogOf, float>(MemoryMarshal.Cast<T, float>(x), MemoryMarshal.Cast<T, float>(y));
        else
            Apply<LogOf, double>(MemoryMarshal.Cast<T, double>(x), MemoryMarshal.Cast<T, double>(y));
    }

    /// <summary>
    /// ln(1 + x) for x from 0 to 1. The sum u = 1 + x is rounded; ln(u)·x/(u - 1) takes that rounding out again
    /// (W. Kahan), so that a small x keeps all its digits.
    /// </summary>
    public static double LogOnePlus(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : Log(u) * (x / (u - 1));
    }

    private static void Check<T>(ReadOnlySpan<T> x, Span<T> y, string name)
        where T : struct
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"{name} is made for float and double, not for {typeof(T).Name}.");
        if (x.Length != y.Length)
            throw new ArgumentException($"{name} of {x.Length} numbers cannot fill {y.Length}: give it as many.");
        if (x.Overlaps(y, out int offset) && offset != 0)
            throw new ArgumentException($"{name} reads numbers that it has already written: the spans overlap, {offset} apart. Use the same span or another.");
    }

    private static void Apply<F, T>(ReadOnlySpan<T> x, Span<T> y)
        where F : struct, IElementary
        where T : unmanaged
    {
        fixed (T* from = x, to = y)
        {
            if (Vector512.IsHardwareAccelerated)
                Apply<F, Simd512<T>, Vector512<T>, T>(from, to, x.Length);
            else if (Vector256.IsHardwareAccelerated)
                Apply<F, Simd256<T>, Vector256<T>, T>(from, to, x.Length);
            else
                Apply<F, Simd128<T>, Vector128<T>, T>(from, to, x.Length);
        }
    }

    /// <summary>Whole vectors, then a last one of which only a part is used: no number is computed in another way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Apply<F, S, V, T>(T* from, T* to, int count)
        where F : struct, IElementary
        where S : ISimd<V, T>, ISimdElementary<V>
        where T : unmanaged
    {
        int i = 0;
        for (; i <= count - S.Count; i += S.Count)
            S.Store(F.Of<S, V, T>(S.Load(from + i)), to + i);
        if (i == count)
            return;

        T* last = stackalloc T[S.Count];
        new Span<T>(from + i, count - i).CopyTo(new Span<T>(last, S.Count));
        S.Store(F.Of<S, V, T>(S.Load(last)), last);
        new Span<T>(last, count - i).CopyTo(new Span<T>(to + i, count - i));
    }
}
