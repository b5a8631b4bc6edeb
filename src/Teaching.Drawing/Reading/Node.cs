using System.Text.Json;

namespace Teaching.Drawing;

/// <summary>
/// A place in a figure's JSON, and behind it the same place in its template. What has another type than plotly takes counts
/// as not given and, like all that nobody asks for, is named under the picture.
/// </summary>
internal sealed class Node
{
    private readonly Record record;
    private readonly Layer[] layers;

    public Node(Record record, params Layer[] layers) => (this.record, this.layers) = (record, layers);

    internal readonly record struct Layer(JsonElement Element, string Path, bool Template = false);

    public Record Record => record;

    public bool Exists => layers.Length > 0;

    /// <summary>The object under a key; the template may have it under another.</summary>
    public Node At(string key, string? behind = null) => new(record, [.. Below(key, behind)]);

    /// <summary>This place with one of the template behind it.</summary>
    public Node Over(Node template) => new(record, [.. layers, .. template.layers]);

    public Node AsTemplate() => new(record, [.. layers.Select(layer => layer with { Template = true })]);

    /// <summary>The objects of a list.</summary>
    public IReadOnlyList<Node> Items(string key)
    {
        if (layers.Length == 0 || !layers[0].Element.TryGetProperty(key, out JsonElement list) || list.ValueKind != JsonValueKind.Array) return [];
        string path = $"{layers[0].Path}.{key}";
        return [.. list.EnumerateArray().Select((item, i) => (Item: item, i)).Where(one => one.Item.ValueKind == JsonValueKind.Object)
            .Select(one => new Node(record, new Layer(one.Item, $"{path}[{one.i}]", layers[0].Template)))];
    }

    public double? Number(string key) => Find(key, IsNumber)?.GetDouble();

    /// <summary>A number between two limits; what lies outside is taken to the nearer one.</summary>
    public double Number(string key, double otherwise, double low = double.MinValue, double high = double.MaxValue) =>
        Math.Clamp(Number(key) ?? otherwise, low, high);

    public string? Text(string key) => Find(key, found => found.ValueKind is JsonValueKind.String or JsonValueKind.Number)?.ToString();

    public bool Flag(string key, bool otherwise) => Find(key, found => found.ValueKind is JsonValueKind.True or JsonValueKind.False)?.GetBoolean() ?? otherwise;

    /// <summary>The text of a title, which may stand there as an object or alone.</summary>
    public string Title => At("title").Text("text") ?? Text("title") ?? "";

    /// <summary>One of the words that can be drawn, the first of them when none is given.</summary>
    public string Choice(string key, params string[] drawn) => Chosen(key, drawn.Contains) ?? drawn[0];

    /// <summary>A text, if it is one that can be drawn.</summary>
    public string? Chosen(string key, Func<string, bool> drawn) =>
        Find(key, found => found.ValueKind == JsonValueKind.String && drawn(found.GetString()!))?.GetString();

    public Paint? Color(string key) => Find(key, found => Arrays.Color(found) is not null) is { } color ? Arrays.Color(color) : null;

    /// <summary>A line with what is not given taken from another.</summary>
    public Stroke Stroke(Stroke otherwise)
    {
        string? dash = Chosen("dash", word => Drawing.Stroke.DashOf(word) is not null);
        return new Stroke(Color("color") ?? otherwise.Color, Number("width", otherwise.Width, 0, 200), dash is null ? otherwise.Dash : Drawing.Stroke.DashOf(dash)!);
    }

    public Cells? List(string key) => Found(key, Arrays.IsList) is { } list ? record.Once(list.Path, () => Arrays.List(list.Value, record)) : null;

    public Table? Table(string key) => Find(key, Arrays.IsList) is { } list ? Arrays.Table(list, record) : null;

    /// <summary>Two numbers, such as a range or a domain; each may be missing.</summary>
    public (double? Low, double? High) Pair(string key) => Find(key, found => found.ValueKind == JsonValueKind.Array && found.GetArrayLength() == 2) is { } pair
        ? (Arrays.Number(pair[0]), Arrays.Number(pair[1])) : (null, null);

    /// <summary>The names of what stands here, in the figure itself.</summary>
    public IReadOnlyList<string> Keys() =>
        [.. layers.Where(layer => !layer.Template).SelectMany(layer => layer.Element.EnumerateObject()).Select(property => property.Name).Distinct()];

    /// <summary>A list as it is, for colours of a scale.</summary>
    public JsonElement? Raw(string key) => Find(key, found => found.ValueKind == JsonValueKind.Array);

    /// <summary>Counts something as read that has no effect here.</summary>
    public void Skip(params string[] keys)
    {
        foreach (string key in keys)
        {
            foreach (Layer layer in layers) record.Read($"{layer.Path}.{key}");
        }
    }

    private static bool IsNumber(JsonElement found) => Arrays.Number(found) is not null;

    private IEnumerable<Layer> Below(string key, string? behind)
    {
        foreach (Layer layer in layers)
        {
            string name = layer.Template ? behind ?? key : key;
            if (layer.Element.TryGetProperty(name, out JsonElement found) && found.ValueKind == JsonValueKind.Object) yield return new Layer(found, layer.Path == "" ? name : $"{layer.Path}.{name}", layer.Template);
        }
    }

    private JsonElement? Find(string key, Func<JsonElement, bool> fits) => Found(key, fits)?.Value;

    private (JsonElement Value, string Path)? Found(string key, Func<JsonElement, bool> fits)
    {
        (JsonElement, string)? first = null;
        foreach (Layer layer in layers)
        {
            if (!layer.Element.TryGetProperty(key, out JsonElement found) || !fits(found)) continue;
            record.Read($"{layer.Path}.{key}");
            first ??= (found, $"{layer.Path}.{key}");
        }
        return first;
    }
}
