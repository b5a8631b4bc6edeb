using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Teaching.Fast;

/// <summary>
/// What exp and log ask of a vector register beyond the product's loads, stores and multiplications: each lane by itself,
/// and only operations that IEEE 754 rounds in one way, so that every width gives the same bits.
/// </summary>
internal interface ISimdElementary<V>
{
    static abstract V Add(V a, V b);

    static abstract V Subtract(V a, V b);

    static abstract V Multiply(V a, V b);

    static abstract V Divide(V a, V b);

    /// <summary>Where a is greater than b <paramref name="yes"/>, else <paramref name="no"/>; a NaN is not greater.</summary>
    static abstract V IfGreater(V a, V b, V yes, V no);

    /// <summary>Where a equals b <paramref name="yes"/>, else <paramref name="no"/>; a NaN equals nothing.</summary>
    static abstract V IfEqual(V a, V b, V yes, V no);

    /// <summary>2 to the power n, for a whole n that gives a normal number.</summary>
    static abstract V PowerOfTwo(V n);

    /// <summary>x = mantissa·2^exponent with the mantissa from √½ to √2, for a positive normal x.</summary>
    static abstract V Split(V x, out V exponent);
}

internal readonly partial struct Simd512<T> : ISimdElementary<Vector512<T>>
{
    public static Vector512<T> Add(Vector512<T> a, Vector512<T> b) => a + b;

    public static Vector512<T> Subtract(Vector512<T> a, Vector512<T> b) => a - b;

    public static Vector512<T> Multiply(Vector512<T> a, Vector512<T> b) => a * b;

    public static Vector512<T> Divide(Vector512<T> a, Vector512<T> b) => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> IfGreater(Vector512<T> a, Vector512<T> b, Vector512<T> yes, Vector512<T> no) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(a, b), yes, no);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> IfEqual(Vector512<T> a, Vector512<T> b, Vector512<T> yes, Vector512<T> no) =>
        Vector512.ConditionalSelect(Vector512.Equals(a, b), yes, no);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> PowerOfTwo(Vector512<T> n) => typeof(T) == typeof(float)
        ? ((n.AsSingle() + Vector512.Create(FloatBits.Whole + FloatBits.Bias)).AsUInt32() << FloatBits.Shift).As<uint, T>()
        : ((n.AsDouble() + Vector512.Create(DoubleBits.Whole + DoubleBits.Bias)).AsUInt64() << DoubleBits.Shift).As<ulong, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Split(Vector512<T> x, out Vector512<T> exponent)
    {
        if (typeof(T) == typeof(float))
        {
            Vector512<uint> bits = x.AsUInt32(), n = (bits + Vector512.Create(FloatBits.FromRootHalf)) >> FloatBits.Shift;
            exponent = ((n | Vector512.Create(FloatBits.Whole).AsUInt32()).AsSingle() - Vector512.Create(FloatBits.Whole + FloatBits.Bias)).As<float, T>();
            return (bits - ((n - Vector512.Create((uint)FloatBits.Bias)) << FloatBits.Shift)).As<uint, T>();
        }
        else
        {
            Vector512<ulong> bits = x.AsUInt64(), n = (bits + Vector512.Create(DoubleBits.FromRootHalf)) >> DoubleBits.Shift;
            exponent = ((n | Vector512.Create(DoubleBits.Whole).AsUInt64()).AsDouble() - Vector512.Create(DoubleBits.Whole + DoubleBits.Bias)).As<double, T>();
            return (bits - ((n - Vector512.Create((ulong)DoubleBits.Bias)) << DoubleBits.Shift)).As<ulong, T>();
        }
    }
}

internal readonly partial struct Simd256<T> : ISimdElementary<Vector256<T>>
{
    public static Vector256<T> Add(Vector256<T> a, Vector256<T> b) => a + b;

    public static Vector256<T> Subtract(Vector256<T> a, Vector256<T> b) => a - b;

    public static Vector256<T> Multiply(Vector256<T> a, Vector256<T> b) => a * b;

    public static Vector256<T> Divide(Vector256<T> a, Vector256<T> b) => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> IfGreater(Vector256<T> a, Vector256<T> b, Vector256<T> yes, Vector256<T> no) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(a, b), yes, no);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> IfEqual(Vector256<T> a, Vector256<T> b, Vector256<T> yes, Vector256<T> no) =>
        Vector256.ConditionalSelect(Vector256.Equals(a, b), yes, no);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> PowerOfTwo(Vector256<T> n) => typeof(T) == typeof(float)
        ? ((n.AsSingle() + Vector256.Create(FloatBits.Whole + FloatBits.Bias)).AsUInt32() << FloatBits.Shift).As<uint, T>()
        : ((n.AsDouble() + Vector256.Create(DoubleBits.Whole + DoubleBits.Bias)).AsUInt64() << DoubleBits.Shift).As<ulong, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Split(Vector256<T> x, out Vector256<T> exponent)
    {
        if (typeof(T) == typeof(float))
        {
            Vector256<uint> bits = x.AsUInt32(), n = (bits + Vector256.Create(FloatBits.FromRootHalf)) >> FloatBits.Shift;
            exponent = ((n | Vector256.Create(FloatBits.Whole).AsUInt32()).AsSingle() - Vector256.Create(FloatBits.Whole + FloatBits.Bias)).As<float, T>();
            return (bits - ((n - Vector256.Create((uint)FloatBits.Bias)) << FloatBits.Shift)).As<uint, T>();
        }
        else
        {
            Vector256<ulong> bits = x.AsUInt64(), n = (bits + Vector256.Create(DoubleBits.FromRootHalf)) >> DoubleBits.Shift;
            exponent = ((n | Vector256.Create(DoubleBits.Whole).AsUInt64()).AsDouble() - Vector256.Create(DoubleBits.Whole + DoubleBits.Bias)).As<double, T>();
            return (bits - ((n - Vector256.Create((ulong)DoubleBits.Bias)) << DoubleBits.Shift)).As<ulong, T>();
        }
    }
}

internal readonly partial struct Simd128<T> : ISimdElementary<Vector128<T>>
{
    public static Vector128<T> Add(Vector128<T> a, Vector128<T> b) => a + b;

    public static Vector128<T> Subtract(Vector128<T> a, Vector128<T> b) => a - b;

    public static Vector128<T> Multiply(Vector128<T> a, Vector128<T> b) => a * b;

    public static Vector128<T> Divide(Vector128<T> a, Vector128<T> b) => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> IfGreater(Vector128<T> a, Vector128<T> b, Vector128<T> yes, Vector128<T> no) =>
        Vector128.ConditionalSelect(Vector128.GreaterThan(a, b), yes, no);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> IfEqual(Vector128<T> a, Vector128<T> b, Vector128<T> yes, Vector128<T> no) =>
        Vector128.ConditionalSelect(Vector128.Equals(a, b), yes, no);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> PowerOfTwo(Vector128<T> n) => typeof(T) == typeof(float)
        ? ((n.AsSingle() + Vector128.Create(FloatBits.Whole + FloatBits.Bias)).AsUInt32() << FloatBits.Shift).As<uint, T>()
        : ((n.AsDouble() + Vector128.Create(DoubleBits.Whole + DoubleBits.Bias)).AsUInt64() << DoubleBits.Shift).As<ulong, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Split(Vector128<T> x, out Vector128<T> exponent)
    {
        if (typeof(T) == typeof(float))
        {
            Vector128<uint> bits = x.AsUInt32(), n = (bits + Vector128.Create(FloatBits.FromRootHalf)) >> FloatBits.Shift;
            exponent = ((n | Vector128.Create(FloatBits.Whole).AsUInt32()).AsSingle() - Vector128.Create(FloatBits.Whole + FloatBits.Bias)).As<float, T>();
            return (bits - ((n - Vector128.Create((uint)FloatBits.Bias)) << FloatBits.Shift)).As<uint, T>();
        }
        else
        {
            Vector128<ulong> bits = x.AsUInt64(), n = (bits + Vector128.Create(DoubleBits.FromRootHalf)) >> DoubleBits.Shift;
            exponent = ((n | Vector128.Create(DoubleBits.Whole).AsUInt64()).AsDouble() - Vector128.Create(DoubleBits.Whole + DoubleBits.Bias)).As<double, T>();
            return (bits - ((n - Vector128.Create((ulong)DoubleBits.Bias)) << DoubleBits.Shift)).As<ulong, T>();
        }
    }
}

/// <summary>Where a float keeps its exponent.</summary>
internal static class FloatBits
{
    public const int Shift = 23;

    public const float Bias = 127;

    /// <summary>2^23: the last bits of 2^23 + n are the whole number n.</summary>
    public const float Whole = 1 << Shift;

    /// <summary>Added to the bits of x: the exponent field is then the biased n of x = m·2^n, m from √½ to √2.</summary>
    public const uint FromRootHalf = (127u << Shift) - 0x3F3504F3;
}

/// <summary>Where a double keeps its exponent.</summary>
internal static class DoubleBits
{
    public const int Shift = 52;

    public const double Bias = 1023;

    /// <summary>2^52: the last bits of 2^52 + n are the whole number n.</summary>
    public const double Whole = 1L << Shift;

    /// <summary>Added to the bits of x: the exponent field is then the biased n of x = m·2^n, m from √½ to √2.</summary>
    public const ulong FromRootHalf = (1023UL << Shift) - 0x3FE6A09E667F3BCD;
}
