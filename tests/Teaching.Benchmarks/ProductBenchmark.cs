using System.Diagnostics;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Benchmarks;

/// <summary>Our product and its peers, in turn, for each case and number of threads.</summary>
internal static class ProductBenchmark
{
    /// <summary>Long enough for the clock, short enough that many runs fall between what else the machine does.</summary>
    private const double SecondsARun = 0.003;

    /// <inheritdoc cref="Turns.Take" path="/param[@name='pause']"/>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    public static void Run(Options options)
    {
        Report report = new(options);
        report.Line($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, vectors of {Bits.Width} bits, {report.LoadNow()}");
        foreach (int threads in options.Threads)
        {
            List<Contestant> contestants = Gather(threads, report);
            foreach (ProductCase work in ProductCase.All)
                Measure(work, threads, contestants, options.Rounds, report);
            foreach (Contestant contestant in contestants)
                contestant.End?.Dispose();
        }
        report.Line(report.LoadNow());
        report.Save();
    }

    private static void Measure(ProductCase work, int threads, List<Contestant> contestants, int rounds, Report report)
    {
        int[] repeats = [.. contestants.Select(one => Repeats(one, work))];
        double[][] seconds = Turns.Take(contestants.Count, rounds, threads > 1 ? Pause : TimeSpan.Zero, i => contestants[i].Time(work, repeats[i]));
        report.Add(work, threads, contestants, seconds);
    }

    private static int Repeats(Contestant one, ProductCase work)
    {
        one.Time(work, 1);
        return (int)Math.Clamp(SecondsARun / one.Time(work, 3), 1, 10_000);
    }

    private static List<Contestant> Gather(int threads, Report report)
    {
        List<Contestant> contestants =
        [
            new("Teaching", (work, repeats) => Ours(work, threads, repeats, byRow: false)),
            new("Teaching, stored by row", (work, repeats) => Ours(work, threads, repeats, byRow: true)),
            new("MathNet, managed", (work, repeats) => MathNet(work, threads, repeats)),
        ];
        if (PythonPeer.Settings.Count > 0)
            report.Line($"settings here: {string.Join(", ", PythonPeer.Settings.Select(name => $"{name}={Environment.GetEnvironmentVariable(name)}"))}");
        foreach (string library in new[] { "numpy", "torch" })
            foreach (BlasSetting blas in BlasSetting.All) Add(library, blas);
        return contestants;

        void Add(string library, BlasSetting blas)
        {
            PeerProcess? peer = PythonPeer.Start("peer.py", [library, $"{threads}"], threads, blas, out string reason);
            if (peer is null)
            {
                report.Line($"left out: {library} {blas.How}: {reason}");
                return;
            }
            string name = $"{peer.Version.Split(' ')[0]}, {blas.How}";
            report.Peer(name, threads, peer);
            contestants.Add(new(name, (work, repeats) => peer.Ask(new { kind = work.Kind, n = work.N, inputs = work.In, outputs = work.Out, dtype = "float32", repeats }), peer));
        }
    }

    private static double Ours(ProductCase work, int threads, int repeats, bool byRow)
    {
        Course.Threads = threads;
        (float[] a, float[] b, float[] result) = Data(work);
        (int n, int inputs, int outputs) = (work.N, work.In, work.Out);
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repeats; i++)
        {
            switch (work.Kind)
            {
                case "XW":
                    Product.Multiply(View(a, n, inputs), View(b, inputs, outputs), View(result, n, outputs));
                    break;
                case "XtdY":
                    Product.Multiply(View(a, n, inputs).Transpose(), View(b, n, outputs), View(result, inputs, outputs));
                    break;
                default:
                    Product.Multiply(View(a, n, outputs), View(b, inputs, outputs).Transpose(), View(result, n, inputs));
                    break;
            }
        }
        return Stopwatch.GetElapsedTime(start).TotalSeconds / repeats;

        MatrixView<float> View(float[] data, int rows, int columns) =>
            byRow ? MatrixView<float>.ByRow(data, rows, columns) : MatrixView<float>.ByColumn(data, rows, columns);
    }

    private static double MathNet(ProductCase work, int threads, int repeats)
    {
        Control.UseManaged();
        Control.MaxDegreeOfParallelism = threads;
        (float[] aData, float[] bData, float[] resultData) = Data(work);
        (int n, int inputs, int outputs) = (work.N, work.In, work.Out);
        MatrixBuilder<float> build = Matrix<float>.Build;
        Matrix<float> a = build.Dense(n, work.Kind == "dYWt" ? outputs : inputs, aData);
        Matrix<float> b = build.Dense(work.Kind == "XtdY" ? n : inputs, outputs, bData);
        Matrix<float> result = build.Dense(work.Kind == "XtdY" ? inputs : n, work.Kind == "dYWt" ? inputs : outputs, resultData);
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repeats; i++)
        {
            switch (work.Kind)
            {
                case "XW":
                    a.Multiply(b, result);
                    break;
                case "XtdY":
                    a.TransposeThisAndMultiply(b, result);
                    break;
                default:
                    a.TransposeAndMultiply(b, result);
                    break;
            }
        }
        return Stopwatch.GetElapsedTime(start).TotalSeconds / repeats;
    }

    private static readonly Dictionary<ProductCase, (float[], float[], float[])> Memory = [];

    private static (float[] A, float[] B, float[] Result) Data(ProductCase work)
    {
        if (!Memory.TryGetValue(work, out (float[], float[], float[]) data))
        {
            (int n, int inputs, int outputs) = (work.N, work.In, work.Out);
            data = work.Kind switch
            {
                "XW" => (new float[n * inputs], new float[inputs * outputs], new float[n * outputs]),
                "XtdY" => (new float[n * inputs], new float[n * outputs], new float[inputs * outputs]),
                _ => (new float[n * outputs], new float[inputs * outputs], new float[n * inputs]),
            };
            Random random = new(1);
            foreach (float[] values in new[] { data.Item1, data.Item2 })
                for (int i = 0; i < values.Length; i++)
                    values[i] = random.NextSingle() * 2 - 1;
            Memory[work] = data;
        }
        return data;
    }
}

/// <summary>Somebody who can do the product; <paramref name="Time"/> gives the seconds for one, as the mean of so many.</summary>
internal sealed record Contestant(string Name, Func<ProductCase, int, double> Time, IDisposable? End = null);
