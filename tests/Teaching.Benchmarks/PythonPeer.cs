using System.Diagnostics;

namespace Teaching.Benchmarks;

/// <summary>How a peer is started that is a Python script: NumPy, PyTorch, or the clients of Jupyter.</summary>
internal static class PythonPeer
{
    /// <summary>Debian's Python, which has Debian's packages; TEACHING_PYTHON names another.</summary>
    private static string Python => Environment.GetEnvironmentVariable("TEACHING_PYTHON") ?? "/usr/bin/python3";

    /// <summary>The settings that OpenBLAS reads, as they are where we run; they can make it twice as slow.</summary>
    public static IReadOnlyList<string> Settings { get; } =
    [
        .. Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith("OPENBLAS_", StringComparison.Ordinal)).Order(),
    ];

    /// <summary>Starts a script; null with the reason when what it needs is not installed.</summary>
    public static PeerProcess? Start(string script, string[] arguments, int threads, BlasSetting blas, out string reason)
    {
        ProcessStartInfo info = PeerProcess.Command(Python, [Path.Combine(AppContext.BaseDirectory, script), .. arguments], threads);
        foreach (string name in blas.KeepsSettings ? [] : Settings)
            info.Environment.Remove(name);
        info.Environment["OPENBLAS_NUM_THREADS"] = blas.OneThread ? "1" : $"{threads}";
        if (blas.CoreType is not null)
            info.Environment["OPENBLAS_CORETYPE"] = blas.CoreType;
        return PeerProcess.Start(info, out reason);
    }
}
