using System.Reflection.Metadata;
using System.Security.Cryptography;

namespace Teaching.Cli;

/// <summary>
/// Whether the libraries in artifacts/teaching were built from the sources that lie in src. The symbols beside a
/// library hold a SHA-256 of each file that it was compiled from.
/// </summary>
internal static class Library
{
    private static readonly string[] Names = ["Teaching", "Teaching.Fast", "Teaching.Data", "Teaching.Drawing", "Teaching.Charts"];

    private const string Build = "run 'dotnet build' and restart running sessions";

    /// <summary>One finding for the course in this folder; null stands for no course.</summary>
    public static Finding Of(string? root)
    {
        if (root is null) return new("library", "no course here", "start it in a clone of the course to have its library looked at");
        List<string> changed = [];
        foreach (string name in Names)
        {
            string dll = Path.Combine(root, "artifacts", "teaching", name + ".dll"), pdb = Path.ChangeExtension(dll, ".pdb");
            if (!File.Exists(dll)) return new("library", $"artifacts/teaching/{name}.dll is not there", "run 'dotnet build'");
            if (!File.Exists(pdb)) return new("library", $"the symbols of {name} are missing, so its sources are unknown", Build);
            string sources = Path.Combine(root, "src", name);
            if (!Directory.Exists(sources)) return new("library", $"the sources of {name} are not here, nothing to compare");
            try
            {
                changed.AddRange(Changed(sources, name, pdb, File.GetLastWriteTimeUtc(dll)).Select(file => $"{name}/{file}"));
            }
            catch (Exception failure) when (failure is BadImageFormatException or IOException or UnauthorizedAccessException)
            {
                return new("library", $"artifacts/teaching/{name}.pdb cannot be read: {failure.Message.ReplaceLineEndings(" ")}", Build);
            }
        }
        return changed.Count == 0
            ? new("library", "artifacts/teaching is built from these sources")
            : new("library", $"the sources differ from artifacts/teaching: {Few([.. changed])}", Build);
    }

    private static string[] Changed(string sources, string name, string pdb, DateTime built)
    {
        Dictionary<string, byte[]> compiled = Compiled(pdb, name);
        var here = Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(sources, file).Replace('\\', '/'), file => file);
        return
        [
            .. here.Where(file => compiled.TryGetValue(file.Key, out byte[]? sum)
                    ? !SHA256.HashData(File.ReadAllBytes(file.Value)).AsSpan().SequenceEqual(sum)
                    : File.GetLastWriteTimeUtc(file.Value) > built)
                .Select(file => file.Key).Order(StringComparer.Ordinal),
            .. compiled.Keys.Where(file => !here.ContainsKey(file)).Select(file => $"{file} (removed)"),
        ];
    }

    /// <summary>The files under src/NAME that the library was compiled from, with their SHA-256.</summary>
    private static Dictionary<string, byte[]> Compiled(string pdb, string name)
    {
        string folder = $"/src/{name}/";
        using FileStream stream = File.OpenRead(pdb);
        using var provider = MetadataReaderProvider.FromPortablePdbStream(stream);
        MetadataReader reader = provider.GetMetadataReader();
        Dictionary<string, byte[]> files = [];
        foreach (DocumentHandle handle in reader.Documents)
        {
            Document document = reader.GetDocument(handle);
            string path = reader.GetString(document.Name).Replace('\\', '/');
            int at = path.LastIndexOf(folder, StringComparison.Ordinal);
            if (at >= 0) files[path[(at + folder.Length)..]] = reader.GetBlobBytes(document.Hash);
        }
        return files;
    }

    private static string Few(string[] files) => files.Length <= 3
        ? string.Join(", ", files)
        : FormattableString.Invariant($"{string.Join(", ", files[..3])} and {files.Length - 3} more");
}
