namespace Teaching.Fast.Tests;

/// <summary>exp and log: how far from the exact value, special values, one number as many, errors.</summary>
public class ElementaryTests
{
    /// <summary>The bounds that the documentation of <see cref="Elementary"/> gives, in units of the last place.</summary>
    private const double ExpFloat = 0.77, LogFloat = 0.89, ExpDouble = 0.77, LogDouble = 0.89;

    [Fact]
    public void Float_error_is_as_documented_for_every_257th_float() => CheckFloats(257);

    [Fact(Explicit = true)]
    public void Float_error_is_as_documented_for_every_float() => CheckFloats(1);

    private static void CheckFloats(uint step)
    {
        double exp = 0, log = 0;
        float expAt = 0, logAt = 0;
        const int Chunk = 4096;
        float[] x = new float[Chunk], y = new float[Chunk];
        for (ulong from = 0; from <= uint.MaxValue; from += step * Chunk)
        {
            for (ulong i = 0; i < Chunk; i++)
                x[i] = BitConverter.UInt32BitsToSingle((uint)Math.Min(from + i * step, uint.MaxValue));
            Elementary.Exp<float>(x, y);
            for (int i = 0; i < Chunk; i++)
            {
                double error = Error(Math.Exp(x[i]), y[i], "exp", x[i]);
                if (error > exp)
                    (exp, expAt) = (error, x[i]);
            }
            Elementary.Log<float>(x, y);
            for (int i = 0; i < Chunk; i++)
            {
                double error = Error(Math.Log(x[i]), y[i], "log", x[i]);
                if (error > log)
                    (log, logAt) = (error, x[i]);
            }
        }
        TestContext.Current.SendDiagnosticMessage($"exp {exp:F4} ulp at {expAt:R}, log {log:F4} ulp at {logAt:R}");
        Assert.True(exp < ExpFloat, $"exp is {exp} units of the last place off at {expAt:R}");
        Assert.True(log < LogFloat, $"log is {log} units of the last place off at {logAt:R}");
    }

    /// <summary>In units of y's last place; the double's own error is 2^-29 of one.</summary>
    private static double Error(double exact, float y, string what, float x)
    {
        if (double.IsNaN(exact) || double.IsInfinity((float)exact) || float.IsInfinity(y) || float.IsNaN(y))
        {
            if (!((float)exact).Equals(y))
                Assert.Fail($"{what}({x:R}) is {y}, expected {(float)exact}");
            return 0;
        }
        return Math.Abs(exact - y) / (MathF.BitIncrement(Math.Abs(y)) - (double)Math.Abs(y));
    }

    [Fact]
    public void Double_error_is_as_documented()
    {
        Random random = new(11);
        double exp = 0, log = 0, expAt = 0, logAt = 0;
        for (int i = 0; i < 20_000; i++)
        {
            double x = i % 3 == 0 ? random.NextDouble() * 1454 - 745 : i % 3 == 1 ? random.NextDouble() * 4 - 2 : Math.Pow(2, -random.NextDouble() * 30);
            double error = ExactElementary.ExpError(x, Elementary.Exp(x), 53, -1074);
            if (error > exp)
                (exp, expAt) = (error, x);

            double z = (i % 3) switch
            {
                0 => BitConverter.Int64BitsToDouble(random.NextInt64(0x7FF0000000000000)),
                1 => 0.5 + random.NextDouble() * 2,
                _ => 1 + (random.NextDouble() - 0.5) * Math.Pow(2, -random.NextDouble() * 40),
            };
            error = ExactElementary.LogError(z, Elementary.Log(z), 53, -1074);
            if (error > log)
                (log, logAt) = (error, z);
        }
        TestContext.Current.SendDiagnosticMessage($"exp {exp:F4} ulp at {expAt:R}, log {log:F4} ulp at {logAt:R}");
        Assert.True(exp < ExpDouble, $"exp is {exp} units of the last place off at {expAt:R}");
        Assert.True(log < LogDouble, $"log is {log} units of the last place off at {logAt:R}");
    }

    [Fact]
    public void The_exact_reference_knows_e_and_catches_a_wrong_last_place()
    {
        Assert.True(ExactElementary.ExpError(1, Math.E, 53, -1074) < 0.5);
        Assert.InRange(ExactElementary.ExpError(1, Math.BitIncrement(Math.E), 53, -1074), 0.5, 1.5);
        Assert.True(ExactElementary.LogError(2, 0.69314718055994531, 53, -1074) < 0.5);
        Assert.InRange(ExactElementary.LogError(2, Math.BitDecrement(0.69314718055994531), 53, -1074), 0.5, 1.5);
    }

    [Fact]
    public void Special_values_are_right()
    {
        Assert.Equal(
            [0, float.PositiveInfinity, float.NaN, 1, 1, float.PositiveInfinity, 0, 1],
            All<float>(Elementary.Exp, [float.NegativeInfinity, float.PositiveInfinity, float.NaN, 0, -0f, 88.8f, -104, float.Epsilon]));
        Assert.Equal(
            [float.NaN, float.PositiveInfinity, float.NaN, float.NegativeInfinity, float.NegativeInfinity, 0, float.NaN],
            All<float>(Elementary.Log, [float.NegativeInfinity, float.PositiveInfinity, float.NaN, 0, -0f, 1, -1]));
        Assert.Equal(
            [0, double.PositiveInfinity, double.NaN, 1, 1, double.PositiveInfinity, 0, 1],
            All<double>(Elementary.Exp, [double.NegativeInfinity, double.PositiveInfinity, double.NaN, 0, -0.0, 709.8, -745.2, double.Epsilon]));
        Assert.Equal(
            [double.NaN, double.PositiveInfinity, double.NaN, double.NegativeInfinity, double.NegativeInfinity, 0, double.NaN],
            All<double>(Elementary.Log, [double.NegativeInfinity, double.PositiveInfinity, double.NaN, 0, -0.0, 1, -1]));
        Assert.Equal(3.4027985e38f, Elementary.Exp(88.72283f));
        Assert.Equal(-103.27893f, Elementary.Log(float.Epsilon));
        Assert.Equal(-744.44007192138126, Elementary.Log(double.Epsilon));
    }

    [Fact]
    public void One_number_gives_the_bits_of_the_same_number_among_many()
    {
        Random random = new(3);
        for (int length = 0; length < 70; length++)
        {
            float[] x = [.. Enumerable.Range(0, length).Select(_ => (float)(random.NextDouble() * 200 - 100))];
            double[] d = [.. x.Select(v => Math.Abs((double)v))];
            Assert.Equal(x.Select(v => BitConverter.SingleToInt32Bits(Elementary.Exp(v))), All<float>(Elementary.Exp, x).Select(BitConverter.SingleToInt32Bits));
            Assert.Equal(d.Select(v => BitConverter.DoubleToInt64Bits(Elementary.Log(v))), All<double>(Elementary.Log, d).Select(BitConverter.DoubleToInt64Bits));
        }
    }

    [Fact]
    public void The_same_span_may_be_read_and_written()
    {
        double[] x = [.. Enumerable.Range(0, 21).Select(i => i / 4.0)];
        double[] expected = All<double>(Elementary.Exp, x);
        Elementary.Exp<double>(x, x);
        Assert.Equal(expected, x);
    }

    [Fact]
    public void Lengths_that_differ_and_spans_that_overlap_are_named()
    {
        float[] x = new float[10];
        Assert.Contains("exp of 10 numbers cannot fill 9", Assert.Throws<ArgumentException>(() => Elementary.Exp<float>(x, new float[9])).Message);
        Assert.Contains("the spans overlap", Assert.Throws<ArgumentException>(() => Elementary.Log(x.AsSpan(0, 9), x.AsSpan(1))).Message);
        Assert.Throws<NotSupportedException>(() => Elementary.Exp((Half)1));
    }

    private delegate void Function<T>(ReadOnlySpan<T> x, Span<T> y);

    private static T[] All<T>(Function<T> f, T[] x)
    {
        T[] y = new T[x.Length];
        f(x, y);
        return y;
    }
}
