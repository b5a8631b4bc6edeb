using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Teaching.Benchmarks;

/// <summary>
/// A Python process that stays alive beside us and runs NumPy's or PyTorch's product when it is told to, so that its runs and ours
/// take turns under the same conditions.
/// </summary>
internal sealed class PythonPeer : IDisposable
{
    private readonly Process process;

    private PythonPeer(Process process, string version, string blas)
    {
        this.process = process;
        Version = version;
        Blas = blas;
    }

    public string Version { get; }

    public string Blas { get; }

    /// <summary>Debian's Python, which has Debian's packages; TEACHING_PYTHON names another.</summary>
    private static string Python => Environment.GetEnvironmentVariable("TEACHING_PYTHON") ?? "/usr/bin/python3";

    /// <summary>The settings that OpenBLAS reads, as they are where we run; they can make it twice as slow.</summary>
    public static IReadOnlyList<string> Settings { get; } =
    [
        .. Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith("OPENBLAS_", StringComparison.Ordinal)).Order(),
    ];

    /// <summary>Starts it for products; null with the reason when the library is not installed.</summary>
    /// <inheritdoc cref="Start(string, string[], int, string?, bool, out string)" path="/remarks"/>
    public static PythonPeer? Start(string library, int threads, string? coreType, bool keepSettings, out string reason) =>
        Start("peer.py", [library, $"{threads}"], threads, coreType, keepSettings, out reason);

    /// <summary>Starts a script; null with the reason when what it needs is not installed.</summary>
    /// <remarks>
    /// OpenBLAS takes this core type, or the one it finds itself; only with keepSettings it sees the settings of this place.
    /// </remarks>
    public static PythonPeer? Start(string script, string[] arguments, int threads, string? coreType, bool keepSettings, out string reason)
    {
        ProcessStartInfo info = new(Python, [Path.Combine(AppContext.BaseDirectory, script), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in keepSettings ? [] : Settings)
            info.Environment.Remove(name);
        foreach (string name in new[] { "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS" })
            info.Environment[name] = $"{threads}";
        if (coreType is not null)
            info.Environment["OPENBLAS_CORETYPE"] = coreType;

        Process process;
        try
        {
            process = Process.Start(info)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            reason = $"{Python}: {error.Message}";
            return null;
        }
        string? hello = process.StandardOutput.ReadLine();
        if (hello is null)
        {
            string errors = process.StandardError.ReadToEnd().TrimEnd();
            reason = $"{script} {arguments[0]}: {errors[(errors.LastIndexOf('\n') + 1)..]}";
            process.Dispose();
            return null;
        }
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        JsonNode answer = JsonNode.Parse(hello)!;
        reason = "";
        return new PythonPeer(process, (string)answer["version"]!, (string)answer["blas"]!);
    }

    /// <summary>Seconds for one product, the mean of so many.</summary>
    public double Time(ProductCase work, int repeats) =>
        Ask(new { kind = work.Kind, n = work.N, inputs = work.In, outputs = work.Out, dtype = "float32", repeats });

    /// <summary>Gives it something to do; the seconds that it took.</summary>
    public double Ask(object order)
    {
        process.StandardInput.WriteLine(JsonSerializer.Serialize(order));
        process.StandardInput.Flush();
        string line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{Version} ended while it was measured");
        return (double)JsonNode.Parse(line)!["seconds"]!;
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(5000))
            process.Kill();
        process.Dispose();
    }
}
