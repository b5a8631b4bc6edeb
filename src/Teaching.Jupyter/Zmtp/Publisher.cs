using System.Net;

namespace Teaching.Jupyter.Zmtp;

/// <summary>A PUB socket: each message goes to the peers that have subscribed to a beginning of its first frame.</summary>
internal sealed class Publisher : IDisposable
{
    private const int MaxTopics = 1000;

    private readonly ServerSocket socket;
    private readonly Dictionary<Connection, List<byte[]>> topics = [];

    public Publisher(IPEndPoint address, Action<string> log) => socket = new ServerSocket(address, SocketKind.Publisher, log)
    {
        Received = Subscribe,
        Left = Forget,
    };

    /// <inheritdoc cref="ServerSocket.Start"/>
    public void Start() => socket.Start();

    /// <inheritdoc cref="ServerSocket.Address"/>
    public IPEndPoint Address => socket.Address;

    /// <summary>Sends a message that must not wait.</summary>
    public void Send(IReadOnlyList<byte[]> message) => ToSubscribers(message, (peer, encoded) => peer.Send(encoded));

    /// <summary>Sends output: waits for peers that read slowly, until waiting is cancelled.</summary>
    public void SendWhenRoom(IReadOnlyList<byte[]> message, CancellationToken waiting) =>
        ToSubscribers(message, (peer, encoded) => peer.SendWhenRoom(encoded, waiting));

    /// <inheritdoc cref="ServerSocket.Flush"/>
    public void Flush(TimeSpan patience) => socket.Flush(patience);

    public void Dispose() => socket.Dispose();

    private void ToSubscribers(IReadOnlyList<byte[]> message, Action<Connection, byte[]> send)
    {
        Connection[] subscribers;
        lock (topics) subscribers = [.. topics.Where(one => one.Value.Any(topic => message[0].AsSpan().StartsWith(topic))).Select(one => one.Key)];
        if (subscribers.Length == 0) return;
        byte[] encoded = Frame.Encode(message);
        foreach (Connection subscriber in subscribers) send(subscriber, encoded);
    }

    /// <summary>One frame: 1 and a topic subscribes, 0 and a topic cancels that.</summary>
    private void Subscribe(Connection peer, IReadOnlyList<byte[]> message)
    {
        if (message is not [[0 or 1, .. byte[] topic]]) throw new InvalidDataException("a subscriber sent something other than a subscription");
        lock (topics)
        {
            if (!topics.TryGetValue(peer, out List<byte[]>? own)) topics[peer] = own = [];
            int index = own.FindIndex(known => known.AsSpan().SequenceEqual(topic));
            if (message[0][0] == 0 && index >= 0) own.RemoveAt(index);
            if (message[0][0] == 1) own.Add(topic);
            if (own.Count > MaxTopics) throw new InvalidDataException($"a subscriber asked for more than {MaxTopics} topics");
        }
    }

    private void Forget(Connection peer)
    {
        lock (topics) topics.Remove(peer);
    }
}
