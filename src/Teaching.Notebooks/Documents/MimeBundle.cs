namespace Teaching.Notebooks.Documents;

/// <summary>What a MIME bundle (MIME type -> data) means in a notebook: data of JSON types is JSON, all other data is a string.</summary>
public static class MimeBundle
{
    /// <summary>The MIME type of a plotly.js chart.</summary>
    public const string Plotly = "application/vnd.plotly.v1+json";

    /// <summary>The MIME type of an SVG picture.</summary>
    public const string Svg = "image/svg+xml";

    /// <summary>The MIME type of HTML.</summary>
    public const string Html = "text/html";

    /// <summary>The MIME type of plain text.</summary>
    public const string PlainText = "text/plain";

    /// <summary>Whether nbformat keeps data of this type as JSON rather than as a string.</summary>
    public static bool IsJson(string mimeType) =>
        mimeType == "application/json"
        || (mimeType.StartsWith("application/", StringComparison.Ordinal) && mimeType.EndsWith("+json", StringComparison.Ordinal));

    /// <summary>Makes a bundle from texts as formatters write them; text of a JSON type that is no JSON stays a string.</summary>
    public static JsonMap FromTexts(IEnumerable<KeyValuePair<string, string>> texts)
    {
        JsonMap data = [];
        foreach ((string mimeType, string text) in texts) data.Add(mimeType, IsJson(mimeType) ? ParseOrKeep(text) : text);
        return data;
    }

    /// <summary>The data of one type as text, JSON as JSON text; null when the bundle has no such type.</summary>
    public static string? TextOf(JsonMap data, string mimeType) => data[mimeType] switch
    {
        null => null,
        JsonText text => text.Value,
        JsonData json => json.ToString(),
    };

    /// <summary>All data as texts, JSON as JSON text.</summary>
    public static IEnumerable<KeyValuePair<string, string>> ToTexts(JsonMap data) =>
        data.Keys.Select(mimeType => KeyValuePair.Create(mimeType, TextOf(data, mimeType)!));

    /// <summary>A text as the JSON that it is; one that is no JSON stays a string.</summary>
    internal static JsonData ParseOrKeep(string text)
    {
        try
        {
            return JsonData.Parse(text);
        }
        catch (NotebookException)
        {
            return text;
        }
    }
}
