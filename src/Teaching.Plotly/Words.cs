using System.Net;
using System.Text.Json.Nodes;

namespace Teaching.Plotly;

/// <summary>A figure in words: for a terminal, for readers who cannot see it, and for comparing two runs.</summary>
internal static class Words
{
    /// <summary>The title, then a line for each axis and each series.</summary>
    public static string Of(JsonObject figure)
    {
        JsonObject[] traces = [.. figure["data"]!.AsArray().OfType<JsonObject>()];
        string kinds = string.Join(" and ", traces.Select(KindOf).Distinct());
        List<string> lines = [Text(figure["layout"]?["title"]) is { Length: > 0 } title ? $"{title} (Plotly.NET: {kinds})" : $"Plotly.NET: {kinds}"];
        foreach (var (key, axis) in figure["layout"]?.AsObject() ?? [])
            if (key.Contains("axis", StringComparison.Ordinal) && Text((axis as JsonObject)?["title"]) is { Length: > 0 } name) lines.Add($"  {key}: {name}");
        lines.AddRange(traces.Select(trace => $"  {KindOf(trace)}{NameOf(trace)}{PointsOf(trace)}"));
        return string.Join('\n', lines);
    }

    private static string KindOf(JsonObject trace) => Text(trace["type"]) is { Length: > 0 } type ? type : "scatter";

    private static string NameOf(JsonObject trace) => Text(trace["name"]) is { Length: > 0 } name ? $" '{name}'" : "";

    private static string PointsOf(JsonObject trace) =>
        new[] { "y", "x", "z", "values" }.Select(key => trace[key] as JsonArray).FirstOrDefault(list => list is not null) is not { } list ? ""
        : list.Count == 1 ? ": 1 value" : $": {list.Count} values";

    private static string Text(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue(out string? text) => WebUtility.HtmlDecode(text),
        JsonObject title => Text(title["text"]),
        _ => "",
    };
}
