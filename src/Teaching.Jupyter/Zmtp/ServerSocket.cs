using System.Net;
using System.Net.Sockets;

namespace Teaching.Jupyter.Zmtp;

/// <summary>
/// A bound socket and its peers, each read by a thread of its own: whatever one peer sends or fails to send, the others
/// are served, and nothing waits for the thread pool.
/// </summary>
internal sealed class ServerSocket : IDisposable
{
    private const int MaxPeers = 256;

    private readonly SocketKind kind;
    private readonly Action<string> log;
    private readonly Socket listener;
    private readonly List<Connection> peers = [];
    private bool isClosed;

    /// <summary>Binds the socket; <see cref="Start"/> lets peers in.</summary>
    /// <exception cref="SocketException">The address is taken or not ours.</exception>
    public ServerSocket(IPEndPoint address, SocketKind kind, Action<string> log)
    {
        this.kind = kind;
        this.log = log;
        listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(address);
            listener.Listen(MaxPeers);
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address => (IPEndPoint)listener.LocalEndPoint!;

    /// <summary>Told of each message, on the thread of the peer that sent it.</summary>
    public required Action<Connection, IReadOnlyList<byte[]>> Received { get; init; }

    /// <summary>Told of each peer that has gone.</summary>
    public Action<Connection> Left { get; init; } = _ => { };

    /// <summary>The peers that have shaken hands, the newest last.</summary>
    public IReadOnlyList<Connection> Peers
    {
        get
        {
            lock (peers) return [.. peers];
        }
    }

    /// <summary>Lets peers in from now on.</summary>
    public void Start() => StartThread(AcceptAll, $"{kind.Name} {Address.Port}");

    /// <summary>Waits until all peers have got what was sent, or the time is over.</summary>
    public void Flush(TimeSpan patience)
    {
        foreach (Connection peer in Peers) peer.Flush(patience);
    }

    /// <summary>Ends all connections.</summary>
    public void Dispose()
    {
        Connection[] open;
        lock (peers)
        {
            isClosed = true;
            open = [.. peers];
        }
        listener.Dispose();
        foreach (Connection peer in open) peer.Dispose();
    }

    private static void StartThread(Action run, string name) =>
        new Thread(() => run(), 256 * 1024) { IsBackground = true, Name = name }.Start();

    private void AcceptAll()
    {
        int connections = 0;
        while (true)
        {
            Socket? accepted = null;
            try
            {
                accepted = listener.Accept();
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                if (isClosed) return;
                log($"{kind.Name}: a connection could not be accepted: {error.Message}");
                Thread.Sleep(100);
                continue;
            }
            if (Volatile.Read(ref connections) >= MaxPeers)
            {
                log($"{kind.Name}: more than {MaxPeers} peers; one more was refused");
                accepted.Dispose();
                continue;
            }
            Interlocked.Increment(ref connections);
            StartThread(() =>
            {
                Serve(accepted);
                Interlocked.Decrement(ref connections);
            }, $"from {kind.Name} {Address.Port}");
        }
    }

    private void Serve(Socket accepted)
    {
        using Connection peer = new(accepted, kind);
        try
        {
            peer.ShakeHands();
            lock (peers)
            {
                if (isClosed) return;
                peers.Add(peer);
            }
            while (peer.Read() is { } message) Received(peer, message);
        }
        catch (Exception error) when (peer.GaveUp is not null || error is IOException or SocketException or ObjectDisposedException)
        {
            // A peer that just goes is nothing to speak of.
        }
        catch (Exception error)
        {
            log($"{kind.Name}: a peer was dropped: {error.Message}");
        }
        if (peer.GaveUp is { } reason) log($"{kind.Name}: a peer was dropped: {reason}");
        lock (peers) peers.Remove(peer);
        Left(peer);
    }
}
