using System.Buffers.Binary;

namespace Teaching.Jupyter.Zmtp;

/// <summary>
/// One frame: a byte of flags, the length in one byte or in eight (big end first), then the body. Messages are frames
/// that each but the last say that more follow; a command is one frame.
/// </summary>
internal readonly record struct Frame(byte[] Body, bool HasMore, bool IsCommand)
{
    /// <summary>No message may be longer: whoever announces one is not a client of a kernel.</summary>
    public const int MaxLength = 64 * 1024 * 1024;

    private const byte MoreFlag = 1;
    private const byte LongFlag = 2;
    private const byte CommandFlag = 4;
    private const int ChunkLength = 1024 * 1024;

    /// <summary>Reads the next frame; null when the stream ends before its first byte.</summary>
    /// <exception cref="InvalidDataException">The flags or the length make no sense, or the stream ends in the middle.</exception>
    public static Frame? Read(Stream stream, int maxLength = MaxLength)
    {
        int flags = stream.ReadByte();
        if (flags < 0) return null;
        bool hasMore = (flags & MoreFlag) != 0, isLong = (flags & LongFlag) != 0, isCommand = (flags & CommandFlag) != 0;
        if (flags > 7 || (isCommand && hasMore)) throw new InvalidDataException($"no frame starts with the flags {flags:X2}");

        Span<byte> header = stackalloc byte[isLong ? 8 : 1];
        ReadExactly(stream, header);
        ulong length = isLong ? BinaryPrimitives.ReadUInt64BigEndian(header) : header[0];
        if (length > (ulong)maxLength) throw new InvalidDataException($"a frame of {length} bytes was announced; the limit is {maxLength}");
        return new Frame(ReadBody(stream, (int)length), hasMore, isCommand);
    }

    /// <summary>A command as it goes over the wire.</summary>
    public static byte[] EncodeCommand(ReadOnlySpan<byte> body)
    {
        byte[] encoded = new byte[HeaderLength(body.Length) + body.Length];
        Write(body, CommandFlag, encoded);
        return encoded;
    }

    /// <summary>A message's frames as they go over the wire, one after another.</summary>
    public static byte[] Encode(IReadOnlyList<byte[]> message)
    {
        byte[] encoded = new byte[message.Sum(body => HeaderLength(body.Length) + body.Length)];
        Span<byte> rest = encoded;
        for (int i = 0; i < message.Count; i++) rest = rest[Write(message[i], i < message.Count - 1 ? MoreFlag : (byte)0, rest)..];
        return encoded;
    }

    private static int HeaderLength(int bodyLength) => bodyLength > byte.MaxValue ? 9 : 2;

    private static int Write(ReadOnlySpan<byte> body, byte flags, Span<byte> target)
    {
        int start = HeaderLength(body.Length);
        target[0] = start > 2 ? (byte)(flags | LongFlag) : flags;
        if (start > 2) BinaryPrimitives.WriteUInt64BigEndian(target[1..], (ulong)body.Length);
        else target[1] = (byte)body.Length;
        body.CopyTo(target[start..]);
        return start + body.Length;
    }

    /// <summary>Memory is taken as the bytes arrive, not as they are announced.</summary>
    private static byte[] ReadBody(Stream stream, int length)
    {
        byte[] body = new byte[Math.Min(length, ChunkLength)];
        ReadExactly(stream, body);
        while (body.Length < length)
        {
            int got = body.Length;
            Array.Resize(ref body, (int)Math.Min(length, 2L * got));
            ReadExactly(stream, body.AsSpan(got));
        }
        return body;
    }

    private static void ReadExactly(Stream stream, Span<byte> bytes)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new InvalidDataException("the stream ended in the middle of a frame");
    }
}
