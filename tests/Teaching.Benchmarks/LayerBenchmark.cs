using System.Diagnostics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Benchmarks;

/// <summary>
/// Where the time of the ten convolutions goes, layer by layer: both passes of a batch of 512, with the multiplications and the memory that each
/// needs at least, and the time that these would take at the machine's best. What is far above both limits is worth a look.
/// </summary>
/// <remarks>
/// The least memory: a convolution reads X and writes Y; back it reads X, Y and dY and writes dX. A batch normalisation reads X for the
/// variance, all else is done by the convolutions on the way. A pooling reads X and writes Y; back it reads X, Y and dY and writes dX.
/// Writing counts twice, since a processor reads first what it is going to overwrite.
/// </remarks>
internal static class LayerBenchmark
{
    private const int N = 512, BatchesInAnEpoch = 118;

    public static void Run(Options options)
    {
        Report report = new(options);
        report.Line($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, vectors of {Bits.Width} bits, {report.LoadNow()}");
        foreach (int threads in options.Threads)
        {
            Course.Threads = threads;
            Limits limits = Limits.Measure(threads);
            report.Line($"\n{threads} thread{(threads > 1 ? "s" : "")}: at best {limits.Operations / 1e9:F0} GFLOP/s (a product of 1024x1024x1024), {limits.Bytes / 1e9:F1} GB/s (adding up 256 MB)");
            foreach (double dropout in new[] { 0, 0.01 }) Measure(TenConvolutions.Make<float>(new Rng(1), dropout), limits, options.Rounds, report);
        }
        report.Line(report.LoadNow());
        report.Save();
    }

    private static void Measure(Network<float> network, Limits limits, int rounds, Report report)
    {
        Rng rng = new(2);
        Matrix<float> Draw(int columns, double scale) => Matrix<float>.Build.Dense(N, columns, (_, _) => (float)((2 * rng.NextDouble() - 1) * scale));
        (Matrix<float> X, Matrix<float> dY) = (Draw(network.Inputs, 1), Draw(network.Outputs, 1.0 / N));
        double[][] forward = [.. network.Layers.Select(_ => new double[rounds])], backward = [.. network.Layers.Select(_ => new double[rounds])];
        double[] whole = new double[rounds];
        for (int round = -1; round < rounds; round++)
        {
            double seconds = Time(() => { network.Forward(X); network.BackwardParameters(dY); });
            Layers(network, X, dY, Math.Max(round, 0), forward, backward);
            whole[Math.Max(round, 0)] = seconds;
        }
        report.Line($"\n{network.Layers.Count} layers, {network.ParameterCount:N0} parameters, a batch of {N}: {Report.Median(whole) * 1e3:F1} ms together, "
            + $"so {Report.Median(whole) * BatchesInAnEpoch:F2} s for {BatchesInAnEpoch} batches");
        report.Line($"{"",-30}{"forward ms",11}{"GFLOP/s",9}{"GB/s",7}{"limit",7}{"backward ms",13}{"GFLOP/s",9}{"GB/s",7}{"limit",7}");
        for (int i = 0; i < network.Layers.Count; i++)
        {
            LayerWork work = LayerWork.Of(network.Layers[i], isFirst: i == 0, N);
            report.Line($"{network.Layers[i].Name,-30}{Pass(work.Forward, Report.Median(forward[i]), limits, 11)}{Pass(work.Backward, Report.Median(backward[i]), limits, 13)}");
        }
    }

    private static string Pass(Work work, double seconds, Limits limits, int width) =>
        $"{(seconds * 1e3).ToString("F2").PadLeft(width)}{work.Operations / seconds / 1e9,9:F0}{work.Bytes / seconds / 1e9,7:F1}{limits.Seconds(work) * 1e3,7:F2}";

    /// <summary>Layer by layer, each on the blocks that the one before gives; a dropout is then a step of its own.</summary>
    private static void Layers(Network<float> network, Matrix<float> X, Matrix<float> dY, int round, double[][] forward, double[][] backward)
    {
        var images = new ImageBlocks<float>(new(1, 28, 28)).For(N).Take(X);
        for (int i = 0; i < network.Layers.Count; i++)
        {
            bool sums = i + 1 < network.Layers.Count && network.Layers[i + 1] is BatchNormalization<float>;
            forward[i][round] = Time(() => images = network.Layers[i] is Convolution<float> convolution
                ? convolution.Forward(images, null, sums)
                : ((IImageLayer<float>)network.Layers[i]).Forward(images));
        }
        images = new ImageBlocks<float>(new(network.Outputs, 1, 1)).For(N).Take(dY);
        for (int i = network.Layers.Count - 1; i >= 0; i--)
            backward[i][round] = Time(() => images = ((IImageLayer<float>)network.Layers[i]).Backward(images, wanted: i > 0));
    }

    private static double Time(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>What a pass computes and moves at least.</summary>
    private readonly record struct Work(double Operations, double Bytes);

    private readonly record struct LayerWork(Work Forward, Work Backward)
    {
        public static LayerWork Of(Layer<float> layer, bool isFirst, int n)
        {
            double x = 4.0 * n * layer.Inputs, y = 4.0 * n * layer.Outputs, dX = isFirst ? 0 : x;
            double product = layer is Convolution<float> convolution ? 2.0 * n * layer.Outputs * convolution.W.RowCount : 0;
            return layer switch
            {
                Convolution<float> => new(new(product, x + 2 * y), new(product * (isFirst ? 1 : 2), x + 2 * y + 2 * dX)),
                BatchNormalization<float> => new(new(0, x), new(0, 0)),
                Dropout<float> => new(new(0, x + 2 * y), new(0, y + 2 * dX)),
                _ => new(new(0, x + 2 * y), new(0, x + 2 * y + 2 * dX)),
            };
        }
    }

    /// <summary>The machine at its best: operations and bytes a second.</summary>
    private readonly record struct Limits(double Operations, double Bytes)
    {
        public double Seconds(Work work) => Math.Max(work.Operations / Operations, work.Bytes / Bytes);

        public static Limits Measure(int threads)
        {
            const int Size = 1024, Megabytes256 = 1 << 26;
            float[] a = new float[Size * Size], b = new float[Size * Size], c = new float[Size * Size];
            float[][] memory = [.. Enumerable.Range(0, threads).Select(_ => new float[Megabytes256 / threads])];
            foreach (float[] part in memory) Array.Fill(part, 1);
            double product = double.MaxValue, sum = double.MaxValue;
            for (int i = 0; i < 12; i++)
            {
                product = Math.Min(product, Time(() => Product.Multiply(
                    MatrixView<float>.ByColumn(a, Size, Size), MatrixView<float>.ByColumn(b, Size, Size), MatrixView<float>.ByColumn(c, Size, Size))));
                sum = Math.Min(sum, Time(() => Parallel.For(0, threads, part => System.Numerics.Tensors.TensorPrimitives.Sum<float>(memory[part]))));
            }
            return new(2.0 * Size * Size * Size / product, 4.0 * Megabytes256 / sum);
        }
    }
}
