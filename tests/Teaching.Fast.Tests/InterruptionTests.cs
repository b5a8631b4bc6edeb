using Teaching.Tests;

namespace Teaching.Fast.Tests;

/// <summary>Long work that stops between its steps when the cell it belongs to is interrupted. The sign is one for the process.</summary>
[Collection(Alone.Name)]
public class InterruptionTests
{
    private static readonly CancellationToken stop = new(canceled: true);

    [Fact]
    public void Products_interrupted_at_any_moment_leave_the_threads_in_order()
    {
        int seed = Random.Shared.Next();
        Random random = new(seed);
        float[] x = new float[128 * 128], y = new float[128 * 128];
        Array.Fill(x, 1);
        for (int trial = 0; trial < 2000; trial++)
        {
            int wait = random.Next(3000);
            Thread stopping = new(() =>
            {
                Thread.SpinWait(wait);
                StopSign.Sign.Value = stop;
            });
            stopping.Start();
            try
            {
                Assert.Throws<OperationCanceledException>(MultiplyForEver);
                stopping.Join();
            }
            finally
            {
                StopSign.Sign.Value = default;
            }
            Array.Clear(y);
            Multiply(x, y, 128);
            Assert.True(Array.TrueForAll(y, value => value == 128), $"seed {seed}, trial {trial}");
        }

        void MultiplyForEver()
        {
            while (true) Multiply(x, y, 128);
        }
    }

    [Fact]
    public void All_long_work_looks_at_the_sign()
    {
        float[] x = new float[32 * 32], y = new float[32 * 32];
        StopSign.Sign.Value = stop;
        try
        {
            Assert.Throws<OperationCanceledException>(() => Multiply(x, y, 32));
            Assert.Throws<OperationCanceledException>(() => PlainProduct.Multiply(
                MatrixView<float>.ByRow(x, 32, 32), MatrixView<float>.ByRow(x, 32, 32), MatrixView<float>.ByRow(y, 32, 32)));
            Assert.Throws<OperationCanceledException>(() => Team.Run(1, (_, _) => { }));
            Assert.Throws<OperationCanceledException>(() => Team.Run(2, (_, _) => { }));
        }
        finally
        {
            StopSign.Sign.Value = default;
        }
    }

    /// <summary>A product of many panels looks at the sign within itself: its block for one thread may take seconds.</summary>
    [Fact]
    public void One_large_product_stops_before_its_end()
    {
        const int Size = 1024;
        float[] x = new float[Size * Size], y = new float[Size * Size];
        Array.Fill(x, 1);
        Array.Fill(y, -1);
        int threads = Numerics.Threads;
        Numerics.Threads = 1;
        try
        {
            Assert.Throws<OperationCanceledException>(() => Multiply(x, y, Size, () => StopSign.Sign.Value = stop));
        }
        finally
        {
            StopSign.Sign.Value = default;
            Numerics.Threads = threads;
        }
        Assert.Contains(-1, y);
    }

    private static void Multiply(float[] x, float[] y, int size) => Product.Multiply(
        MatrixView<float>.ByRow(x, size, size), MatrixView<float>.ByRow(x, size, size), MatrixView<float>.ByRow(y, size, size));

    /// <summary>Multiplies until the first number of y has been written, then calls <paramref name="begun"/> from another thread.</summary>
    private static void Multiply(float[] x, float[] y, int size, Action begun)
    {
        using ManualResetEventSlim ready = new();
        Task watching = Task.Run(() =>
        {
            ready.Set();
            while (Volatile.Read(ref y[0]) < 0) { }
            begun();
        });
        ready.Wait();
        try
        {
            Multiply(x, y, size);
            // The watcher may come late on a busy machine; the next product has the same panels.
            while (true)
            {
                Array.Fill(y, -1);
                Multiply(x, y, size);
            }
        }
        finally
        {
            watching.Wait();
        }
    }
}
