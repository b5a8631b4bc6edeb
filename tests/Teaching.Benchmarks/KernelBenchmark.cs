namespace Teaching.Benchmarks;

/// <summary>
/// Our Jupyter kernel and ipykernel in turn, driven by the same jupyter_client: from the start of the process to the first
/// result, a trivial cell there and back (the median of the first sixty), and the memory of all processes after that.
/// </summary>
internal static class KernelBenchmark
{
    private static readonly string[] kernels = ["teach", "python3"];

    /// <param name="options">How often, and where the figures go.</param>
    /// <exception cref="UsageException">The published command or Jupyter is not there.</exception>
    public static void Run(Options options)
    {
        string teach = Clone.Find(OperatingSystem.IsWindows() ? "artifacts/teach/teach.exe" : "artifacts/teach/teach")
            ?? throw new UsageException("the published command is measured: dotnet publish src/Teaching.Cli -c Release -o artifacts/teach");
        string folder = Directory.CreateTempSubdirectory("teaching-bench-").FullName;
        Report report = new(options);
        try
        {
            using PeerProcess? peer = PythonPeer.Start("kernel_peer.py", [teach, folder], 1, BlasSetting.AsInstalled, out string reason);
            if (peer is null) throw new UsageException($"ipykernel and jupyter_client are needed (Debian: python3-ipykernel, python3-jupyter-client): {reason}");
            report.Line($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, {peer.Version}, {peer.Blas}, {report.LoadNow()}");
            Measure(peer, options.Rounds, report);
            report.Line(report.LoadNow());
            report.Save();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Measure(PeerProcess peer, int rounds, Report report)
    {
        double[][] starts = Empty(rounds), cells = Empty(rounds), memory = Empty(rounds);
        foreach (string kernel in kernels) Once(peer, kernel); // What is read from the disk first is in memory then.
        for (int round = 0; round < rounds; round++)
        {
            foreach (int i in round % 2 == 0 ? new[] { 0, 1 } : [1, 0])
                (starts[i][round], cells[i][round], memory[i][round]) = Once(peer, kernels[i]);
        }
        report.AddKernel("start to first result, s", kernels, starts, 1);
        report.AddKernel("trivial cell, ms", kernels, cells, 1000);
        report.AddKernel("memory, MB", kernels, memory, 1);
    }

    private static (double Start, double Cell, double Memory) Once(PeerProcess peer, string kernel)
    {
        double Ask(string what) => peer.Ask(new { kernel, @do = what });
        (double, double, double) figures = (Ask("start"), Ask("cells"), Ask("memory"));
        Ask("end");
        return figures;
    }

    private static double[][] Empty(int rounds) => [.. kernels.Select(_ => new double[rounds])];
}
