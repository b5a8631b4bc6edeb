using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Comparing;

/// <summary>Removes metadata that editors write and change from save to save: times, widget states, folding and scrolling, the editor's language id.</summary>
internal static class MetadataCleaner
{
    private static readonly string[] OfNotebook = ["widgets"];

    private static readonly string[] OfCell = ["execution", "ExecuteTime", "collapsed", "scrolled", "heading_collapsed"];

    /// <summary>Cleans a notebook's metadata.</summary>
    public static void CleanNotebook(JsonMap metadata)
    {
        foreach (string key in OfNotebook) metadata.Remove(key);
        RemoveWithin(metadata, "language_info", "version");
        RemoveWithin(metadata, "vscode", "interpreter");
        RemoveWithin(metadata, "vscode", "languageId");
    }

    /// <summary>Cleans a cell's metadata.</summary>
    public static void CleanCell(JsonMap metadata)
    {
        foreach (string key in OfCell) metadata.Remove(key);
        RemoveWithin(metadata, "jupyter", "outputs_hidden");
        RemoveWithin(metadata, "vscode", "languageId");
    }

    private static void RemoveWithin(JsonMap metadata, string outer, string inner)
    {
        if (metadata.Map(outer) is not { } map || !map.Remove(inner)) return;
        if (map.Count == 0) metadata.Remove(outer);
    }
}
