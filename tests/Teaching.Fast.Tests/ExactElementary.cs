using System.Numerics;

namespace Teaching.Fast.Tests;

/// <summary>exp and log of a double to about 50 digits, in whole numbers, by nothing but their series.</summary>
internal static class ExactElementary
{
    /// <summary>A number x stands as the whole number nearest to x·2^Bits.</summary>
    private const int Bits = 256;

    private static readonly BigInteger One = BigInteger.One << Bits;
    private static readonly BigInteger Ln2 = TwiceAtanh(One / 3);

    /// <summary>The error of y as exp(x), in units of y's last place.</summary>
    public static double ExpError(double x, double y, int digits, int leastExponent)
    {
        (BigInteger mantissa, int exponent) = Parts(x);
        BigInteger value = mantissa << (Bits + exponent);
        BigInteger n = BigInteger.Divide(value + (Ln2 >> 1) * value.Sign, Ln2), r = value - n * Ln2, term = One, sum = One;
        for (int k = 1; !term.IsZero; k++)
        {
            term = ((term * r) >> Bits) / k;
            sum += term;
            if (term == BigInteger.MinusOne)
                break;
        }
        return Error(sum, (int)n, y, digits, leastExponent);
    }

    /// <summary>The error of y as log(x), in units of y's last place.</summary>
    public static double LogError(double x, double y, int digits, int leastExponent)
    {
        (BigInteger mantissa, int exponent) = Parts(x);
        int length = (int)mantissa.GetBitLength();
        BigInteger m = mantissa << (Bits - length);
        BigInteger log = TwiceAtanh(((m - One) << Bits) / (m + One)) + (exponent + length) * Ln2;
        return Error(log, 0, y, digits, leastExponent);
    }

    private static BigInteger TwiceAtanh(BigInteger s)
    {
        BigInteger square = (s * s) >> Bits, power = s, sum = s;
        for (int k = 3; BigInteger.Abs(power) > 1; k += 2)
        {
            power = (power * square) >> Bits;
            sum += power / k;
        }
        return 2 * sum;
    }

    /// <summary>|value·2^scale - y| over the distance of y's neighbours.</summary>
    private static double Error(BigInteger value, int scale, double y, int digits, int leastExponent)
    {
        (BigInteger mantissa, int exponent) = Parts(y);
        int place = mantissa.IsZero ? leastExponent : Math.Max(leastExponent, (int)BigInteger.Abs(mantissa).GetBitLength() + exponent - digits);
        // Everything in units of 2^place, times 2^64.
        BigInteger exact = Shift(value, scale - Bits - place + 64), got = Shift(mantissa, exponent - place + 64);
        return (double)BigInteger.Abs(exact - got) / Math.Pow(2, 64);
    }

    private static BigInteger Shift(BigInteger value, int bits) => bits >= 0 ? value << bits : value >> -bits;

    private static (BigInteger Mantissa, int Exponent) Parts(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x), field = (bits >> 52) & 0x7FF;
        long mantissa = (bits & 0xFFFFFFFFFFFFF) | (field > 0 ? 1L << 52 : 0);
        return (x < 0 ? -mantissa : mantissa, (int)Math.Max(field, 1) - 1075);
    }
}
