using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Fast.Tests;

/// <summary>The fast product against the plain one, bit for bit, and its errors.</summary>
public class ProductTests
{
    private static readonly int[] Sizes = [1, 2, 3, 5, 7, 11, 12, 13, 16, 17, 31, 32, 33, 37, 53, 64, 67, 97];

    [Fact]
    public void Two_by_two_is_what_one_writes_on_paper()
    {
        double[] y = new double[4];
        Product.Multiply(MatrixView<double>.ByRow([1, 2, 3, 4], 2, 2), MatrixView<double>.ByRow([5, 6, 7, 8], 2, 2), MatrixView<double>.ByRow(y, 2, 2));
        Assert.Equal([19, 22, 43, 50], y);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Any_shape_storage_and_start_gives_the_bits_of_the_plain_version(int seed)
    {
        Random random = new(seed);
        for (int trial = 0; trial < 60; trial++)
        {
            int n = Sizes[random.Next(Sizes.Length)], depth = Sizes[random.Next(Sizes.Length)], outputs = Sizes[random.Next(Sizes.Length)];
            Compare<float>(random, n, depth, outputs);
            Compare<double>(random, n, depth, outputs);
        }
    }

    [Theory]
    [InlineData(1, 1031, 1)]
    [InlineData(1, 1, 1031)]
    [InlineData(1031, 1, 1)]
    [InlineData(211, 523, 307)]
    [InlineData(64, 784, 256)]
    [InlineData(784, 64, 256)]
    [InlineData(421, 257, 1061)]
    [InlineData(37, 2300, 41)]
    public void Shapes_of_several_slices_and_blocks_give_the_bits_of_the_plain_version(int n, int depth, int outputs)
    {
        Random random = new(5);
        for (int trial = 0; trial < 4; trial++)
            Compare<float>(random, n, depth, outputs);
        Compare<double>(random, n, depth, outputs);
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        int before = Numerics.Threads;
        float[] x = Values<float>(new Random(7), 300 * 311, false), w = Values<float>(new Random(8), 311 * 290, false);
        float[]? first = null;
        try
        {
            foreach (int threads in new[] { 1, 2, 3, 4, 7 })
            {
                Numerics.Threads = threads;
                float[] y = new float[300 * 290];
                for (int repeat = 0; repeat < 5; repeat++)
                    Product.Multiply(MatrixView<float>.ByColumn(x, 300, 311), MatrixView<float>.ByRow(w, 311, 290), MatrixView<float>.ByColumn(y, 300, 290));
                Same(first ??= y, y, $"{threads} threads");
            }
        }
        finally
        {
            Numerics.Threads = before;
        }
    }

    [Fact]
    public void NaN_and_infinities_come_out_as_in_the_plain_version()
    {
        Random random = new(9);
        for (int trial = 0; trial < 20; trial++)
        {
            Compare<float>(random, 13, 40, 37, special: true);
            Compare<double>(random, 30, 7, 19, special: true);
        }
    }

    [Theory]
    [InlineData(0, 3, 2)]
    [InlineData(3, 3, 0)]
    [InlineData(0, 0, 0)]
    public void An_empty_result_is_no_error(int n, int depth, int outputs) => Compare<float>(new Random(1), n, depth, outputs);

    [Fact]
    public void A_sum_of_no_terms_is_zero_or_the_bias()
    {
        float[] y = [9, 9, 9, 9, 9, 9];
        Product.Multiply(MatrixView<float>.ByRow([], 2, 0), MatrixView<float>.ByRow([], 0, 3), MatrixView<float>.ByRow(y, 2, 3), [1, 2, 3]);
        Assert.Equal([1, 2, 3, 1, 2, 3], y);
        Product.Multiply(MatrixView<float>.ByRow([], 2, 0), MatrixView<float>.ByRow([], 0, 3), MatrixView<float>.ByRow(y, 2, 3), accumulate: true);
        Assert.Equal([1, 2, 3, 1, 2, 3], y);
        Product.Multiply(MatrixView<float>.ByRow([], 2, 0), MatrixView<float>.ByRow([], 0, 3), MatrixView<float>.ByRow(y, 2, 3));
        Assert.Equal(new float[6], y);
    }

    [Fact]
    public void MathNet_matrices_give_what_MathNet_computes()
    {
        Matrix<double> x = Matrix<double>.Build.Random(64, 31, 1), w = Matrix<double>.Build.Random(31, 10, 2), dY = Matrix<double>.Build.Random(64, 10, 3);
        Matrix<double> y = Matrix<double>.Build.Dense(64, 10), dW = Matrix<double>.Build.Dense(31, 10), dX = Matrix<double>.Build.Dense(64, 31);
        Product.Multiply(x, w, y);
        Product.TransposeThisAndMultiply(x, dY, dW);
        Product.TransposeAndMultiply(dY, w, dX);
        Assert.True((y - x * w).InfinityNorm() < 1e-12);
        Assert.True((dW - x.TransposeThisAndMultiply(dY)).InfinityNorm() < 1e-12);
        Assert.True((dX - dY.TransposeAndMultiply(w)).InfinityNorm() < 1e-12);

        Product.TransposeThisAndMultiply(x, dY, dW, accumulate: true);
        Assert.True((dW - 2 * x.TransposeThisAndMultiply(dY)).InfinityNorm() < 1e-12);
        Product.Multiply(x, w, y, Enumerable.Range(0, 10).Select(j => (double)j).ToArray());
        Assert.Equal(y[5, 9], (x * w)[5, 9] + 9, 1e-12);
    }

    [Fact]
    public void Numbers_around_the_result_stay_as_they_are()
    {
        float[] y = new float[20 * 50];
        Array.Fill(y, 7);
        float[] x = Values<float>(new Random(1), 17 * 9, false), w = Values<float>(new Random(2), 9 * 37, false);
        Product.Multiply(MatrixView<float>.ByRow(x, 17, 9), MatrixView<float>.ByRow(w, 9, 37), MatrixView<float>.ByRow(y, 17, 37, 50));
        for (int i = 0; i < 20; i++)
            for (int j = 0; j < 50; j++)
                if (i >= 17 || j >= 37)
                    Assert.Equal(7, y[i * 50 + j]);
    }

    [Fact]
    public void A_repeated_product_allocates_nothing()
    {
        float[] x = new float[64 * 784], w = new float[784 * 256], y = new float[64 * 256], dW = new float[784 * 256];
        void Step()
        {
            Product.Multiply(MatrixView<float>.ByColumn(x, 64, 784), MatrixView<float>.ByColumn(w, 784, 256), MatrixView<float>.ByColumn(y, 64, 256));
            Product.Multiply(
                MatrixView<float>.ByColumn(x, 64, 784).Transpose(), MatrixView<float>.ByColumn(y, 64, 256), MatrixView<float>.ByColumn(dW, 784, 256));
        }
        for (int i = 0; i < 50; i++)
            Step();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
            Step();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Products_asked_for_on_several_threads_at_once_are_right()
    {
        float[] x = Values<float>(new Random(1), 200 * 200, false), expected = new float[200 * 200];
        Product.Multiply(MatrixView<float>.ByRow(x, 200, 200), MatrixView<float>.ByRow(x, 200, 200), MatrixView<float>.ByRow(expected, 200, 200));
        Parallel.For(0, 64, _ =>
        {
            float[] y = new float[200 * 200];
            Product.Multiply(MatrixView<float>.ByRow(x, 200, 200), MatrixView<float>.ByRow(x, 200, 200), MatrixView<float>.ByRow(y, 200, 200));
            Same(expected, y, "parallel");
        });
    }

    [Fact]
    public void Inner_sizes_that_differ_are_named() => Fails(
        "cannot multiply (5, 4) by (5, 3): the inner sizes 4 and 5 differ",
        () => Product.Multiply(Dense(5, 4), Dense(5, 3), Dense(5, 3)));

    [Fact]
    public void A_result_of_the_wrong_shape_is_named() => Fails(
        "(5, 4) times (4, 3) makes (5, 3), and the result has the shape (3, 5)",
        () => Product.Multiply(Dense(5, 4), Dense(4, 3), Dense(3, 5)));

    [Fact]
    public void A_bias_of_the_wrong_length_is_named() => Fails(
        "the bias has 2 numbers for 3 columns",
        () => Product.Multiply(Dense(5, 4), Dense(4, 3), Dense(5, 3), [1, 2]));

    [Fact]
    public void Bias_and_accumulate_together_are_refused() => Fails(
        "from the bias or from what it holds, not from both",
        () => Product.Multiply(Dense(5, 4), Dense(4, 3), Dense(5, 3), [1, 2, 3], accumulate: true));

    [Fact]
    public void A_result_in_the_memory_of_a_factor_is_refused()
    {
        Matrix<float> x = Dense(4, 4), w = Dense(4, 4);
        Fails("shares memory with the first matrix", () => Product.Multiply(x, w, x));
        Fails("shares memory with the second matrix", () => Product.TransposeThisAndMultiply(x, w, w));
    }

    [Fact]
    public void A_sparse_matrix_is_refused_with_what_to_do() => Fails(
        "Build.DenseOfMatrix", () => Product.Multiply(Matrix<float>.Build.Sparse(4, 4), Dense(4, 4), Dense(4, 4)));

    [Fact]
    public void A_view_longer_than_its_memory_is_refused()
    {
        Fails("need 12 numbers, and the memory holds 11", () => MatrixView<float>.ByRow(new float[11], 3, 4));
        Fails("would overlap", () => MatrixView<float>.ByColumn(new float[11], 3, 2, 2));
    }

    [Fact]
    public void Half_precision_is_refused() => Assert.Throws<NotSupportedException>(
        () => Product.Multiply(MatrixView<Half>.ByRow(new Half[1], 1, 1), MatrixView<Half>.ByRow(new Half[1], 1, 1), MatrixView<Half>.ByRow(new Half[1], 1, 1)));

    [Fact]
    public void A_number_of_threads_below_one_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Numerics.Threads = 0);

    private static Matrix<float> Dense(int rows, int columns) => Matrix<float>.Build.Dense(rows, columns);

    private static void Fails(string message, Action action) =>
        Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(action).Message);

    /// <summary>One product with random storage, leading dimensions and start, fast and plain.</summary>
    private static void Compare<T>(Random random, int n, int depth, int outputs, bool special = false)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        int kind = random.Next(8), start = random.Next(3), gap = random.Next(3);
        string what = $"({n}, {depth})({depth}, {outputs}) {typeof(T).Name}, storage {kind}, start {start}, gap {gap}";
        T[] xData = Values<T>(random, (n + gap) * (depth + gap), special), wData = Values<T>(random, (depth + gap) * (outputs + gap), special);
        T[] bias = start == 1 ? Values<T>(random, outputs, special) : [];
        T[] fast = Values<T>(random, (n + gap) * (outputs + gap), special), plain = (T[])fast.Clone();
        MatrixView<T> x = View(xData, n, depth, gap, (kind & 1) != 0), w = View(wData, depth, outputs, gap, (kind & 2) != 0);
        Product.Multiply(x, w, View(fast, n, outputs, gap, (kind & 4) != 0), bias, start == 2);
        PlainProduct.Multiply(x, w, View(plain, n, outputs, gap, (kind & 4) != 0), bias, start == 2);
        Same(plain, fast, what);
    }

    private static MatrixView<T> View<T>(T[] data, int rows, int columns, int gap, bool byRow)
        where T : struct, IEquatable<T>, IFormattable =>
        byRow ? MatrixView<T>.ByRow(data, rows, columns, columns + gap) : MatrixView<T>.ByColumn(data, rows, columns, rows + gap);

    private static T[] Values<T>(Random random, int count, bool special)
        where T : IBinaryFloatingPointIeee754<T>
    {
        T[] values = new T[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = !special || random.Next(30) > 0
                ? T.CreateTruncating(random.NextDouble() * 2 - 1)
                : random.Next(5) switch { 0 => T.NaN, 1 => T.PositiveInfinity, 2 => T.NegativeInfinity, 3 => T.NegativeZero, _ => T.Epsilon };
        }
        return values;
    }

    private static void Same<T>(T[] expected, T[] actual, string what)
        where T : IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < expected.Length; i++)
        {
            bool same = T.IsNaN(expected[i])
                ? T.IsNaN(actual[i])
                : expected[i] == actual[i] && T.IsNegative(expected[i]) == T.IsNegative(actual[i]);
            Assert.True(same, $"{what}: element {i} is {actual[i]}, the plain version's {expected[i]}");
        }
    }
}
