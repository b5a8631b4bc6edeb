using System.Text.Json;

namespace Teaching.Data;

/// <summary>The list of data sets that can be fetched: addresses, sizes, checksums and licence, as data/datasets.json says them.</summary>
/// <param name="DataSets">The data sets, in the order of the file.</param>
public sealed record DataManifest(IReadOnlyList<DataSetEntry> DataSets)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        PropertyNameCaseInsensitive = false,
    };

    /// <summary>The manifest that this version of the course came with.</summary>
    public static DataManifest BuiltIn()
    {
        using Stream stream = typeof(DataManifest).Assembly.GetManifestResourceStream("datasets.json")!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd(), "datasets.json");
    }

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="DataSetException">The file cannot be read, or is not a manifest; the message says where.</exception>
    public static DataManifest Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DataSetException($"{path}: cannot be read: {failure.Message}");
        }
    }

    /// <summary>The data set of this name, or null.</summary>
    public DataSetEntry? Find(string name) => DataSets.FirstOrDefault(set => set.Name == name);

    private static DataManifest Parse(string json, string path)
    {
        try
        {
            DataManifest manifest = new(JsonSerializer.Deserialize<Document>(json, Options)?.Datasets ?? throw new JsonException("it is null"));
            string? wrong = manifest.DataSets.Select(set => set.Problem()).FirstOrDefault(problem => problem is not null);
            return wrong is null ? manifest : throw new DataSetException($"{path}: {wrong}");
        }
        catch (JsonException failure)
        {
            throw new DataSetException($"{path}: not a manifest of data sets: {failure.Message.ReplaceLineEndings(" ")}");
        }
    }

    private sealed record Document(List<DataSetEntry> Datasets);
}
