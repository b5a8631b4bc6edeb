using System.Globalization;

namespace Teaching.Notebooks.Documents;

/// <summary>Converts the JSON of notebooks of nbformat 1 to 3 (2011 to 2015) to that of nbformat 4, as Jupyter's nbformat does: worksheets are joined, headings
/// become markdown, outputs get MIME bundles.</summary>
/// <param name="warn">Told of what was repaired: place and problem.</param>
/// <param name="wrong">Makes the error for what cannot be converted.</param>
internal sealed class OldFormats(Action<string, string> warn, Func<string, string, NotebookException> wrong)
{
    private static readonly (string Alias, string MimeType)[] Aliases =
    [
        ("text", MimeBundle.PlainText), ("html", MimeBundle.Html), ("svg", MimeBundle.Svg), ("png", "image/png"), ("jpeg", "image/jpeg"),
        ("latex", "text/latex"), ("json", "application/json"), ("javascript", "application/javascript"),
    ];

    private static readonly string[] TextAliases = ["text", "html", "svg", "latex", "javascript", "json"];

    /// <summary>The notebook as nbformat 4; one that is not older is given back as it is.</summary>
    public JsonMap Upgrade(JsonMap map)
    {
        if (!map.Contains("nbformat") && !IsVersion1(map)) throw wrong("", "this is not a Jupyter notebook: it has no nbformat member");
        if (map["nbformat"] is null or JsonNumber { Text: "1" }) return FromWorksheets(Version1To2(map), 2);
        return map["nbformat"] switch
        {
            JsonNumber { Text: "2" } => FromWorksheets(map, 2),
            JsonNumber { Text: "3" } => FromWorksheets(map, 3),
            _ => map,
        };
    }

    /// <summary>The first version had no number: it is known by its cells.</summary>
    private static bool IsVersion1(JsonMap map) =>
        map.List("cells") is { Count: > 0 } cells && cells.All(cell => cell is JsonMap one && (one.Contains("code") || one.Contains("text")));

    private JsonMap Version1To2(JsonMap map)
    {
        JsonList cells = [];
        foreach ((int index, JsonData data) in (map.List("cells") ?? throw wrong("cells", "expected a list")).Index())
        {
            JsonMap cell = data as JsonMap ?? throw wrong($"cells[{index}]", $"expected an object, found {data.KindName}");
            cells.Add(cell.Text("cell_type") switch
            {
                "code" => With(Renamed(cell, ("code", "input")), "collapsed", false),
                "text" => With(Renamed(cell, ("text", "source")), "cell_type", "markdown"),
                _ => throw wrong($"cells[{index}].cell_type", "in nbformat 1 a cell is code or text"),
            });
        }
        JsonMap sheet = new() { { "cells", cells } };
        return new JsonMap { { "nbformat", 2 }, { "metadata", new JsonMap() }, { "worksheets", new JsonList([sheet]) } };
    }

    private JsonMap FromWorksheets(JsonMap map, int version)
    {
        warn("", string.Create(CultureInfo.InvariantCulture, $"the notebook was in nbformat {version}: it is read as nbformat 4, and written so"));
        JsonMap upgraded = map.Without("worksheets").Without("orig_nbformat").Without("orig_nbformat_minor");
        if (map.Map("metadata") is { } metadata) upgraded["metadata"] = metadata.Without("name").Without("signature");
        upgraded["nbformat"] = 4;
        upgraded["nbformat_minor"] = 5;
        upgraded["cells"] = new JsonList(Items(map, "worksheets", "", isRequired: true)
            .SelectMany(sheet => Items(sheet.Map, "cells", sheet.Place, isRequired: true).Select(cell => UpgradeCell(cell.Map, cell.Place, version))));
        return upgraded;
    }

    private JsonMap UpgradeCell(JsonMap cell, string place, int version)
    {
        bool isCode = cell.Text("cell_type") == "code";
        foreach (string key in isCode ? (string[])["input"] : ["source", "rendered"]) cell = Joined(cell, key, place, version);
        JsonMap metadata = ReadMetadata(cell, place);
        cell = With(cell, "metadata", metadata).Without("trusted");
        if (isCode)
        {
            if (cell["collapsed"] is { } collapsed) metadata["collapsed"] = collapsed;
            cell = Renamed(cell.Without("language").Without("collapsed"), ("input", "source"), ("prompt_number", "execution_count"));
            return With(cell, "outputs", new JsonList(Items(cell, "outputs", place, isRequired: false).Select(output => UpgradeOutput(output.Map, output.Place, version))));
        }
        if (cell.Text("cell_type") == "html") return With(cell, "cell_type", "markdown");
        if (cell.Text("cell_type") != "heading") return cell;
        int level = (int)Math.Clamp(cell.Number("level") ?? 1, 0, 100);
        string title = string.Join(' ', PythonText.SplitLines(cell.Text("source") ?? "").Select(line => line.TrimEnd('\r', '\n')));
        return With(With(cell.Without("level"), "cell_type", "markdown"), "source", $"{new string('#', level)} {title}");
    }

    /// <summary>The metadata of a cell. What is no object there does not keep an old file from being read.</summary>
    private JsonMap ReadMetadata(JsonMap cell, string place)
    {
        if (cell.Map("metadata") is { } metadata) return metadata;
        if (cell["metadata"] is { } other)
            warn(place + ".metadata", other is JsonNull ? "is null, read as empty" : $"expected an object, found {other.KindName}: read as empty");
        return [];
    }

    private JsonMap UpgradeOutput(JsonMap output, string place, int version)
    {
        foreach (string key in TextAliases) output = Joined(output, key, place, version);
        switch (output.Text("output_type"))
        {
            case "pyout" or "display_data": return Bundled(output);
            case "pyerr": return With(output, "output_type", "error");
            case "stream":
                output = Renamed(output, ("stream", "name"));
                return output.Contains("name") ? output : With(output, "name", "stdout");
            default: return output;
        }
    }

    private static JsonMap Bundled(JsonMap output)
    {
        bool isResult = output.Text("output_type") == "pyout";
        JsonMap data = [];
        foreach ((string key, JsonData value) in output)
            if (key is not ("output_type" or "metadata") && !(isResult && key == "prompt_number")) data.Add(MimeTypeOf(key), value);
        if (data.Text("application/json") is { } json) data["application/json"] = MimeBundle.ParseOrKeep(json);
        JsonMap metadata = [];
        foreach ((string key, JsonData value) in output.Map("metadata") ?? []) metadata.Add(MimeTypeOf(key), value);
        JsonMap bundled = new()
        {
            { "output_type", isResult ? "execute_result" : "display_data" },
            { "data", data },
            { "metadata", output["metadata"] is null or JsonMap ? metadata : output["metadata"]! },
        };
        if (isResult) bundled["execution_count"] = output["prompt_number"] ?? JsonNull.Instance;
        return bundled;
    }

    private static string MimeTypeOf(string key) => Aliases.FirstOrDefault(alias => alias.Alias == key).MimeType ?? key;

    /// <summary>Lines as one text. Version 2 wrote them without their ends; version 3 with them, or without.</summary>
    private JsonMap Joined(JsonMap map, string key, string place, int version)
    {
        if (map.List(key) is not { } lines) return map;
        for (int i = 0; i < lines.Count; i++)
            if (lines[i] is not JsonText) throw wrong($"{place}.{key}[{i}]", $"expected a string, found {lines[i].KindName}");
        string[] texts = [.. lines.Select(line => ((JsonText)line).Value)];
        bool haveEnds = version == 3 && texts is [[.., '\n' or '\r'], ..];
        return With(map, key, string.Join(haveEnds ? "" : "\n", texts));
    }

    private IEnumerable<(JsonMap Map, string Place)> Items(JsonMap map, string key, string place, bool isRequired)
    {
        string inner = place.Length == 0 ? key : $"{place}.{key}";
        if (map[key] is null && isRequired) throw wrong(inner, "is missing");
        if (map[key] is null or JsonNull or JsonMap { Count: 0 } or JsonText { Value: "" })
        {
            warn(inner, map[key] is { } empty ? $"is {empty.KindName}, read as an empty list" : "is missing, read as an empty list");
            yield break;
        }
        JsonList list = map.List(key) ?? throw wrong(inner, $"expected a list, found {map[key]!.KindName}");
        for (int i = 0; i < list.Count; i++)
            yield return (list[i] as JsonMap ?? throw wrong($"{inner}[{i}]", $"expected an object, found {list[i].KindName}"), $"{inner}[{i}]");
    }

    private static JsonMap With(JsonMap map, string key, JsonData value)
    {
        JsonMap changed = map.Without(key);
        changed[key] = value;
        return changed;
    }

    private static JsonMap Renamed(JsonMap map, params ReadOnlySpan<(string Old, string New)> names)
    {
        JsonMap renamed = map;
        foreach ((string old, string name) in names)
            if (renamed[old] is { } value) renamed = With(renamed.Without(old), name, value);
        return renamed;
    }
}
