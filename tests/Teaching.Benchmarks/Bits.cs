using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Teaching.Benchmarks;

/// <summary>
/// Checksums of what this machine computes: the same on every machine, for every width of vectors and number of threads, or
/// something is broken. The environment variables DOTNET_EnableAVX512=0 and DOTNET_EnableAVX2=0 take the wide vectors away.
/// </summary>
internal static class Bits
{
    /// <summary>The width of the vectors that are used here.</summary>
    public static int Width => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    public static void Print()
    {
        Console.WriteLine($"width {Width}");
        Console.WriteLine($"threads {Course.Threads}");
        Console.WriteLine($"product {Products()}");
        Console.WriteLine($"exp {Function(Elementary.Exp, Elementary.Exp)}");
        Console.WriteLine($"log {Function(Elementary.Log, Elementary.Log)}");
        Console.WriteLine($"training {TrainingBits.Checksum()}");
    }

    /// <summary>All three products, both storages and precisions, of shapes small and large, odd and even, some with NaN and infinities.</summary>
    public static string Products()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Numbers numbers = new(1);
        foreach ((int n, int inputs, int outputs) in new[] { (1, 1, 1), (7, 13, 5), (33, 64, 10), (64, 300, 129), (150, 270, 200), (20, 1100, 40) })
        {
            foreach (bool special in new[] { false, true })
            {
                Three(n, inputs, outputs, numbers.Floats, special, hash);
                Three(n, inputs, outputs, numbers.Doubles, special, hash);
            }
        }
        return Hex(hash);
    }

    private static void Three<T>(int n, int inputs, int outputs, Func<int, bool, T[]> numbers, bool special, IncrementalHash hash)
        where T : struct, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        T[] x = numbers(n * inputs, special), w = numbers(inputs * outputs, false), dY = numbers(n * outputs, false), bias = numbers(outputs, false);
        T[] y = new T[n * outputs], dW = new T[inputs * outputs], dX = new T[n * inputs];
        Product.Multiply(MatrixView<T>.ByColumn(x, n, inputs), MatrixView<T>.ByColumn(w, inputs, outputs), MatrixView<T>.ByColumn(y, n, outputs), bias);
        Add(hash, y);
        Product.Multiply(MatrixView<T>.ByRow(x, n, inputs), MatrixView<T>.ByRow(w, inputs, outputs), MatrixView<T>.ByRow(y, n, outputs), accumulate: true);
        Add(hash, y);
        Product.Multiply(MatrixView<T>.ByColumn(x, n, inputs).Transpose(), MatrixView<T>.ByColumn(dY, n, outputs), MatrixView<T>.ByColumn(dW, inputs, outputs));
        Add(hash, dW);
        Product.Multiply(MatrixView<T>.ByRow(dY, n, outputs), MatrixView<T>.ByRow(w, inputs, outputs).Transpose(), MatrixView<T>.ByRow(dX, n, inputs));
        Add(hash, dX);
    }

    private delegate void Map<T>(ReadOnlySpan<T> x, Span<T> y);

    private static string Function(Map<float> single, Map<double> twice)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        float[] x = new float[10_007];
        double[] d = new double[10_007];
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = BitConverter.UInt32BitsToSingle((uint)i * 429_187u);
            d[i] = BitConverter.UInt64BitsToDouble((ulong)i * 1_843_403_421_093_283UL);
        }
        foreach (int start in new[] { 0, 1 })
        {
            single(x.AsSpan(start), x.AsSpan(start));
            twice(d.AsSpan(start), d.AsSpan(start));
            Add(hash, x);
            Add(hash, d);
        }
        return Hex(hash);
    }

    /// <summary>A NaN has many bit patterns, and which one comes out is nobody's promise.</summary>
    private static void Add<T>(IncrementalHash hash, T[] values)
        where T : struct, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < values.Length; i++)
            if (T.IsNaN(values[i]))
                values[i] = T.NaN;
        hash.AppendData(MemoryMarshal.AsBytes<T>(values));
    }

    private static string Hex(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset())[..16];

    /// <summary>Numbers from -1 to 1 made of whole-number arithmetic alone.</summary>
    private sealed class Numbers(ulong state)
    {
        public float[] Floats(int count, bool special) => [.. Doubles(count, special).Select(v => (float)v)];

        public double[] Doubles(int count, bool special)
        {
            double[] values = new double[count];
            for (int i = 0; i < count; i++)
            {
                state = state * 6364136223846793005 + 1442695040888963407;
                values[i] = special && state >> 58 == 0
                    ? ((state >> 50) & 3) switch { 0 => double.NaN, 1 => double.PositiveInfinity, 2 => double.NegativeInfinity, _ => 1e-310 }
                    : ((long)state >> 11) / 4503599627370496.0;
            }
            return values;
        }
    }
}
