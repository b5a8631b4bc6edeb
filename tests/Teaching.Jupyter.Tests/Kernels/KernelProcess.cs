using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Teaching.Jupyter.Tests.Kernels;

/// <summary>A kernel as Jupyter starts one: a process of the teach command that was just built, told of its ports by a file.</summary>
public sealed class KernelProcess : IAsyncDisposable
{
    private const string DefaultKey = "a key of these tests";

    private readonly StringBuilder said = new();
    private readonly string folder = Directory.CreateTempSubdirectory("teach kernel ").FullName;

    private KernelProcess(string key, int[] ports, string ip, IReadOnlyDictionary<string, string>? environment)
    {
        Key = key;
        Ports = ports;
        ConnectionFile = Path.Combine(folder, "kernel {1}.json");
        File.WriteAllText(ConnectionFile, JsonSerializer.Serialize(new
        {
            transport = "tcp",
            ip,
            shell_port = ports[0],
            iopub_port = ports[1],
            stdin_port = ports[2],
            control_port = ports[3],
            hb_port = ports[4],
            key,
            signature_scheme = "hmac-sha256",
        }));
        ProcessStartInfo start = new(Teach.Host, [Teach.Path, "kernel", "run", "--connection-file", ConnectionFile])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        Process = Process.Start(start)!;
        Process.ErrorDataReceived += (_, line) =>
        {
            lock (said) said.AppendLine(line.Data);
        };
        Process.OutputDataReceived += (_, _) => { };
        Process.BeginErrorReadLine();
        Process.BeginOutputReadLine();
    }

    public Process Process { get; }

    public string Key { get; }

    public IReadOnlyList<int> Ports { get; }

    public string ConnectionFile { get; }

    /// <summary>What it wrote to its standard error so far.</summary>
    public string Log
    {
        get
        {
            lock (said) return said.ToString();
        }
    }

    public static KernelProcess Start(string key = DefaultKey, int[]? ports = null, string ip = "127.0.0.1", IReadOnlyDictionary<string, string>? environment = null) =>
        new(key, ports ?? FreePorts(), ip, environment);

    /// <summary>Five ports that nobody listens on.</summary>
    public static int[] FreePorts()
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, 5).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (TcpListener listener in listeners) listener.Start();
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (TcpListener listener in listeners) listener.Dispose();
        return ports;
    }

    /// <summary>Waits until the log says something.</summary>
    public Task LoggedAsync(string text) => Eventually.Async(() => Log.Contains(text, StringComparison.Ordinal), () => $"the log never said '{text}', but:\n{Log}");

    /// <summary>Waits for the end of the process.</summary>
    public async Task<int> ExitAsync()
    {
        await Process.WaitForExitAsync().WaitAsync(Eventually.Patience);
        return Process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!Process.HasExited) Process.Kill(entireProcessTree: true);
        await Process.WaitForExitAsync();
        Process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>Waits for what comes in its own time.</summary>
internal static class Eventually
{
    /// <summary>Long enough for a machine that does much else.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(1);

    public static async Task Async(Func<bool> isSo, Func<string> otherwise)
    {
        long end = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (!isSo())
        {
            Assert.True(Environment.TickCount64 < end, otherwise());
            await Task.Delay(20);
        }
    }
}

/// <summary>The teach command as it was just built.</summary>
internal static class Teach
{
    public static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    public static string Path { get; } = Find();

    private static string Find()
    {
        // artifacts/bin/Teaching.Jupyter.Tests/debug/ stands beside artifacts/bin/Teaching.Cli/debug/.
        string own = System.IO.Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        string path = System.IO.Path.GetFullPath(System.IO.Path.Combine(own, "..", "..", "Teaching.Cli", System.IO.Path.GetFileName(own), "teach.dll"));
        return File.Exists(path) ? path : throw new FileNotFoundException("The teach command is not built.", path);
    }
}
