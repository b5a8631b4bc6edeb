namespace Teaching.Notebooks.Documents;

/// <summary>Makes a notebook from its JSON and checks it on the way. It reads what Jupyter's nbformat reads: what is missing, null or malformed but not needed
/// is repaired or set aside with a warning; an error says the path, as <c>cells[3].source</c>.</summary>
internal sealed class NotebookReader(string file)
{
    private static readonly string[] Transient = ["orig_nbformat", "orig_nbformat_minor", "signature"];

    private readonly List<string> warnings = [];

    /// <summary>Reads the whole notebook.</summary>
    public Notebook Read(JsonData data)
    {
        JsonMap map = data as JsonMap ?? throw Wrong("", $"a notebook is a JSON object, this is {data.KindName}");
        map = new OldFormats(Warn, Wrong).Upgrade(map);
        JsonNumber minor = ReadVersion(map);
        JsonMap metadata = ReadMap(map, "metadata", "");
        foreach (string key in Transient) metadata.Remove(key);
        List<Cell> cells = [];
        if (!map.Contains("cells")) throw Wrong("cells", "is missing");
        foreach (JsonData cell in ReadList(map, "cells", "")) cells.Add(ReadCell(cell, $"cells[{cells.Count}]"));
        string[] ids = CellIds.For(cells);
        for (int i = 0; i < ids.Length; i++) cells[i].Id = ids[i];
        return new Notebook
        {
            Cells = cells,
            Metadata = metadata,
            Extra = Rest(map, "cells", "metadata", "nbformat", "nbformat_minor"),
            Warnings = warnings,
            MinorVersion = minor,
        };
    }

    /// <summary>The minor version to write.</summary>
    private JsonNumber ReadVersion(JsonMap map)
    {
        string major = Version(map, "nbformat").Text;
        if (major != "4") throw Wrong("", $"the notebook is in nbformat {major}; 1 to 4 can be read, a newer version of this program may read it");
        JsonNumber minor = new(0L);
        if (map.Contains("nbformat_minor")) minor = Version(map, "nbformat_minor");
        else Warn("nbformat_minor", "is missing, read as 0");
        if (minor.Value <= 5) return new JsonNumber(5L);
        Warn("", $"the notebook is in nbformat 4.{minor.Text}, which is newer than 4.5: what this program does not know is kept and not shown");
        return minor;
    }

    private JsonNumber Version(JsonMap map, string key) =>
        map[key] is JsonNumber { IsInteger: true } number ? number : throw WrongKind(key, "a whole number", map[key]!);

    private Cell ReadCell(JsonData data, string place)
    {
        JsonMap map = data as JsonMap ?? throw WrongKind(place, "an object", data);
        (CellKind kind, JsonData? unknownType) = ReadKind(map, place);
        JsonMap metadata = ReadMap(map, "metadata", place);
        metadata.Remove("trusted");
        bool isCode = kind == CellKind.Code;
        return new Cell(kind, ReadText(map, "source", place))
        {
            Id = map.Text("id") ?? "",
            UnknownType = unknownType,
            Metadata = metadata,
            Attachments = ReadAttachments(map, place),
            ExecutionCount = isCode ? ReadCount(map, place) : null,
            Outputs = isCode ? ReadOutputs(map, place) : [],
            Extra = isCode
                ? Rest(map, "cell_type", "id", "metadata", "source", "attachments", "execution_count", "outputs")
                : Rest(map, "cell_type", "id", "metadata", "source", "attachments"),
        };
    }

    private (CellKind Kind, JsonData? UnknownType) ReadKind(JsonMap cell, string place)
    {
        switch (cell["cell_type"])
        {
            case JsonText { Value: "code" }: return (CellKind.Code, null);
            case JsonText { Value: "markdown" }: return (CellKind.Markdown, null);
            case JsonText { Value: "raw" }: return (CellKind.Raw, null);
            case JsonText other:
                Warn(place + ".cell_type", $"{Shown(other.Value)} is none of code, markdown, raw: the cell is kept, and not run");
                return (CellKind.Raw, other);
            case var other:
                Warn(place + ".cell_type", $"{Found(other)}, read as raw");
                return (CellKind.Raw, other);
        }
    }

    private JsonMap? ReadAttachments(JsonMap cell, string place)
    {
        if (!cell.Contains("attachments")) return null;
        JsonMap attachments = ReadMap(cell, "attachments", place);
        foreach (string name in attachments.Keys)
            Rejoin(attachments.Map(name) ?? throw WrongKind($"{place}.attachments.{name}", "an object", attachments[name]!));
        return attachments;
    }

    private List<Output> ReadOutputs(JsonMap cell, string place)
    {
        List<Output> outputs = [];
        if (!cell.Contains("outputs")) return outputs;
        foreach (JsonData output in ReadList(cell, "outputs", place)) outputs.Add(ReadOutput(output, $"{place}.outputs[{outputs.Count}]"));
        return outputs;
    }

    private Output ReadOutput(JsonData data, string place)
    {
        JsonMap map = data as JsonMap ?? throw WrongKind(place, "an object", data);
        return map["output_type"] switch
        {
            JsonText { Value: "stream" } => ReadStream(map, place),
            JsonText { Value: "display_data" } => new DisplayOutput(ReadBundle(map, place), ReadOutputMetadata(map, place))
            {
                Extra = Rest(map, "output_type", "data", "metadata"),
            },
            JsonText { Value: "execute_result" } => new ResultOutput(ReadBundle(map, place), ReadOutputMetadata(map, place), ReadCount(map, place))
            {
                Extra = Rest(map, "output_type", "data", "metadata", "execution_count"),
            },
            JsonText { Value: "error" } => ReadError(map, place),
            JsonMap or JsonList => throw WrongKind(place + ".output_type", "a string", map["output_type"]!),
            JsonText other => Unknown(map, place + ".output_type", $"{Shown(other.Value)} is none of stream, display_data, execute_result, error"),
            var other => Unknown(map, place + ".output_type", Found(other)),
        };
    }

    private Output ReadStream(JsonMap map, string place)
    {
        if (map["name"] is { } name and not (JsonText or JsonNull)) return Unknown(map, place + ".name", Found(name));
        if (map["text"] is { } text and not (JsonText or JsonList or JsonNull)) return Unknown(map, place + ".text", Found(text));
        return new StreamOutput(map.Text("name") ?? "stdout", ReadText(map, "text", place)) { Extra = Rest(map, "output_type", "name", "text") };
    }

    private Output ReadError(JsonMap map, string place)
    {
        foreach (string key in (string[])["ename", "evalue"])
            if (map[key] is { } value and not (JsonText or JsonNull)) return Unknown(map, $"{place}.{key}", Found(value));
        List<string> lines = [];
        switch (map["traceback"])
        {
            case null or JsonNull: break;
            case JsonText text: lines.Add(text.Value); break;
            case JsonList list when list.All(line => line is JsonText): lines.AddRange(list.Select(line => ((JsonText)line).Value)); break;
            case var other: return Unknown(map, place + ".traceback", other is JsonList ? "holds something other than strings" : Found(other));
        }
        return new ErrorOutput(map.Text("ename") ?? "", map.Text("evalue") ?? "", lines) { Extra = Rest(map, "output_type", "ename", "evalue", "traceback") };
    }

    private UnknownOutput Unknown(JsonMap map, string place, string problem)
    {
        Warn(place, problem + ": the output is kept, and not shown");
        return new UnknownOutput(map);
    }

    private JsonMap ReadBundle(JsonMap output, string place)
    {
        JsonMap data = ReadMap(output, "data", place);
        Rejoin(data);
        return data;
    }

    private JsonMap ReadOutputMetadata(JsonMap output, string place)
    {
        if (output["metadata"] is null or JsonNull or JsonMap) return output.Map("metadata") ?? [];
        Warn(place + ".metadata", Found(output["metadata"]) + ", left out");
        return [];
    }

    private int? ReadCount(JsonMap map, string place)
    {
        switch (map["execution_count"])
        {
            case null or JsonNull: return null;
            case JsonNumber { Value: >= 0 and <= int.MaxValue } number when number.Value == Math.Floor(number.Value): return (int)number.Value;
            case var other:
                Warn(place + ".execution_count", $"expected a whole number from 0 or null, found {Name(other)}: read as null");
                return null;
        }
    }

    private static void Rejoin(JsonMap bundle)
    {
        foreach (string mimeType in bundle.Keys.ToArray())
        {
            if (!MimeBundle.IsJson(mimeType) && bundle.List(mimeType) is { } lines && lines.All(line => line is JsonText))
                bundle[mimeType] = string.Concat(lines.Select(line => ((JsonText)line).Value));
        }
    }

    /// <summary>A text in one piece or in lines. Any other value that is no list is read as its JSON text, so that nothing is lost.</summary>
    private string ReadText(JsonMap map, string key, string place)
    {
        string inner = $"{place}.{key}";
        switch (map[key])
        {
            case JsonText text: return text.Value;
            case JsonList lines:
                for (int i = 0; i < lines.Count; i++)
                    if (lines[i] is not JsonText) throw WrongKind($"{inner}[{i}]", "a string", lines[i]);
                return string.Concat(lines.Select(line => ((JsonText)line).Value));
            case null or JsonNull:
                Warn(inner, $"{Found(map[key])}, read as an empty text");
                return "";
            case var other:
                Warn(inner, $"expected a string or a list of strings, found {other.KindName}: read as its JSON text");
                return other.ToString();
        }
    }

    private JsonMap ReadMap(JsonMap map, string key, string place)
    {
        string inner = Inner(place, key);
        switch (map[key])
        {
            case JsonMap found: return found;
            case null or JsonNull:
                Warn(inner, $"{Found(map[key])}, read as empty");
                return [];
            case var other: throw WrongKind(inner, "an object", other);
        }
    }

    /// <summary>A list; what is empty is an empty list, whatever its kind.</summary>
    private JsonList ReadList(JsonMap map, string key, string place)
    {
        string inner = Inner(place, key);
        switch (map[key])
        {
            case JsonList list: return list;
            case JsonNull or JsonMap { Count: 0 } or JsonText { Value: "" }:
                Warn(inner, $"{Found(map[key])}, read as an empty list");
                return [];
            case var other: throw WrongKind(inner, "a list", other!);
        }
    }

    private static JsonMap Rest(JsonMap map, params ReadOnlySpan<string> known)
    {
        JsonMap rest = [];
        foreach ((string key, JsonData value) in map)
            if (!known.Contains(key)) rest.Add(key, value);
        return rest;
    }

    private static string Inner(string place, string key) => place.Length == 0 ? key : $"{place}.{key}";

    private static string Found(JsonData? value) => value is null ? "is missing" : $"is {value.KindName}";

    private static string Name(JsonData value) => value is JsonNumber number ? number.Text : value.KindName;

    private static string Shown(string text) => text.Length <= 40 ? $"\"{text}\"" : $"\"{text.AsSpan(0, 40)}…\"";

    private void Warn(string place, string problem) => warnings.Add(OneLine.Of(place.Length == 0 ? problem : $"{place}: {problem}"));

    private NotebookException WrongKind(string place, string expected, JsonData value) =>
        Wrong(place, $"expected {expected}, found {value.KindName}");

    private NotebookException Wrong(string place, string problem) => new(file, place, problem);
}
