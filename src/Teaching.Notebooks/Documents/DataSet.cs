namespace Teaching.Notebooks.Documents;

/// <summary>A data set that a notebook's outputs were made with.</summary>
/// <param name="Name">Its name, as mnist.</param>
/// <param name="Sha256">The SHA-256 of its files, in hexadecimal.</param>
public sealed record DataSet(string Name, string Sha256)
{
    internal static IReadOnlyList<DataSet> ReadAll(JsonMap metadata) =>
        [.. (metadata.Map("teaching")?.List("data") ?? []).OfType<JsonMap>()
            .Select(set => new DataSet(set.Text("name") ?? "", set.Text("sha256") ?? ""))];

    internal static void WriteAll(JsonMap metadata, IReadOnlyList<DataSet> sets)
    {
        JsonMap teaching = metadata.Map("teaching") ?? [];
        teaching["data"] = sets.Count == 0
            ? null
            : new JsonList(sets.Select(set => new JsonMap { { "name", set.Name }, { "sha256", set.Sha256 } }));
        metadata["teaching"] = teaching.Count == 0 ? null : teaching;
    }
}
