using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Plotly.NET;

namespace Teaching.Plotly;

/// <summary>The figure of a chart of Plotly.NET as plotly.js takes it.</summary>
internal static partial class FigureJson
{
    /// <summary>The figure: data, layout and config. In the names of its series only the tags that plotly knows stay tags.</summary>
    public static JsonObject Of(GenericChart chart)
    {
        JsonObject figure = JsonNode.Parse(GenericChart.toJson(chart))!.AsObject();
        foreach (JsonObject trace in figure["data"]!.AsArray().OfType<JsonObject>())
            if (trace["name"] is JsonValue name && name.TryGetValue(out string? text)) trace["name"] = StrangeTag().Replace(text, "&lt;");
        return figure;
    }

    [GeneratedRegex(@"<(?!/?(?:b|i|em|strong|sub|sup|br|a|span|u|s)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex StrangeTag();
}
