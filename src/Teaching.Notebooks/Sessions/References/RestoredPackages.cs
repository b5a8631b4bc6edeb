using System.Text.Json;

namespace Teaching.Notebooks.Sessions;

/// <summary>What a restore brought: which versions, which files to compile against, which to load.</summary>
internal sealed record RestoredPackages(
    IReadOnlyDictionary<string, string> Versions, IReadOnlyList<string> CompileFiles, IReadOnlyList<string> RuntimeFiles, IReadOnlyList<string> NativeFiles)
{
    public string? VersionOf(string id) => Versions.FirstOrDefault(pair => pair.Key.Equals(id, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Reads NuGet's <c>project.assets.json</c>; null when there is none, or a file of it is gone.</summary>
    public static RestoredPackages? TryRead(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or IOException)
        {
            return null;
        }
    }

    private static RestoredPackages? Read(JsonElement root)
    {
        string[] roots = [.. root.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name)];
        // The target with a runtime identifier comes last and says which native files fit.
        JsonElement target = root.GetProperty("targets").EnumerateObject().Last().Value;
        Dictionary<string, string> versions = [];
        List<string> compile = [], runtime = [], native = [];
        foreach (JsonProperty library in target.EnumerateObject())
        {
            if (!library.Value.TryGetProperty("type", out JsonElement type) || type.GetString() != "package") continue;
            string[] parts = library.Name.Split('/');
            versions[parts[0]] = parts[1];
            string folder = root.GetProperty("libraries").GetProperty(library.Name).GetProperty("path").GetString()!;
            compile.AddRange(Files(library.Value, "compile", folder, roots));
            runtime.AddRange(Files(library.Value, "runtime", folder, roots));
            native.AddRange(Files(library.Value, "native", folder, roots));
        }
        return compile.Concat(runtime).Concat(native).All(File.Exists) ? new RestoredPackages(versions, compile, runtime, native) : null;
    }

    private static IEnumerable<string> Files(JsonElement library, string kind, string folder, string[] roots) =>
        !library.TryGetProperty(kind, out JsonElement files)
            ? []
            : files.EnumerateObject().Where(file => !file.Name.EndsWith("_._", StringComparison.Ordinal))
                .Select(file => roots.Select(root => Path.Combine(root, folder, file.Name)).FirstOrDefault(File.Exists) ?? Path.Combine(roots[0], folder, file.Name));
}
