using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Teaching.Tests.Browsing;

namespace Teaching.Browser.Tests;

/// <summary>A Firefox with one tab, driven by WebDriver BiDi, as far as these tests need it. Playwright drives only a Firefox of its own.</summary>
internal sealed class Firefox : IAsyncDisposable
{
    private const string Listening = "WebDriver BiDi listening on ";
    private static readonly TimeSpan longest = TimeSpan.FromMinutes(2);
    private readonly string profile = Directory.CreateTempSubdirectory("firefox ").FullName;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> waiting = new();
    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource end = new();
    private Process? process;
    private string tab = "";
    private int last;

    /// <summary>Starts it. Skips the test where there is none.</summary>
    public static async Task<Firefox> StartAsync()
    {
        string? path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin")
            .SelectMany(folder => new[] { Path.Combine(folder, "firefox-esr"), Path.Combine(folder, "firefox") }).FirstOrDefault(File.Exists);
        if (path is null) Outside.SkipOrFail("Firefox is not installed (Debian: apt-get install firefox-esr).");
        Firefox firefox = new();
        await firefox.ConnectAsync(path!);
        return firefox;
    }

    public Task OpenAsync(string address) => SendAsync("browsingContext.navigate", new JsonObject { ["context"] = tab, ["url"] = address, ["wait"] = "complete" });

    /// <summary>Calls a function of the page, waits for its promise, and gives its value, a text.</summary>
    public async Task<string> CallAsync(string function)
    {
        JsonNode answer = await SendAsync("script.callFunction", new JsonObject
        {
            ["functionDeclaration"] = function,
            ["awaitPromise"] = true,
            ["target"] = new JsonObject { ["context"] = tab },
            ["userActivation"] = true,
        });
        if ((string?)answer["type"] != "success") throw new InvalidOperationException(answer.ToJsonString());
        return (string?)answer["result"]?["value"] ?? "";
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        socket.Dispose();
        process?.Kill(entireProcessTree: true);
        if (process is not null) await process.WaitForExitAsync();
        process?.Dispose();
        Directory.Delete(profile, recursive: true);
    }

    private async Task ConnectAsync(string path)
    {
        process = Process.Start(new ProcessStartInfo(path, ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        TaskCompletionSource<string> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
        process.ErrorDataReceived += (_, line) => { if (line.Data?.StartsWith(Listening, StringComparison.Ordinal) == true) address.TrySetResult(line.Data[Listening.Length..]); };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        await socket.ConnectAsync(new Uri(await address.Task.WaitAsync(longest) + "/session"), CancellationToken.None);
        _ = ReadAsync();
        await SendAsync("session.new", new JsonObject { ["capabilities"] = new JsonObject() });
        tab = (string)(await SendAsync("browsingContext.create", new JsonObject { ["type"] = "tab" }))["context"]!;
    }

    private async Task<JsonNode> SendAsync(string method, JsonObject parameters)
    {
        int id = Interlocked.Increment(ref last);
        TaskCompletionSource<JsonNode> answer = waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        byte[] message = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters });
        await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, end.Token);
        return await answer.Task.WaitAsync(longest);
    }

    private async Task ReadAsync()
    {
        try
        {
            while (true)
            {
                using MemoryStream message = new();
                byte[] buffer = new byte[65536];
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer.AsMemory(), end.Token);
                    message.Write(buffer, 0, part.Count);
                }
                while (!part.EndOfMessage);
                Take(JsonNode.Parse(message.ToArray())!);
            }
        }
        catch (Exception error)
        {
            foreach (TaskCompletionSource<JsonNode> one in waiting.Values) one.TrySetException(new IOException("Firefox has gone.", error));
        }
    }

    private void Take(JsonNode message)
    {
        if ((int?)message["id"] is not { } id || !waiting.TryRemove(id, out TaskCompletionSource<JsonNode>? answer)) return;
        if ((string?)message["type"] == "error") answer.SetException(new InvalidOperationException($"{message["error"]}: {message["message"]}"));
        else answer.SetResult(message["result"]!);
    }
}
