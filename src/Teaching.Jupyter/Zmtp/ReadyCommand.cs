using System.Buffers.Binary;
using System.Text;

namespace Teaching.Jupyter.Zmtp;

/// <summary>
/// The command that ends the handshake of the NULL mechanism, from both sides: the word READY after its length, then
/// properties, each a name after its length in a byte and a value after its length in four (big end first).
/// </summary>
internal static class ReadyCommand
{
    private const string SocketType = "Socket-Type";
    private const string Identity = "Identity";

    /// <summary>What we send.</summary>
    public static byte[] Ours(SocketKind kind, byte[] identity)
    {
        byte[] named = identity.Length > 0 ? Property(Identity, identity) : [];
        return Frame.EncodeCommand([5, .. "READY"u8, .. Property(SocketType, Encoding.ASCII.GetBytes(kind.Name)), .. named]);
    }

    /// <summary>What a peer is told that may not stay.</summary>
    public static byte[] Refusal(string reason) =>
        Frame.EncodeCommand([5, .. "ERROR"u8, (byte)reason.Length, .. Encoding.ASCII.GetBytes(reason)]);

    /// <summary>Reads the peer's command.</summary>
    /// <returns>The identity that the peer gave itself, empty when it gave none.</returns>
    /// <exception cref="InvalidDataException">It is no READY, or the peer's kind cannot talk to ours.</exception>
    public static byte[] Read(ReadOnlySpan<byte> body, SocketKind kind)
    {
        if (!body.StartsWith([(byte)5, .. "READY"u8])) throw new InvalidDataException("the handshake holds no READY");
        body = body[6..];
        byte[] identity = [];
        string? peer = null;
        while (body.Length > 0)
        {
            string name = Encoding.ASCII.GetString(Take(ref body, Take(ref body, 1)[0]));
            uint length = BinaryPrimitives.ReadUInt32BigEndian(Take(ref body, 4));
            if (length > body.Length) throw Broken();
            ReadOnlySpan<byte> value = Take(ref body, (int)length);
            if (name.Equals(SocketType, StringComparison.OrdinalIgnoreCase)) peer = Encoding.ASCII.GetString(value);
            if (name.Equals(Identity, StringComparison.OrdinalIgnoreCase)) identity = value.ToArray();
        }
        if (peer is null || !kind.Peers.Contains(peer)) throw new InvalidDataException($"a {peer ?? "socket without a type"} cannot talk to a {kind.Name}");
        return identity;
    }

    private static byte[] Property(string name, byte[] value) =>
        [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), 0, 0, 0, (byte)value.Length, .. value];

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> body, int length)
    {
        if (length > body.Length) throw Broken();
        ReadOnlySpan<byte> taken = body[..length];
        body = body[length..];
        return taken;
    }

    private static InvalidDataException Broken() => new("a property of the handshake ends early");
}
