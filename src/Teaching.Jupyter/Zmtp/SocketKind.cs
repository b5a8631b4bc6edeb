namespace Teaching.Jupyter.Zmtp;

/// <summary>A kind of socket, by its name on the wire, and the kinds that may talk to it.</summary>
internal sealed record SocketKind(string Name, IReadOnlyList<string> Peers)
{
    /// <summary>Answers each peer where it asked.</summary>
    public static readonly SocketKind Router = new("ROUTER", ["DEALER", "REQ", "ROUTER"]);

    /// <summary>Sends to all that have subscribed.</summary>
    public static readonly SocketKind Publisher = new("PUB", ["SUB", "XSUB"]);

    /// <summary>Gives one reply to each request.</summary>
    public static readonly SocketKind Reply = new("REP", ["REQ", "DEALER"]);
}
