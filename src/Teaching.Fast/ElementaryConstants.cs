using System.Runtime.InteropServices;

namespace Teaching.Fast;

/// <summary>
/// The numbers behind <see cref="Elementary"/>, in one precision. The polynomials are Chebyshev interpolations made with
/// 60 digits by coefficients.py beside the tests; lowest power first.
/// </summary>
internal static class ElementaryConstants<T>
    where T : unmanaged
{
    /// <summary>ln 2 = Ln2High + Ln2Low, the high part short enough that n·Ln2High is exact.</summary>
    public static T Ln2High => Pick(0.693115234375f, 0.6931471805592082091607153);

    public static T Ln2Low => Pick(0.000031946184945309417232f, 7.3710025651677989018e-13);

    public static T InverseLn2 => Pick(1.4426950408889634074f, 1.4426950408889634074);

    /// <summary>1.5·2^23 or 1.5·2^52: what is added to it loses its fraction by rounding.</summary>
    public static T Round => Pick(12582912f, 6755399441055744.0);

    /// <summary>exp is infinite from here on.</summary>
    public static T ExpMost => Pick(89f, 710.0);

    /// <summary>exp is 0 up to here.</summary>
    public static T ExpLeast => Pick(-104f, -746.0);

    /// <summary>The smallest normal number; below it the leading bit is no longer implied.</summary>
    public static T LeastNormal => Pick(1.17549435E-38f, 2.2250738585072014E-308);

    /// <summary>2^23 or 2^52, which makes every subnormal number normal.</summary>
    public static T Whole => Pick(FloatBits.Whole, DoubleBits.Whole);

    /// <summary>Its exponent, 23 or 52.</summary>
    public static T WholeExponent => Pick(FloatBits.Shift, DoubleBits.Shift);

    /// <summary>q of exp(r) = 1 + r + r²·q(r), |r| ≤ ln 2 / 2; relative error 2.2e-10 and 2.3e-19.</summary>
    public static ReadOnlySpan<T> Exp => Pick(
        [
            0.50000000134658092001f, 0.16666666681623231402f, 0.041666464925285905408f, 0.0083333109254809008349f,
            0.001393364999630925043f, 0.00019890990824673653848f,
        ],
        [
            0.5, 0.16666666666666670991, 0.041666666666666669755, 0.0083333333333261351258, 0.0013888888888883748305,
            0.00019841269874820625271, 0.000024801587325547741216, 2.755725540020642443e-6, 2.7557273643110295328e-7,
            2.5105217004720745164e-8, 2.0914686968086877233e-9,
        ]);

    /// <summary>p of log((1 + s) / (1 - s)) = 2s + s·z·p(z), z = s²; relative error 1.7e-11 and 3.1e-20.</summary>
    public static ReadOnlySpan<T> Log => Pick(
        [0.66666666554497091551f, 0.40000121839806126714f, 0.28550820815960663296f, 0.23330467216303836299f],
        [
            0.66666666666666666465, 0.40000000000000876983, 0.28571428570803611811, 0.22222222391713917442,
            0.18181795640132906276, 0.15386239702814658188, 0.13268773138656885185, 0.13086626147840102138,
        ]);

    public static T Pick(float single, double twice) => typeof(T) == typeof(float) ? (T)(object)single : (T)(object)twice;

    private static ReadOnlySpan<T> Pick(ReadOnlySpan<float> single, ReadOnlySpan<double> twice) =>
        typeof(T) == typeof(float) ? MemoryMarshal.Cast<float, T>(single) : MemoryMarshal.Cast<double, T>(twice);
}
