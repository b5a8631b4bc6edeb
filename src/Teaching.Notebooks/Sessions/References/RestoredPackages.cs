using System.Text.Json;

namespace Teaching.Notebooks.Sessions;

/// <summary>One package of a restore: which files to compile against, which to load, which extend a kernel of .NET Interactive.</summary>
internal sealed record RestoredPackage(
    string Id, string Version, IReadOnlyList<string> Compile, IReadOnlyList<string> Runtime, IReadOnlyList<string> Native, IReadOnlyList<string> Resources,
    IReadOnlyList<string> Frameworks, IReadOnlyList<string> Extensions)
{
    /// <summary>The managed libraries, by their names: the file to compile against, the file to load, or null where there is only the other.</summary>
    public IEnumerable<(string Name, string? Compile, string? Runtime)> Libraries =>
        Compile.Concat(Runtime).Select(NameOf).Distinct(StringComparer.OrdinalIgnoreCase).Select(name => (name, Named(Compile, name), Named(Runtime, name)));

    private static string NameOf(string file) => Path.GetFileNameWithoutExtension(file);

    private static string? Named(IEnumerable<string> files, string name) =>
        files.FirstOrDefault(file => NameOf(file).Equals(name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>What a restore brought.</summary>
internal sealed record RestoredPackages(IReadOnlyList<RestoredPackage> Packages)
{
    public string? VersionOf(string id) => Packages.FirstOrDefault(package => package.Id.Equals(id, StringComparison.OrdinalIgnoreCase))?.Version;

    /// <summary>Reads NuGet's <c>project.assets.json</c>; null when there is none, or a file of it is gone.</summary>
    public static RestoredPackages? TryRead(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static RestoredPackages? Read(JsonElement root)
    {
        string[] roots = [.. root.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name)];
        // The target with a runtime identifier comes last and says which native files fit.
        JsonElement target = root.GetProperty("targets").EnumerateObject().Last().Value;
        List<RestoredPackage> packages = [];
        foreach (JsonProperty library in target.EnumerateObject())
        {
            if (!library.Value.TryGetProperty("type", out JsonElement type) || type.GetString() != "package") continue;
            string[] parts = library.Name.Split('/');
            JsonElement content = root.GetProperty("libraries").GetProperty(library.Name);
            string folder = content.GetProperty("path").GetString()!;
            IReadOnlyList<string> Files(string kind) => FilesOf(library.Value, kind, folder, roots);
            packages.Add(new RestoredPackage(
                parts[0], parts[1], Managed(Files("compile")), Managed(Files("runtime")), Files("native"), Files("resource"), FrameworksOf(library.Value),
                ExtensionsOf(content, folder, roots)));
        }
        IEnumerable<string> all = packages.SelectMany(package => package.Compile.Concat(package.Runtime).Concat(package.Native).Concat(package.Resources).Concat(package.Extensions));
        return all.All(File.Exists) ? new RestoredPackages(packages) : null;
    }

    private static string[] Managed(IEnumerable<string> files) =>
        [.. files.Where(file => Path.GetExtension(file).ToLowerInvariant() is ".dll" or ".exe" or ".winmd")];

    private static string[] FilesOf(JsonElement library, string kind, string folder, string[] roots) =>
        !library.TryGetProperty(kind, out JsonElement files)
            ? []
            : [.. files.EnumerateObject().Where(file => !file.Name.EndsWith("_._", StringComparison.Ordinal))
                .Select(file => PathOf(file.Name, folder, roots))];

    private static string PathOf(string file, string folder, string[] roots) =>
        roots.Select(root => Path.Combine(root, folder, file)).FirstOrDefault(File.Exists) ?? Path.Combine(roots[0], folder, file);

    /// <summary>Libraries and the script in the folder that .NET Interactive looks into, none below it.</summary>
    private static string[] ExtensionsOf(JsonElement content, string folder, string[] roots)
    {
        const string place = "interactive-extensions/dotnet/";
        return
        [
            .. content.GetProperty("files").EnumerateArray().Select(file => file.GetString()!)
                .Where(file => file.StartsWith(place, StringComparison.Ordinal) && file[place.Length..] is var name
                    && !name.Contains('/') && (name == "extension.dib" || name.EndsWith(".dll", StringComparison.Ordinal)))
                .Select(file => PathOf(file, folder, roots)),
        ];
    }

    private static string[] FrameworksOf(JsonElement library) =>
        library.TryGetProperty("frameworkReferences", out JsonElement names) ? [.. names.EnumerateArray().Select(name => name.GetString()!)] : [];
}
