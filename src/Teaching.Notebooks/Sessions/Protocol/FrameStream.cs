using System.Buffers.Binary;
using System.Text.Json;
using Teaching.Cells;

namespace Teaching.Notebooks.Sessions;

/// <summary>Messages over a pipe: four bytes of length (unsigned, little end first), then that many bytes of JSON in UTF-8.</summary>
internal sealed class FrameStream(Stream pipe) : IDisposable
{
    /// <summary>The version of the protocol.</summary>
    public const int Protocol = 1;

    /// <summary>No message may be longer: whoever announces one does not speak this protocol.</summary>
    public const int MaxLength = 256 * 1024 * 1024;

    private readonly SemaphoreSlim writing = new(1);

    /// <summary>The next message; null at the end of the pipe. A whole frame that holds no message is a <see cref="ProtocolErrorMessage"/>.</summary>
    /// <exception cref="InvalidDataException">The frames are broken, so nothing after this can be read.</exception>
    public async Task<Message?> ReadAsync(CancellationToken cancellation = default)
    {
        byte[] header = new byte[4];
        int got = await pipe.ReadAtLeastAsync(header, 4, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        if (got == 0) return null;
        if (got < 4) throw new InvalidDataException($"the pipe ended after {got} of the 4 bytes of a length");

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(header);
        if (length > MaxLength) throw new InvalidDataException($"a message of {length} bytes was announced; the limit is {MaxLength}");

        byte[] body = new byte[length];
        got = await pipe.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        if (got < length) throw new InvalidDataException($"the pipe ended after {got} of the {length} bytes of a message");
        return Parse(body);
    }

    /// <summary>Sends one message, whole, whatever other threads send meanwhile.</summary>
    public async Task WriteAsync(Message message, CancellationToken cancellation = default)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(message, MessageContext.Default.Message);
        byte[] frame = new byte[4 + body.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(frame, (uint)body.Length);
        body.CopyTo(frame, 4);

        await writing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await pipe.WriteAsync(frame, cancellation).ConfigureAwait(false);
            await pipe.FlushAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            writing.Release();
        }
    }

    public void Dispose() => pipe.Dispose();

    private static Message Parse(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, MessageContext.Default.Message)
                ?? new ProtocolErrorMessage("a message is a JSON object, not null");
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            return new ProtocolErrorMessage($"not a message of this protocol: {error.Message}");
        }
    }
}
