using System.Text.Json;
using System.Text.Json.Nodes;
using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Running;
using Teaching.Notebooks.Sessions;

namespace Teaching.Jupyter.Kernels;

/// <summary>What the messages of this kernel say, made from what a session says.</summary>
internal static class Contents
{
    /// <summary>MIME types with their data: JSON as JSON, all else as text. What only the runner of lessons reads is left out.</summary>
    public static JsonObject Bundle(IEnumerable<KeyValuePair<string, string>> data)
    {
        JsonObject bundle = [];
        foreach ((string mimeType, string text) in data)
            if (mimeType != ReportedData.MimeType) bundle[mimeType] = MimeBundle.IsJson(mimeType) ? ParseOrKeep(text) : text;
        return bundle;
    }

    /// <summary>Data to show, with the id by which it can be updated, if it has one.</summary>
    public static JsonObject Display(JsonObject bundle, string? displayId)
    {
        JsonObject content = new() { ["data"] = bundle, ["metadata"] = new JsonObject() };
        if (displayId is not null) content["transient"] = new JsonObject { ["display_id"] = displayId };
        return content;
    }

    /// <summary>An error; clients show nothing but the trace, so that says it all.</summary>
    public static JsonObject Error(ErrorEvent error)
    {
        IEnumerable<string> trace = error.Traceback.FirstOrDefault()?.Contains(error.Message, StringComparison.Ordinal) == true
            ? error.Traceback
            : error.Traceback.Prepend($"{error.Name}: {error.Message}");
        return new() { ["ename"] = error.Name, ["evalue"] = error.Message, ["traceback"] = Texts(trace) };
    }

    /// <summary>A list of texts.</summary>
    public static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];

    private static JsonNode? ParseOrKeep(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
