using System.Text.Json;

namespace Teaching.Data;

/// <summary>What the manifest data/datasets.json, which is part of the library, says about a data set.</summary>
internal sealed record KnownDataSet(string Title, IReadOnlyList<string> ClassNames, IReadOnlyDictionary<string, string> UnpackedSha256)
{
    /// <summary>What is known under this name, or null.</summary>
    public static KnownDataSet? Find(string name)
    {
        using Stream stream = typeof(KnownDataSet).Assembly.GetManifestResourceStream("datasets.json")!;
        using var manifest = JsonDocument.Parse(stream);
        foreach (JsonElement set in manifest.RootElement.GetProperty("datasets").EnumerateArray())
        {
            if (set.GetProperty("name").GetString() == name) return Of(set);
        }
        return null;
    }

    /// <summary>Objects to a file whose published checksum is known and differs.</summary>
    /// <exception cref="InvalidDataException">It differs.</exception>
    public void Check(string path, string file, string sha256)
    {
        if (UnpackedSha256.TryGetValue(file, out string? published) && published != sha256)
            throw new InvalidDataException($"{path} is not the published file: unpacked it has the SHA-256 {sha256}, the published one {published}. "
                + "Fetch it again with `teach data fetch`, or keep data of your own in a folder of another name.");
    }

    private static KnownDataSet Of(JsonElement set)
    {
        var sums = new Dictionary<string, string>();
        foreach (JsonElement file in set.GetProperty("files").EnumerateArray())
        {
            if (file.GetProperty("unpackedSha256").GetString() is { } sum) sums.Add(Path.GetFileNameWithoutExtension(file.GetProperty("name").GetString()!), sum);
        }
        return new(set.GetProperty("title").GetString()!, [.. set.GetProperty("classes").EnumerateArray().Select(c => c.GetString()!)], sums);
    }
}
