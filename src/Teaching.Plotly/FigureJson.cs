using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Plotly.NET;

namespace Teaching.Plotly;

/// <summary>The figure of a chart of Plotly.NET as plotly.js takes it.</summary>
internal static partial class FigureJson
{
    /// <summary>As GenericChart.toJson writes it, which makes a new one at each call and takes twice the time.</summary>
    private static readonly JsonSerializer Serializer = JsonSerializer.Create(new() { ReferenceLoopHandling = ReferenceLoopHandling.Serialize });

    /// <summary>The figure: data, layout and config. In the names of its series only the tags that plotly knows stay tags.</summary>
    public static JsonObject Of(GenericChart chart)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture);
        Serializer.Serialize(text, new { data = GenericChart.getTraces(chart), layout = GenericChart.getLayout(chart), config = GenericChart.getConfig(chart) });
        JsonObject figure = JsonNode.Parse(text.ToString())!.AsObject();
        foreach (JsonObject trace in figure["data"]!.AsArray().OfType<JsonObject>())
            if (trace["name"] is JsonValue value && value.TryGetValue(out string? name)) trace["name"] = StrangeTag().Replace(name, "&lt;");
        return figure;
    }

    [GeneratedRegex(@"<(?!/?(?:b|i|em|strong|sub|sup|br|a|span|u|s)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex StrangeTag();
}
