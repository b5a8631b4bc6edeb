using System.Text.Json;

namespace Teaching.Benchmarks;

/// <summary>The table as it grows, and every figure of it as JSON.</summary>
internal sealed class Report(Options options)
{
    private readonly List<object> cases = [];
    private readonly List<object> peers = [];
    private readonly List<string> lines = [];
    private string? heading;

    public void Line(string text)
    {
        lines.Add(text);
        Console.WriteLine(text);
    }

    public void Peer(string name, int threads, PeerProcess peer)
    {
        peers.Add(new { name, threads, version = peer.Version, blas = peer.Blas });
        Line($"{name}, {threads} thread{(threads > 1 ? "s" : "")}: {peer.Version}, {peer.Blas}");
    }

    /// <summary>How busy the machine is, since a figure of a busy machine is worth less.</summary>
    public static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    public string LoadNow() => $"load average {Load()}";

    /// <summary>
    /// One case: medians and bests as GFLOP/s, and for each peer the median over the rounds of its time divided by ours in the same round,
    /// and its best time by our best, which says more where others use the machine too. Above 1 we are ahead.
    /// </summary>
    public void Add(ProductCase work, int threads, IReadOnlyList<Contestant> contestants, double[][] seconds)
    {
        if (heading is null)
            Line(heading = $"\n{"product, float",-20} {"threads",7}  {"who",-26} {"GFLOP/s",8} {"best",8} {"µs",10} {"time/ours",10} {"best/best",10}");
        for (int i = 0; i < contestants.Count; i++)
        {
            double median = Median(seconds[i]), ratio = Median([.. seconds[i].Zip(seconds[0], (theirs, ours) => theirs / ours)]);
            double best = seconds[i].Min() / seconds[0].Min();
            Line($"{work.Name,-20} {threads,7}  {contestants[i].Name,-26} {work.Operations / median / 1e9,8:F1} "
                + $"{work.Operations / seconds[i].Min() / 1e9,8:F1} {median * 1e6,10:F1} {ratio,10:F2} {best,10:F2}");
            cases.Add(new
            {
                product = work.Name,
                threads,
                who = contestants[i].Name,
                medianSeconds = median,
                gigaflops = work.Operations / median / 1e9,
                timeOverOurs = ratio,
                bestOverOurBest = best,
                seconds = seconds[i],
            });
        }
        Line("");
    }

    /// <summary>
    /// One network: medians, bests, and for each of us the median over the rounds of our time divided by theirs in the same round.
    /// Below 1 we are ahead.
    /// </summary>
    public void AddEpochs(string network, IReadOnlyList<string> names, double[][] seconds, int ours)
    {
        Line($"\n{network + ", an epoch",-62} {"median s",9} {"best s",9}  {string.Join("  ", names.Take(ours).Select(name => $"{name} / this"))}");
        for (int i = 0; i < names.Count; i++)
        {
            double[] ratios = [.. Enumerable.Range(0, ours).Select(us => Median([.. seconds[us].Zip(seconds[i], (a, b) => a / b)]))];
            Line($"{names[i],-62} {Median(seconds[i]),9:F3} {seconds[i].Min(),9:F3}  {string.Join("  ", ratios.Select((r, us) => $"{r:F2}".PadLeft(names[us].Length + 7)))}");
            cases.Add(new { network, who = names[i], medianSeconds = Median(seconds[i]), oursOverThis = ratios, seconds = seconds[i] });
        }
    }

    /// <summary>One figure of kernels, the first ours: medians, bests, and the median over the rounds of ours by each in the same round.</summary>
    public void AddKernel(string figure, IReadOnlyList<string> names, double[][] values, double unit)
    {
        Line($"\n{figure,-26} {"median",9} {"best",9}  {names[0]} / this");
        for (int i = 0; i < names.Count; i++)
        {
            double ratio = Median([.. values[0].Zip(values[i], (ours, theirs) => ours / theirs)]);
            Line($"{names[i],-26} {Median(values[i]) * unit,9:F2} {values[i].Min() * unit,9:F2}  {ratio:F2}");
            cases.Add(new { figure, who = names[i], median = Median(values[i]) * unit, oursOverThis = ratio, values = values[i].Select(value => value * unit) });
        }
    }

    /// <summary>One point of a chart: the medians of all who were measured there.</summary>
    public void AddPoint(string sweep, string at, IReadOnlyList<string> names, double[][] seconds)
    {
        Line($"{sweep}, {at}: {string.Join("; ", names.Zip(seconds, (name, all) => $"{name} {NumberText.Significant(Median(all), 3)} s"))}");
        cases.AddRange(names.Zip(seconds, (name, all) => new { sweep, at, who = name, medianSeconds = Median(all), seconds = all }));
    }

    public void Save()
    {
        if (options.Json is null)
            return;
        string text = JsonSerializer.Serialize(
            new
            {
                processors = Environment.ProcessorCount,
                runtime = Environment.Version.ToString(),
                vectorBits = Bits.Width,
                rounds = options.Rounds,
                peers,
                cases,
                lines,
            },
            new JsonSerializerOptions { WriteIndented = true });
        Write(options.Json, text);
    }

    /// <summary>Writes a file whole or not at all.</summary>
    public static void Write(string path, string text)
    {
        string temporary = path + ".new";
        File.WriteAllText(temporary, text);
        File.Move(temporary, path, overwrite: true);
    }

    public static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
