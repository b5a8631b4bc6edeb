namespace Teaching.Notebooks.Documents;

/// <summary>Makes a notebook from its JSON and checks it on the way; an error says the path, as <c>cells[3].source</c>.</summary>
internal sealed class NotebookReader(string file)
{
    private static readonly string[] Transient = ["orig_nbformat", "orig_nbformat_minor", "signature"];

    /// <summary>Reads the whole notebook.</summary>
    public Notebook Read(JsonData data)
    {
        JsonMap map = data as JsonMap ?? throw Wrong("", $"a notebook is a JSON object, this is {data.KindName}");
        CheckVersion(map);
        JsonMap metadata = OptionalMap(map, "metadata", "");
        foreach (string key in Transient) metadata.Remove(key);
        List<Cell> cells = [];
        foreach (JsonData cell in Required<JsonList>(map, "cells", "", "a list")) cells.Add(ReadCell(cell, $"cells[{cells.Count}]"));
        Notebook notebook = new() { Cells = cells, Metadata = metadata, Extra = Rest(map, "cells", "metadata", "nbformat", "nbformat_minor") };
        string[] ids = CellIds.For(cells);
        for (int i = 0; i < ids.Length; i++) cells[i].Id = ids[i];
        return notebook;
    }

    private void CheckVersion(JsonMap map)
    {
        if (!map.Contains("nbformat")) throw Wrong("", "this is no Jupyter notebook: it has no nbformat member");
        string major = Version(map, "nbformat");
        string minor = map.Contains("nbformat_minor") ? Version(map, "nbformat_minor") : major == "4" ? throw Wrong("nbformat_minor", "is missing") : "0";
        if (major == "4" && minor is "0" or "1" or "2" or "3" or "4" or "5") return;
        bool isOld = major is "1" or "2" or "3";
        throw Wrong("", $"the notebook is in nbformat {major}.{minor}; 4.0 to 4.5 can be read"
            + (isOld ? " (Jupyter converts it: jupyter nbconvert --to notebook)" : ", a newer version of this program may read it"));
    }

    private string Version(JsonMap map, string key) =>
        map[key] is JsonNumber { IsInteger: true } number ? number.Text : throw WrongKind(key, "a whole number", map[key]!);

    private Cell ReadCell(JsonData data, string place)
    {
        JsonMap map = data as JsonMap ?? throw WrongKind(place, "an object", data);
        CellKind kind = RequiredText(map, "cell_type", place) switch
        {
            "code" => CellKind.Code,
            "markdown" => CellKind.Markdown,
            "raw" => CellKind.Raw,
            string other => throw Wrong(place + ".cell_type", $"{Shown(other)} is none of code, markdown, raw"),
        };
        JsonMap metadata = OptionalMap(map, "metadata", place);
        metadata.Remove("trusted");
        bool isCode = kind == CellKind.Code;
        return new Cell(kind, Lines(map, "source", place))
        {
            Id = map.Contains("id") ? RequiredText(map, "id", place) : "",
            Metadata = metadata,
            Attachments = map.Contains("attachments") ? ReadAttachments(map, place) : null,
            ExecutionCount = isCode ? Count(map, place) : null,
            Outputs = isCode ? ReadOutputs(map, place) : [],
            Extra = isCode
                ? Rest(map, "cell_type", "id", "metadata", "source", "attachments", "execution_count", "outputs")
                : Rest(map, "cell_type", "id", "metadata", "source", "attachments"),
        };
    }

    private JsonMap ReadAttachments(JsonMap cell, string place)
    {
        JsonMap attachments = Required<JsonMap>(cell, "attachments", place, "an object");
        foreach (string name in attachments.Keys) Rejoin(Required<JsonMap>(attachments, name, place + ".attachments", "an object"));
        return attachments;
    }

    private List<Output> ReadOutputs(JsonMap cell, string place)
    {
        List<Output> outputs = [];
        if (!cell.Contains("outputs")) return outputs;
        foreach (JsonData output in Required<JsonList>(cell, "outputs", place, "a list")) outputs.Add(ReadOutput(output, $"{place}.outputs[{outputs.Count}]"));
        return outputs;
    }

    private Output ReadOutput(JsonData data, string place)
    {
        JsonMap map = data as JsonMap ?? throw WrongKind(place, "an object", data);
        return RequiredText(map, "output_type", place) switch
        {
            "stream" => new StreamOutput(RequiredText(map, "name", place), Lines(map, "text", place))
            {
                Extra = Rest(map, "output_type", "name", "text"),
            },
            "display_data" => new DisplayOutput(Bundle(map, place), OptionalMap(map, "metadata", place))
            {
                Extra = Rest(map, "output_type", "data", "metadata"),
            },
            "execute_result" => new ResultOutput(Bundle(map, place), OptionalMap(map, "metadata", place), Count(map, place))
            {
                Extra = Rest(map, "output_type", "data", "metadata", "execution_count"),
            },
            "error" => new ErrorOutput(RequiredText(map, "ename", place), RequiredText(map, "evalue", place), Traceback(map, place))
            {
                Extra = Rest(map, "output_type", "ename", "evalue", "traceback"),
            },
            string other => throw Wrong(place + ".output_type", $"{Shown(other)} is none of stream, display_data, execute_result, error"),
        };
    }

    private JsonMap Bundle(JsonMap output, string place)
    {
        JsonMap data = Required<JsonMap>(output, "data", place, "an object");
        Rejoin(data);
        return data;
    }

    private List<string> Traceback(JsonMap output, string place)
    {
        List<string> lines = [];
        foreach (JsonData line in Required<JsonList>(output, "traceback", place, "a list"))
            lines.Add(line is JsonText text ? text.Value : throw WrongKind($"{place}.traceback[{lines.Count}]", "a string", line));
        return lines;
    }

    private int? Count(JsonMap map, string place) => map["execution_count"] switch
    {
        null or JsonNull => null,
        JsonNumber { IsInteger: true, Value: >= 0 and <= int.MaxValue } number => (int)number.Value,
        JsonData other => throw WrongKind(place + ".execution_count", "a whole number from 0 or null", other),
    };

    private static void Rejoin(JsonMap bundle)
    {
        foreach (string mimeType in bundle.Keys.ToArray())
        {
            if (!MimeBundle.IsJson(mimeType) && bundle.List(mimeType) is { } lines && lines.All(line => line is JsonText))
                bundle[mimeType] = string.Concat(lines.Select(line => ((JsonText)line).Value));
        }
    }

    private string Lines(JsonMap map, string key, string place)
    {
        if (map.Text(key) is { } text) return text;
        JsonList lines = Required<JsonList>(map, key, place, "a string or a list of strings");
        for (int i = 0; i < lines.Count; i++)
            if (lines[i] is not JsonText) throw WrongKind($"{place}.{key}[{i}]", "a string", lines[i]);
        return string.Concat(lines.Select(line => ((JsonText)line).Value));
    }

    private JsonMap OptionalMap(JsonMap map, string key, string place) =>
        map.Contains(key) ? Required<JsonMap>(map, key, place, "an object") : [];

    private string RequiredText(JsonMap map, string key, string place) => Required<JsonText>(map, key, place, "a string").Value;

    private T Required<T>(JsonMap map, string key, string place, string expected) where T : JsonData
    {
        string inner = place.Length == 0 ? key : $"{place}.{key}";
        JsonData value = map[key] ?? throw Wrong(inner, "is missing");
        return value as T ?? throw WrongKind(inner, expected, value);
    }

    private static JsonMap Rest(JsonMap map, params ReadOnlySpan<string> known)
    {
        JsonMap rest = [];
        foreach ((string key, JsonData value) in map)
            if (!known.Contains(key)) rest.Add(key, value);
        return rest;
    }

    private static string Shown(string text) => text.Length <= 40 ? $"\"{text}\"" : $"\"{text.AsSpan(0, 40)}…\"";

    private NotebookException WrongKind(string place, string expected, JsonData value) =>
        Wrong(place, $"expected {expected}, found {value.KindName}");

    private NotebookException Wrong(string place, string problem) => new(file, place, problem);
}
