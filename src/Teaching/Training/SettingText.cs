using System.Text.Json.Nodes;

namespace Teaching;

/// <summary>A setting's value as text: a number with all its digits, a text as it is.</summary>
public static class SettingText
{
    /// <summary>As <c>0.1</c>.</summary>
    public static string Of(object value) => value is double number ? NumberText.Significant(number, 15) : (string)value;

    internal static JsonNode ToJson(object value) => value is double number ? JsonValue.Create(number) : JsonValue.Create((string)value);

    /// <summary>As <c>rate 0.1, hidden 256</c>.</summary>
    public static string Of(IReadOnlyDictionary<string, object> settings, IReadOnlyList<string> names) =>
        string.Join(", ", names.Select(name => $"{name} {Of(settings[name])}"));
}
