using System.Text.Json;
using System.Text.RegularExpressions;

namespace Teaching.Drawing;

/// <summary>What of a figure was read while it was drawn, and what has to be said under the picture.</summary>
internal sealed partial class Record
{
    /// <summary>The most values that are read from all lists of a figure together.</summary>
    public const int MostValues = 2_000_000;

    private const int MostNames = 12;

    /// <summary>What concerns pointing, clicking and moving, or nothing that is seen.</summary>
    private static readonly string[] Unseen =
    [
        "automargin", "autosize", "autotypenumbers", "autobinx", "autobiny", "captureevents", "clickmode", "constraintoward", "customdata", "datarevision", "dragmode",
        "editrevision", "fixedrange", "frames", "ids", "legendgroup", "meta", "modebar", "selected", "selectedpoints", "selectiondirection",
        "selectionrevision", "stream", "transition", "transitions", "uid", "uirevision", "unselected", "xhoverformat", "yhoverformat", "zhoverformat",
    ];

    /// <summary>Parts of a template for kinds of figures that are not drawn anyway, or that name what a figure may choose.</summary>
    private static readonly string[] Elsewhere =
        ["annotationdefaults", "coloraxis", "colorscale", "geo", "map", "mapbox", "polar", "scene", "shapedefaults", "smith", "ternary"];

    private readonly HashSet<string> read = [];
    private readonly Dictionary<string, string> drawn = [];
    private readonly Dictionary<string, Cells> lists = [];
    private readonly List<string> notes = [];
    private int valuesLeft = MostValues;

    public void Read(string path) => read.Add(path);

    /// <summary>Whatever of the trace at this path is not read shall be named.</summary>
    public void Draws(string path, string type) => drawn[path] = type;

    /// <summary>A sentence under the picture; the same one is said once.</summary>
    public void Say(string note)
    {
        if (!notes.Contains(note) && notes.Count < MostNames) notes.Add(note);
    }

    /// <summary>The list at a path, read when it is first asked for.</summary>
    public Cells Once(string path, Func<Cells> list) => lists.TryGetValue(path, out Cells? known) ? known : lists[path] = list();

    /// <summary>How many of so many values may be read.</summary>
    public int Allow(int count)
    {
        int allowed = Math.Min(count, valuesLeft);
        valuesLeft -= allowed;
        if (allowed < count) Say($"Not drawn: values beyond the first {MostValues} of the figure.");
        return allowed;
    }

    /// <summary>The sentences, the attributes that were passed over in the last one.</summary>
    public IEnumerable<string> Notes(JsonElement figure)
    {
        var left = new List<string>();
        if (figure.TryGetProperty("layout", out JsonElement layout))
        {
            PassedOver(layout, "layout", "", left);
            if (layout.ValueKind == JsonValueKind.Object && layout.TryGetProperty("template", out JsonElement template)
                && template.ValueKind == JsonValueKind.Object && template.TryGetProperty("layout", out JsonElement behind))
            {
                PassedOver(behind, "layout.template.layout", "", left);
            }
        }
        if (figure.TryGetProperty("data", out JsonElement data) && data.ValueKind == JsonValueKind.Array)
        {
            int i = 0;
            foreach (JsonElement trace in data.EnumerateArray())
            {
                string path = $"data[{i++}]";
                if (drawn.TryGetValue(path, out string? type)) PassedOver(trace, path, type + " ", left);
            }
        }
        string[] names = [.. left.Distinct()];
        if (names.Length == 0) return notes;
        string more = names.Length > MostNames ? $" and {names.Length - MostNames} more" : "";
        return notes.Append($"Not drawn: {string.Join(", ", names.Take(MostNames))}{more}.");
    }

    private void PassedOver(JsonElement element, string path, string name, List<string> left)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in element.EnumerateObject())
            {
                string key = property.Name, at = path + "." + key;
                bool unseen = Unseen.Contains(key) || key.StartsWith("hover", StringComparison.Ordinal) || key.StartsWith("spike", StringComparison.Ordinal)
                    || key.EndsWith("src", StringComparison.Ordinal) || at == "layout.template" || (path == "layout.template.layout" && Elsewhere.Contains(key));
                if (unseen || read.Contains(at) || property.Value.ValueKind == JsonValueKind.Null) continue;
                PassedOver(property.Value, at, name is "" or [.., ' '] ? name + key : $"{name}.{key}", left);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array && element.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object))
        {
            int i = 0;
            foreach (JsonElement item in element.EnumerateArray()) PassedOver(item, $"{path}[{i++}]", name, left);
        }
        else
        {
            left.Add(Harmless().Replace(name.Length > 60 ? name[..60] : name, " "));
        }
    }

    [GeneratedRegex(@"[^\w.\- ]")]
    private static partial Regex Harmless();
}
