using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Teaching.Browser.Tests;

/// <summary>A foreign server on this machine that notes what it is asked: nobody should.</summary>
internal sealed class Trap : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public Trap()
    {
        listener.Start();
        _ = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>The first line of each request. A connection on which nothing is asked, as browsers open ahead, tells nobody anything.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public void Dispose() => listener.Stop();

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = NoteAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The end.
        }
    }

    private async Task NoteAsync(TcpClient visitor)
    {
        using StreamReader reader = new(visitor.GetStream());
        try
        {
            if (await reader.ReadLineAsync() is { Length: > 0 } line) Asked.Enqueue(line);
        }
        catch (IOException)
        {
            // Gone without a word.
        }
        visitor.Dispose();
    }
}
