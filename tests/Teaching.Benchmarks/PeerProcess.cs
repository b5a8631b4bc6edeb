using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Teaching.Benchmarks;

/// <summary>
/// A process that stays alive beside us and does what it is told, so that its runs and ours take turns under the same conditions.
/// It says its version and its BLAS in a line of JSON, then answers each line with the seconds that it took.
/// </summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process process;

    private PeerProcess(Process process, string version, string blas)
    {
        this.process = process;
        Version = version;
        Blas = blas;
    }

    public string Version { get; }

    public string Blas { get; }

    /// <summary>How a command is started with so many threads.</summary>
    public static ProcessStartInfo Command(string command, IEnumerable<string> arguments, int threads)
    {
        ProcessStartInfo info = new(command, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in new[] { "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS" })
            info.Environment[name] = $"{threads}";
        return info;
    }

    /// <summary>Starts it; null with the reason when what it needs is not installed.</summary>
    public static PeerProcess? Start(ProcessStartInfo info, out string reason)
    {
        Process process;
        try
        {
            process = Process.Start(info)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            reason = $"{info.FileName}: {error.Message}";
            return null;
        }
        reason = "";
        if (process.StandardOutput.ReadLine() is not { } hello)
            reason = Last(process.StandardError.ReadToEnd()) ?? $"{info.FileName} ended without a word";
        else if (Read(hello) is not { } answer)
            reason = $"{info.FileName} says: {hello}";
        else
        {
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            return new PeerProcess(process, (string)answer["version"]!, (string)answer["blas"]!);
        }
        process.Kill(entireProcessTree: true);
        process.Dispose();
        return null;
    }

    private static string? Last(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault();

    /// <summary>The line as JSON; null when it is something else, as where a command speaks that is no peer.</summary>
    private static JsonNode? Read(string line)
    {
        try
        {
            return JsonNode.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

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
