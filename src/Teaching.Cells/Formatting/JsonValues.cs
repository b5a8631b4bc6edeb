using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Teaching.Cells;

/// <summary>Values as JSON: those that are JSON already, and any other when a cell asks for it.</summary>
internal static class JsonValues
{
    private static readonly JsonSerializerOptions options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        ReferenceHandler = ReferenceHandler.IgnoreCycles,
        IncludeFields = true,
    };

    /// <summary>The JSON of a value that is JSON, of System.Text.Json or of Newtonsoft.Json; null for any other value.</summary>
    public static string? TryText(object value) => value switch
    {
        JsonElement { ValueKind: JsonValueKind.Undefined } => "<undefined>",
        JsonElement element => JsonSerializer.Serialize(element, options),
        JsonDocument document => JsonSerializer.Serialize(document, options),
        JsonNode node => node.ToJsonString(options),
        IEnumerable when IsNewtonsoft(value.GetType()) => value.ToString(),
        _ => null,
    };

    /// <summary>Any value as JSON.</summary>
    /// <exception cref="NotSupportedException">It holds something that has no JSON, such as a pointer.</exception>
    public static string Of(object? value)
    {
        if (value is HtmlText html) value = html.Text;
        return value is not null && TryText(value) is { } text ? text : JsonSerializer.Serialize(value, value?.GetType() ?? typeof(object), options);
    }

    private static bool IsNewtonsoft(Type type)
    {
        for (Type? ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
            if (ancestor.FullName == "Newtonsoft.Json.Linq.JToken") return true;
        return false;
    }
}
