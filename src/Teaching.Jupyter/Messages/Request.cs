using System.Text.Json;
using Teaching.Jupyter.Zmtp;

namespace Teaching.Jupyter.Messages;

/// <summary>A message from a client, its signature checked.</summary>
/// <param name="Client">Who sent it, and gets the reply.</param>
/// <param name="Route">What stood before the message, to be put before the reply.</param>
/// <param name="Header">The header as it came, which is the parent header of all that answers.</param>
/// <param name="Type">The type of message, as <c>execute_request</c>.</param>
/// <param name="Content">What it says.</param>
/// <param name="Metadata">What a client adds; JupyterLab sends the metadata of the cell.</param>
internal sealed record Request(Connection Client, IReadOnlyList<byte[]> Route, byte[] Header, string Type, JsonElement Content, JsonElement Metadata)
{
    /// <summary>A member of the content that is a text, or another when it is absent.</summary>
    public string Text(string name, string otherwise = "") =>
        Content.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? JsonText.Of(value) : otherwise;

    /// <summary>A member of the content that is true or false.</summary>
    public bool Flag(string name, bool otherwise) =>
        Content.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : otherwise;

    /// <summary>A member of the content that is a whole number.</summary>
    public int? Number(string name) =>
        Content.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : null;

    /// <summary>The members of a member that are texts.</summary>
    public IEnumerable<(string Name, string Text)> Texts(string name) =>
        Content.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object
            ? [.. value.EnumerateObject().Where(one => one.Value.ValueKind == JsonValueKind.String).Select(one => (one.Name, JsonText.Of(one.Value)))]
            : [];
}
