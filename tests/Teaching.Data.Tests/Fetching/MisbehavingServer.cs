using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Teaching.Data.Tests.Fetching;

/// <summary>
/// A small HTTP server on the loopback that serves the same files in many ways: the first part of the path names the way,
/// the rest the file. Most ways are wrong.
/// </summary>
public sealed class MisbehavingServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Dictionary<string, byte[]> files;

    public MisbehavingServer(Dictionary<string, byte[]> files)
    {
        this.files = files;
        listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>What was asked for, such as "/good/a.gz".</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Completes when the way "hangs midway" has sent its half.</summary>
    public TaskCompletionSource Halfway { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Address(string way) => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/{way}/";

    public void Dispose()
    {
        stopping.Cancel();
        listener.Dispose();
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket socket = await listener.AcceptSocketAsync(stopping.Token);
                _ = AnswerAsync(socket);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        using NetworkStream stream = new(socket, ownsSocket: true);
        try
        {
            using StreamReader reader = new(stream, Encoding.ASCII, leaveOpen: true);
            string path = (await reader.ReadLineAsync(stopping.Token))!.Split(' ')[1];
            while (await reader.ReadLineAsync(stopping.Token) is { Length: > 0 })
            {
                // The headers say nothing that matters here.
            }
            Requests.Enqueue(path);
            string[] parts = path.Split('/');
            await AnswerAsync(stream, socket, parts[1], files[parts[2]], path);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client went away, or the test is over.
        }
    }

    private async Task AnswerAsync(NetworkStream stream, Socket socket, string way, byte[] file, string path)
    {
        byte[] wrong = [.. file];
        wrong[file.Length / 2] ^= 1;
        switch (way)
        {
            case "good":
                await SendAsync(stream, "200 OK", $"Content-Length: {file.Length}", file);
                break;
            case "missing":
                await SendAsync(stream, "404 Not Found", "Content-Length: 0", default);
                break;
            case "busy":
                await SendAsync(stream, "503 Service Unavailable", "Content-Length: 0", default);
                break;
            case "truncates":
                await SendAsync(stream, "200 OK", $"Content-Length: {file.Length}", file.AsMemory(0, file.Length / 2));
                break;
            case "truncates-silently":
                await SendAsync(stream, "200 OK", "Connection: close", file.AsMemory(0, file.Length / 2));
                break;
            case "wrong-sum":
                await SendAsync(stream, "200 OK", $"Content-Length: {file.Length}", wrong);
                break;
            case "other-length":
                await SendAsync(stream, "200 OK", $"Content-Length: {file.Length + 1}", file);
                break;
            case "too-much":
                await SendAsync(stream, "200 OK", "Connection: close", (byte[])[.. file, .. new byte[1_000_000]]);
                break;
            case "web-page":
                await SendAsync(stream, "200 OK", "Content-Type: text/html; charset=utf-8\r\nConnection: close", "<!DOCTYPE html><title>Log in</title>"u8.ToArray());
                break;
            case "web-page-in-disguise":
                await SendAsync(stream, "200 OK", "Content-Type: application/gzip\r\nConnection: close", "\n <html>Log in</html>"u8.ToArray());
                break;
            case "plain":
                await SendAsync(stream, "200 OK", "Connection: close", "version of a pointer"u8.ToArray());
                break;
            case "nothing":
                await SendAsync(stream, "200 OK", "Connection: close", default);
                break;
            case "circle":
                await SendAsync(stream, "302 Found", $"Location: {path}\r\nContent-Length: 0", default);
                break;
            case "moved":
                await SendAsync(stream, "301 Moved Permanently", $"Location: {path.Replace("moved", "good")}\r\nContent-Length: 0", default);
                break;
            case "hangs":
                await Task.Delay(Timeout.Infinite, stopping.Token);
                break;
            case "hangs-midway":
                await SendAsync(stream, "200 OK", $"Content-Length: {file.Length}", file.AsMemory(0, file.Length / 2));
                Halfway.TrySetResult();
                await Task.Delay(Timeout.Infinite, stopping.Token);
                break;
            case "hangs-up":
                socket.LingerState = new LingerOption(true, 0);
                break;
        }
    }

    private async Task SendAsync(NetworkStream stream, string status, string headers, ReadOnlyMemory<byte> body)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{headers}\r\n\r\n"), stopping.Token);
        await stream.WriteAsync(body, stopping.Token);
    }
}
