using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Teaching.Browser.Tests;

/// <summary>
/// Stands between a browser and a server and counts what goes through: what a page, its worker and its service worker ask for alike. When it is
/// disposed, the network is gone.
/// </summary>
internal sealed partial class Meter : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly StringBuilder asked = new();
    private readonly Uri server;
    private long received;

    public Meter(string address)
    {
        server = new Uri(address);
        listener.Start();
        Address = new UriBuilder(server) { Port = ((IPEndPoint)listener.LocalEndpoint).Port }.ToString();
        _ = AcceptAsync();
    }

    /// <summary>Where the server's site is behind the meter.</summary>
    public string Address { get; }

    /// <summary>How many bytes the server has sent, but for the heads of its answers.</summary>
    public long Received => Interlocked.Read(ref received);

    /// <summary>The paths that were asked for, but for questions whether a known file has changed.</summary>
    public string[] Fetched
    {
        get
        {
            lock (asked) return [.. Question().Matches(asked.ToString()).Where(one => !one.Value.Contains("if-none-match", StringComparison.OrdinalIgnoreCase)).Select(one => one.Groups[1].Value)];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
    }

    private async Task AcceptAsync()
    {
        while (!end.IsCancellationRequested)
        {
            TcpClient browser;
            try
            {
                browser = await listener.AcceptTcpClientAsync(end.Token);
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
            _ = PassOnAsync(browser);
        }
    }

    private async Task PassOnAsync(TcpClient browser)
    {
        using (browser)
        {
            using TcpClient behind = new();
            try
            {
                await behind.ConnectAsync(IPAddress.Loopback, server.Port, end.Token);
                await Task.WhenAny(
                    CopyAsync(browser.GetStream(), behind.GetStream(), sent => { lock (asked) asked.Append(Encoding.ASCII.GetString(sent.Span)); }),
                    CopyAsync(behind.GetStream(), browser.GetStream(), sent => Interlocked.Add(ref received, sent.Length - HeadOf(sent.Span))));
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException)
            {
                // The end.
            }
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, Action<ReadOnlyMemory<byte>> count)
    {
        byte[] buffer = new byte[65536];
        try
        {
            while (await from.ReadAsync(buffer, end.Token) is > 0 and int length)
            {
                count(buffer.AsMemory(0, length));
                await to.WriteAsync(buffer.AsMemory(0, length), end.Token);
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // One side has gone.
        }
    }

    /// <summary>Each answer begins a piece of its own: a browser asks again on a connection when it has the whole answer.</summary>
    private static int HeadOf(ReadOnlySpan<byte> piece) => piece.StartsWith("HTTP/1.1 "u8) ? piece.IndexOf("\r\n\r\n"u8) + 4 : 0;

    [GeneratedRegex(@"GET (\S+) HTTP/1\.1\r\n(?:[^\r\n]+\r\n)*\r\n")]
    private static partial Regex Question();
}
