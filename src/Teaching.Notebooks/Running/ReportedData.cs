using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Running;

/// <summary>
/// How a lesson says which data it got. Its setup call displays, once for each data set, the MIME type
/// <c>application/vnd.teaching.data+json</c> with <c>{"name": "mnist", "sha256": "..."}</c> (or a list of such objects),
/// alone or beside what a reader sees. The runner takes this type out of the cell's outputs and writes the data sets
/// into the notebook's metadata as <c>teaching.data</c>. So <c>teach check</c> knows what the committed outputs were
/// made with and what the fresh run had: with the same data everything is compared, with other data the lesson's
/// assertions (no cell may fail) and the structure of the outputs. Of a lesson committed without data all is compared.
/// </summary>
public static class ReportedData
{
    /// <summary>The MIME type of the report.</summary>
    public const string MimeType = "application/vnd.teaching.data+json";

    /// <summary>Moves the report, if there is one, from a MIME bundle to the list of data sets.</summary>
    internal static void Take(JsonMap bundle, List<DataSet> sets)
    {
        if (bundle[MimeType] is not { } report) return;
        bundle.Remove(MimeType);
        foreach (JsonMap set in (report as JsonList ?? new JsonList([report])).OfType<JsonMap>())
        {
            DataSet named = new(set.Text("name") ?? "", set.Text("sha256") ?? "");
            if (!sets.Contains(named)) sets.Add(named);
        }
    }
}
