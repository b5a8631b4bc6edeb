using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;
using Teaching.Tests.Browsing;
using Teaching.VsCode.Tests;

[assembly: AssemblyFixture(typeof(Editor))]
// The tests share one editor: one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Teaching.VsCode.Tests;

/// <summary>
/// The real VS Code, served as a page by code-server, with the packaged extension installed, and Chromium to use it.
/// TEACHING_VSCODE names the folder of an installation; without one, artifacts/vscode/editor is tried.
/// </summary>
public sealed class Editor : IAsyncLifetime
{
    private readonly string home = Path.Combine(Outside.Root, "artifacts", "vscode", "test");
    private Process? server;
    private IPlaywright? playwright;
    private IBrowser? chromium;

    private string Address { get; set; } = "";

    private static string Installation =>
        Environment.GetEnvironmentVariable("TEACHING_VSCODE") is { Length: > 0 } named ? named : Path.Combine(Outside.Root, "artifacts", "vscode", "editor");

    private static string Package => Path.Combine(Outside.Root, "artifacts", "vscode", "teaching.vsix");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (chromium is not null) await chromium.DisposeAsync();
        playwright?.Dispose();
        if (server is null) return;
        server.Kill(entireProcessTree: true);
        await server.WaitForExitAsync();
        server.Dispose();
    }

    /// <summary>Opens a notebook of a folder in a window of its own.</summary>
    internal async Task<Window> OpenAsync(string notebook, string theme = "Default Light Modern")
    {
        await StartAsync();
        WriteSettings(theme);
        IBrowserContext context = await chromium!.NewContextAsync(new() { ViewportSize = new() { Width = 1300, Height = 1000 } });
        IPage page = await context.NewPageAsync();
        await page.GotoAsync($"{Address}?folder={Uri.EscapeDataString(Path.GetDirectoryName(notebook)!)}");
        Window window = new(page, context, notebook);
        await window.OpenAsync();
        return window;
    }

    /// <summary>Runs the editor's own command line, as to install an extension.</summary>
    private async Task CommandAsync(params string[] arguments)
    {
        using Process process = Process.Start(Start(["--extensions-dir", Path.Combine(home, "extensions"), .. arguments]))!;
        string said = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, said);
    }

    private async Task StartAsync()
    {
        if (chromium is not null) return;
        if (Outside.FindChromium() is null) Outside.SkipOrFail("Chromium is not installed (Debian: apt-get install chromium).");
        if (!File.Exists(Node)) Missing("VS Code as a page is not installed: TEACHING_VSCODE names the folder of code-server, or artifacts/vscode/editor holds it.");
        if (!File.Exists(Package)) Outside.SkipOrFail("The extension is not packaged: npm ci and npm run package in src/vscode.");
        if (Directory.Exists(home)) Directory.Delete(home, recursive: true);
        Directory.CreateDirectory(home);
        await CommandAsync("--install-extension", Package);
        int port = FreePort();
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/");
        server = Process.Start(Start(
            ["--auth", "none", "--bind-addr", $"127.0.0.1:{port}", "--disable-telemetry", "--disable-update-check", "--disable-workspace-trust",
                "--user-data-dir", Path.Combine(home, "data"), "--extensions-dir", Path.Combine(home, "extensions")]))!;
        TaskCompletionSource listens = new();
        server.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("HTTP server listening", StringComparison.Ordinal) == true) listens.TrySetResult();
        };
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        await listens.Task.WaitAsync(TimeSpan.FromMinutes(1));
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Outside.FindChromium(),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>Few machines have this editor: only where one is named its absence is a failure.</summary>
    private static void Missing(string reason)
    {
        if (Environment.GetEnvironmentVariable("TEACHING_VSCODE") is { Length: > 0 }) Assert.Fail(reason);
        Assert.Skip(reason);
    }

    private static string Node => Path.Combine(Installation, "node_modules", "node", "bin", "node");

    private static ProcessStartInfo Start(IEnumerable<string> arguments) =>
        new(Node, [Path.Combine(Installation, "node_modules", "code-server", "out", "node", "entry.js"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

    private void WriteSettings(string theme)
    {
        string folder = Directory.CreateDirectory(Path.Combine(home, "data", "User")).FullName;
        File.WriteAllText(Path.Combine(folder, "settings.json"), $$"""
            { "workbench.colorTheme": "{{theme}}", "workbench.startupEditor": "none", "workbench.secondarySideBar.defaultVisibility": "hidden",
              "chat.disableAIFeatures": true, "files.autoSave": "off", "git.enabled": false, "editor.quickSuggestionsDelay": 0 }
            """);
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
