using System.Runtime.CompilerServices;

namespace Teaching.Fast;

/// <summary>A function of each number in a register.</summary>
internal interface IElementary
{
    static abstract V Of<S, V, T>(V x)
        where S : ISimd<V, T>, ISimdElementary<V>
        where T : unmanaged;
}

/// <summary>
/// exp(x) = 2^n·exp(r) with n = round(x / ln 2), so |r| ≤ 0.347, where a short polynomial is exact enough.
/// </summary>
/// <remarks>
/// r = x - n·ln 2 loses its digits where x is near n·ln 2; so ln 2 is subtracted in two parts, the first so short that its
/// product with n is exact (Cody and Waite). What rounding takes from 1 + r is added back with the small terms: without that
/// the largest error is 0.99 units of the last place and not 0.77. 2^n is multiplied in two halves, so that results near the overflow and
/// below the smallest normal number come out, the latter rounded once more.
/// </remarks>
internal readonly struct ExpOf : IElementary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<S, V, T>(V x)
        where S : ISimd<V, T>, ISimdElementary<V>
        where T : unmanaged
    {
        V most = S.Broadcast(ElementaryConstants<T>.ExpMost), least = S.Broadcast(ElementaryConstants<T>.ExpLeast);
        x = S.IfGreater(x, most, most, S.IfGreater(least, x, least, x));

        V round = S.Broadcast(ElementaryConstants<T>.Round);
        V n = S.Subtract(S.FusedMultiplyAdd(x, S.Broadcast(ElementaryConstants<T>.InverseLn2), round), round);
        V minus = S.Subtract(S.Broadcast(default), n);
        V high = S.FusedMultiplyAdd(minus, S.Broadcast(ElementaryConstants<T>.Ln2High), x);
        V low = S.Multiply(minus, S.Broadcast(ElementaryConstants<T>.Ln2Low)), r = S.Add(high, low);

        V one = S.Broadcast(ElementaryConstants<T>.Pick(1, 1));
        V small = S.FusedMultiplyAdd(S.Multiply(r, r), Polynomial.Of<S, V, T>(ElementaryConstants<T>.Exp, r), low);
        V sum = S.Add(one, high), lost = S.Subtract(high, S.Subtract(sum, one));
        V mantissa = S.Add(sum, S.Add(lost, small));

        V half = S.Subtract(S.FusedMultiplyAdd(n, S.Broadcast(ElementaryConstants<T>.Pick(0.5f, 0.5)), round), round);
        return S.Multiply(S.Multiply(mantissa, S.PowerOfTwo(half)), S.PowerOfTwo(S.Subtract(n, half)));
    }
}

/// <summary>log(x) = n·ln 2 + log(1 + f) with x = 2^n·(1 + f) and 1 + f from √½ to √2.</summary>
/// <remarks>
/// With s = f / (2 + f), 1 + f is (1 + s) / (1 - s), whose log is the odd series 2s + 2s³/3 + ...; |s| ≤ 0.172, so few terms
/// do. Taking f itself, which is exact, out of it leaves a small correction: log(1 + f) = f - (f²/2 - s·(f²/2 + W)), W the
/// series without its first term, over s. The sum n·ln 2 + f is kept in two numbers, so that its rounding is not lost.
/// </remarks>
internal readonly struct LogOf : IElementary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<S, V, T>(V x)
        where S : ISimd<V, T>, ISimdElementary<V>
        where T : unmanaged
    {
        V zero = S.Broadcast(default), one = S.Broadcast(ElementaryConstants<T>.Pick(1, 1));
        V leastNormal = S.Broadcast(ElementaryConstants<T>.LeastNormal);
        V normal = S.IfGreater(leastNormal, x, S.Multiply(x, S.Broadcast(ElementaryConstants<T>.Whole)), x);
        V f = S.Subtract(S.Split(normal, out V n), one);
        n = S.IfGreater(leastNormal, x, S.Subtract(n, S.Broadcast(ElementaryConstants<T>.WholeExponent)), n);

        V s = S.Divide(f, S.Add(f, S.Broadcast(ElementaryConstants<T>.Pick(2, 2))));
        V z = S.Multiply(s, s), w = S.Multiply(z, Polynomial.Of<S, V, T>(ElementaryConstants<T>.Log, z));
        V square = S.Multiply(S.Multiply(f, f), S.Broadcast(ElementaryConstants<T>.Pick(0.5f, 0.5)));
        V correction = S.Subtract(square, S.Multiply(s, S.Add(square, w)));

        V whole = S.Multiply(n, S.Broadcast(ElementaryConstants<T>.Ln2High));
        V sum = S.Add(whole, f), lost = S.Subtract(f, S.Subtract(sum, whole));
        lost = S.FusedMultiplyAdd(n, S.Broadcast(ElementaryConstants<T>.Ln2Low), lost);
        V y = S.Add(sum, S.Subtract(lost, correction));

        V infinity = S.Divide(one, zero), nan = S.Broadcast(ElementaryConstants<T>.Pick(float.NaN, double.NaN));
        y = S.IfEqual(x, infinity, infinity, y);
        y = S.IfGreater(x, zero, y, nan);
        return S.IfEqual(x, zero, S.Subtract(zero, infinity), y);
    }
}

/// <summary>c0 + c1·x + c2·x² + ..., by Horner's rule.</summary>
internal static class Polynomial
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<S, V, T>(ReadOnlySpan<T> c, V x)
        where S : ISimd<V, T>
        where T : unmanaged
    {
        V sum = S.Broadcast(c[^1]);
        for (int i = c.Length - 2; i >= 0; i--)
            sum = S.FusedMultiplyAdd(sum, x, S.Broadcast(c[i]));
        return sum;
    }
}
