using System.Net.Sockets;

namespace Teaching.Jupyter.Zmtp;

/// <summary>One peer of a socket: the handshake, then whole messages in both directions.</summary>
internal sealed class Connection : IDisposable
{
    private const int MaxFrames = 10_000;
    private const int MaxReadyLength = 16 * 1024;
    private static readonly TimeSpan handshakePatience = TimeSpan.FromSeconds(10);

    private readonly Socket socket;
    private readonly Stream output;
    private readonly Stream input;
    private readonly SocketKind kind;
    private readonly byte[] ownIdentity;
    private SendQueue? queue;
    private volatile string? gaveUp;

    /// <param name="socket">The connected socket, ours from now on.</param>
    /// <param name="kind">What we are.</param>
    /// <param name="ownIdentity">What we call ourselves; servers have no name.</param>
    public Connection(Socket socket, SocketKind kind, byte[]? ownIdentity = null)
    {
        this.ownIdentity = ownIdentity ?? [];
        this.socket = socket;
        this.kind = kind;
        output = new NetworkStream(socket);
        input = new BufferedStream(output, 64 * 1024);
    }

    /// <summary>What the peer calls itself; empty when it has no name.</summary>
    public byte[] Identity { get; private set; } = [];

    /// <summary>Why we ended it, null when the peer did.</summary>
    public string? GaveUp => gaveUp;

    /// <summary>Greets the peer and waits for its greeting.</summary>
    /// <exception cref="InvalidDataException">It does not speak this protocol, or not to a socket of this kind.</exception>
    public void ShakeHands()
    {
        socket.NoDelay = true;
        socket.ReceiveTimeout = socket.SendTimeout = (int)handshakePatience.TotalMilliseconds;
        output.Write(Greeting.Ours());
        byte[] greeting = new byte[Greeting.Length];
        input.ReadExactly(greeting, 0, Greeting.SignatureLength);
        Greeting.CheckSignature(greeting);
        input.ReadExactly(greeting, Greeting.SignatureLength, Greeting.Length - Greeting.SignatureLength);
        Greeting.CheckMechanism(greeting);

        output.Write(ReadyCommand.Ours(kind, ownIdentity));
        if (Frame.Read(input, MaxReadyLength) is not { IsCommand: true } ready) throw new InvalidDataException("the handshake ended without READY");
        try
        {
            Identity = ReadyCommand.Read(ready.Body, kind);
        }
        catch (InvalidDataException)
        {
            output.Write(ReadyCommand.Refusal("this socket does not talk to yours"));
            throw;
        }
        socket.ReceiveTimeout = socket.SendTimeout = 0;
        queue = new SendQueue(output, $"to {kind.Name}", GiveUp);
    }

    /// <summary>The next message; null at the end. Commands after the handshake say nothing that a kernel needs.</summary>
    /// <exception cref="InvalidDataException">Broken frames: nothing after them can be read.</exception>
    public IReadOnlyList<byte[]>? Read()
    {
        List<byte[]> message = [];
        long length = 0;
        while (Frame.Read(input, (int)(Frame.MaxLength - length)) is { } frame)
        {
            if (frame.IsCommand) continue;
            message.Add(frame.Body);
            length += frame.Body.Length;
            if (!frame.HasMore) return message;
            if (message.Count == MaxFrames) throw new InvalidDataException($"a message of more than {MaxFrames} frames");
        }
        return message.Count == 0 ? null : throw new InvalidDataException("the stream ended in the middle of a message");
    }

    /// <summary>Sends what must arrive, however much the peer has not read yet.</summary>
    public void Send(byte[] encoded) => queue?.Add(encoded);

    /// <summary>Sends when the peer has read enough of what came before; see <see cref="SendQueue"/>.</summary>
    public void SendWhenRoom(byte[] encoded, CancellationToken waiting) => queue?.AddWhenRoom(encoded, waiting);

    /// <summary>Waits until all is sent, or the time is over.</summary>
    public void Flush(TimeSpan patience) => queue?.Flush(patience);

    /// <summary>Ends it, whatever it is doing.</summary>
    public void Dispose()
    {
        queue?.Close();
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The peer has ended it already.
        }
        socket.Dispose();
    }

    private void GiveUp(string? reason)
    {
        gaveUp ??= reason;
        Dispose();
    }
}
