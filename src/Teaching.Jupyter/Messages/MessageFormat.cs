using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Teaching.Jupyter.Zmtp;

namespace Teaching.Jupyter.Messages;

/// <summary>
/// Jupyter's messages as frames: whatever the route needs, the delimiter, the signature, then header, parent header,
/// metadata and content as JSON, then binary buffers, of which this kernel has none. Source: Jupyter's messaging
/// protocol, version 5.4.
/// </summary>
internal sealed class MessageFormat(Signer signer)
{
    /// <summary>The version of the protocol.</summary>
    public const string Version = "5.4";

    private const int Parts = 4;
    private static readonly byte[] delimiter = "<IDS|MSG>"u8.ToArray();
    private static readonly byte[] empty = "{}"u8.ToArray();
    private static readonly JsonWriterOptions writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string session = Guid.NewGuid().ToString();
    private long sent;

    /// <summary>Reads a message; what is not signed is not looked at.</summary>
    /// <exception cref="InvalidDataException">It is no message, its signature is wrong, or it came before.</exception>
    public Request Read(Connection client, IReadOnlyList<byte[]> frames)
    {
        int start = frames.Index().FirstOrDefault(frame => frame.Item.AsSpan().SequenceEqual(delimiter), (Index: -1, Item: [])).Index;
        if (start < 0 || frames.Count < start + 2 + Parts) throw new InvalidDataException("it is not a Jupyter message");
        byte[][] parts = [.. frames.Skip(start + 2).Take(Parts)];
        signer.Check(frames[start + 1], parts);
        try
        {
            JsonElement header = Object(parts[0]);
            if (!header.TryGetProperty("msg_type", out JsonElement type) || type.ValueKind != JsonValueKind.String)
                throw new InvalidDataException("its header has no msg_type");
            return new Request(client, [.. frames.Take(start)], parts[0], JsonText.Of(type), Object(parts[3]), Object(parts[2]));
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"it is not JSON: {error.Message}");
        }
    }

    /// <summary>Writes a message.</summary>
    /// <param name="route">What comes before the delimiter.</param>
    /// <param name="type">The type of message.</param>
    /// <param name="content">What it says.</param>
    /// <param name="parent">The header of the request that it belongs to, null for none.</param>
    public IReadOnlyList<byte[]> Write(IReadOnlyList<byte[]> route, string type, JsonObject content, byte[]? parent)
    {
        byte[][] parts = [Bytes(Header(type)), parent ?? empty, empty, Bytes(content)];
        return [.. route, delimiter, signer.Sign(parts), .. parts];
    }

    private JsonObject Header(string type) => new()
    {
        ["msg_id"] = string.Create(CultureInfo.InvariantCulture, $"{session}_{Interlocked.Increment(ref sent)}"),
        ["session"] = session,
        ["username"] = "teach",
        ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        ["msg_type"] = type,
        ["version"] = Version,
    };

    private static JsonElement Object(byte[] json)
    {
        if (!Utf8.IsValid(json)) throw new InvalidDataException("a part of it is not UTF-8");
        JsonElement element = JsonElement.Parse(json);
        return element.ValueKind == JsonValueKind.Object ? element : throw new InvalidDataException("a part of it is not a JSON object");
    }

    private static byte[] Bytes(JsonObject json)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, writing)) json.WriteTo(writer);
        return stream.ToArray();
    }
}
