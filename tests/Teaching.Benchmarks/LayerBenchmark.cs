using System.Diagnostics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Benchmarks;

internal static class LayerBenchmark
{
    public static void Run(Options options)
    {
        foreach (double dropout in new[] { 0, 0.01 })
        {
            Network<float> network = TenConvolutions.Make<float>(new Rng(1), dropout);
            const int N = 512;
            Rng rng = new(3);
            Matrix<float> X = Matrix<float>.Build.Dense(N, 784, (i, j) => (float)rng.NextDouble());
            Matrix<float> dY = Matrix<float>.Build.Dense(N, 10, (i, j) => (float)(rng.NextDouble() - 0.5) / N);
            foreach (int threads in options.Threads)
            {
                Course.Threads = threads;
                int L = network.Layers.Count;
                double wf = 1e9, wb = 1e9;
                for (int round = 0; round < options.Rounds; round++)
                {
                    long s = Stopwatch.GetTimestamp();
                    network.Forward(X);
                    wf = Math.Min(wf, Stopwatch.GetElapsedTime(s).TotalMilliseconds);
                    s = Stopwatch.GetTimestamp();
                    network.BackwardParameters(dY);
                    wb = Math.Min(wb, Stopwatch.GetElapsedTime(s).TotalMilliseconds);
                }
                Console.WriteLine($"whole threads {threads} dropout {dropout}: forward {wf:0.0} backward {wb:0.0} ms, epoch {(wf + wb) * 118 / 1000:0.00} s");
                if (Environment.GetEnvironmentVariable("WHOLE") == "1") continue;
                double[] f = Enumerable.Repeat(1e9, L).ToArray(), b = Enumerable.Repeat(1e9, L).ToArray();
                ImageBlocks<float> first = new ImageBlocks<float>(new(1, 28, 28)).For(N).Take(X), last = new ImageBlocks<float>(new(10, 1, 1)).For(N).Take(dY);
                for (int round = 0; round < options.Rounds; round++)
                {
                    ImageBlocks<float> x = first;
                    for (int i = 0; i < L; i++)
                    {
                        long s = Stopwatch.GetTimestamp();
                        x = network.Layers[i] is Convolution<float> c ? c.Forward(x, null, true) : ((IImageLayer<float>)network.Layers[i]).Forward(x);
                        f[i] = Math.Min(f[i], Stopwatch.GetElapsedTime(s).TotalMilliseconds);
                    }
                    ImageBlocks<float> d = last;
                    for (int i = L - 1; i >= 0; i--)
                    {
                        long s = Stopwatch.GetTimestamp();
                        d = ((IImageLayer<float>)network.Layers[i]).Backward(d, i > 0);
                        b[i] = Math.Min(b[i], Stopwatch.GetElapsedTime(s).TotalMilliseconds);
                    }
                }
                Console.WriteLine($"threads {threads} dropout {dropout}: forward {f.Sum():0.0} backward {b.Sum():0.0} ms, epoch {(f.Sum() + b.Sum()) * 118 / 1000:0.00} s");
                for (int i = 0; i < L; i++)
                {
                    Layer<float> layer = network.Layers[i];
                    double flops = layer is Convolution<float> c ? 2.0 * N * c.Output.Size * c.W.RowCount : 0, back = (i == 0 ? 1 : 2) * flops;
                    double mb = (layer.Inputs + layer.Outputs) * 4.0 * N / 1e6;
                    Console.WriteLine($"  {layer.Name,-30} f {f[i],7:0.00} ms {flops / f[i] / 1e6,6:0} GF/s {mb / f[i],5:0.0} GB/s   b {b[i],7:0.00} ms {back / b[i] / 1e6,6:0} GF/s {flops / 163e6:0.00}");
                }
            }
            break;
        }
    }
}
