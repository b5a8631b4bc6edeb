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
    /// <remarks>
    /// OpenBLAS takes this core type, or the one it finds itself; only with keepSettings it sees the settings of this place.
    /// </remarks>
    public static PeerProcess? Start(string script, string[] arguments, int threads, string? coreType, bool keepSettings, out string reason)
    {
        ProcessStartInfo info = new(Python, [Path.Combine(AppContext.BaseDirectory, script), .. arguments]);
        foreach (string name in keepSettings ? [] : Settings)
            info.Environment.Remove(name);
        if (coreType is not null)
            info.Environment["OPENBLAS_CORETYPE"] = coreType;
        return PeerProcess.Start(info, threads, out reason);
    }
}
