using System.Diagnostics;
using System.Globalization;
using System.Text;
using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Sessions;
using Teaching.Tests.Browsing;

namespace Teaching.Polyglot.Tests.Hosts;

/// <summary>
/// The tool <c>dotnet interactive</c> of the manifest as Polyglot Notebooks starts and drives it: a process that reads commands and writes events,
/// a line of JSON each, on its standard streams.
/// </summary>
internal sealed class ToolHost : Host
{
    private static readonly Lazy<bool> isRestored = new(() =>
    {
        using Process process = Start("--version");
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    });

    private readonly Process process;
    private readonly StringBuilder complaints = new();
    private int commands;

    private ToolHost()
    {
        process = Start("stdio", "--working-dir", Lessons.Folder);
        process.ErrorDataReceived += (_, line) => complaints.AppendLine(line.Data);
        process.BeginErrorReadLine();
    }

    /// <summary>Starts the tool; ends the test as skipped where it is not restored.</summary>
    public static ToolHost Start()
    {
        if (!isRestored.Value) Outside.SkipOrFail("The tool dotnet-interactive is not there: run dotnet tool restore in the root of the repository.");
        return new ToolHost();
    }

    public override async Task<IReadOnlyList<SessionEvent>> RunAsync(string code)
    {
        string token = string.Create(CultureInfo.InvariantCulture, $"cell-{++commands}");
        JsonMap command = new() { { "code", code }, { "targetKernelName", "csharp" } };
        JsonMap envelope = new() { { "commandType", "SubmitCode" }, { "command", command }, { "token", token }, { "routingSlip", new JsonList() } };
        await process.StandardInput.WriteLineAsync(envelope.ToString());
        await process.StandardInput.FlushAsync();
        List<SessionEvent> events = [];
        while (true)
        {
            Envelope next = await ReadAsync().WaitAsync(Limit);
            if (next.ToSessionEvent() is { } happened) events.Add(happened);
            if (next.Token == token && next.IsLast) return events;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task<Envelope> ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (Envelope.Of(line) is { } envelope) return envelope;
        throw new InvalidOperationException($"dotnet interactive has ended: {complaints}");
    }

    private static Process Start(params string[] arguments)
    {
        UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false);
        ProcessStartInfo start = new("dotnet", ["tool", "run", "dotnet-interactive", "--", .. arguments])
        {
            WorkingDirectory = Outside.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
        };
        start.Environment["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1";
        return Process.Start(start)!;
    }
}
