namespace Teaching.Notebooks.Documents;

/// <summary>Makes the JSON of nbformat 4 from a notebook, multi-line text split into lines where Jupyter splits it.</summary>
internal static class NotebookWriter
{
    /// <summary>The whole notebook; the notebook itself stays as it is.</summary>
    public static JsonMap ToJson(Notebook notebook)
    {
        string[] ids = CellIds.For(notebook.Cells);
        JsonMap map = Start(notebook.Extra);
        map["cells"] = new JsonList(notebook.Cells.Select((cell, i) => CellJson(cell, ids[i])));
        map["metadata"] = notebook.Metadata;
        map["nbformat"] = 4;
        map["nbformat_minor"] = notebook.MinorVersion;
        return map;
    }

    private static JsonMap CellJson(Cell cell, string id)
    {
        JsonMap map = Start(cell.Extra);
        map["cell_type"] = cell.UnknownType ?? (JsonData)(cell.Kind switch { CellKind.Code => "code", CellKind.Markdown => "markdown", _ => "raw" });
        map["id"] = id;
        map["metadata"] = cell.Metadata;
        map["source"] = Lines(cell.Source);
        if (cell.Attachments is not null) map["attachments"] = Attachments(cell.Attachments);
        if (cell.Kind != CellKind.Code) return map;
        map["execution_count"] = Count(cell.ExecutionCount);
        map["outputs"] = new JsonList(cell.Outputs.Select(OutputJson));
        return map;
    }

    private static JsonMap OutputJson(Output output)
    {
        if (output is UnknownOutput unknown) return unknown.Data;
        JsonMap map = Start(output.Extra);
        switch (output)
        {
            case StreamOutput stream:
                map["output_type"] = "stream";
                map["name"] = stream.Name;
                map["text"] = Lines(stream.Text);
                break;
            case RichOutput rich:
                map["output_type"] = rich is ResultOutput ? "execute_result" : "display_data";
                map["data"] = Bundle(rich.Data);
                map["metadata"] = rich.Metadata;
                if (rich is ResultOutput result) map["execution_count"] = Count(result.ExecutionCount);
                break;
            case ErrorOutput error:
                map["output_type"] = "error";
                map["ename"] = error.Name;
                map["evalue"] = error.Message;
                map["traceback"] = new JsonList(error.Traceback.Select(line => new JsonText(line)));
                break;
        }
        return map;
    }

    private static JsonMap Attachments(JsonMap attachments)
    {
        JsonMap map = [];
        foreach ((string name, JsonData bundle) in attachments) map.Add(name, bundle is JsonMap data ? Bundle(data) : bundle);
        return map;
    }

    private static JsonMap Bundle(JsonMap data)
    {
        JsonMap map = [];
        foreach ((string mimeType, JsonData value) in data)
            map.Add(mimeType, value is JsonText text && IsSplit(mimeType) ? Lines(text.Value) : value);
        return map;
    }

    private static bool IsSplit(string mimeType) =>
        mimeType.StartsWith("text/", StringComparison.Ordinal) || mimeType is "application/javascript" or MimeBundle.Svg;

    private static JsonList Lines(string text) => new(PythonText.SplitLines(text).Select(line => new JsonText(line)));

    private static JsonData Count(int? count) => count is { } number ? (long)number : JsonNull.Instance;

    private static JsonMap Start(JsonMap extra)
    {
        JsonMap map = [];
        foreach ((string key, JsonData value) in extra) map.Add(key, value);
        return map;
    }
}
