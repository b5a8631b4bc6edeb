using System.IO.Enumeration;

namespace Teaching.Cli;

/// <summary>
/// The notebooks that the PATH arguments of a verb name: files, folders (with the folders below them) and patterns, in
/// the order given, a folder's in the order of their names, each once.
/// </summary>
internal sealed class NotebookPaths
{
    private readonly List<string> files = [];
    private readonly List<string> errors = [];

    private NotebookPaths()
    {
    }

    /// <summary>Full paths of the notebooks.</summary>
    public IReadOnlyList<string> Files => files;

    /// <summary>One line for each argument that names no notebook.</summary>
    public IReadOnlyList<string> Errors => errors;

    /// <summary>Finds the notebooks; with no argument those of the course around <paramref name="current"/>.</summary>
    public static NotebookPaths Find(IReadOnlyList<string> arguments, string current)
    {
        NotebookPaths found = new();
        if (arguments.Count == 0) found.AddCourse(current);
        foreach (string argument in arguments) found.AddArgument(argument, current);
        return found;
    }

    /// <summary>The folder that holds <c>notebooks/</c>, looked for from a folder upward; null when there is none.</summary>
    public static string? CourseRoot(string folder)
    {
        for (string? at = Path.GetFullPath(folder); at is not null; at = Path.GetDirectoryName(at))
        {
            string notebooks = Path.Combine(at, "notebooks");
            if (Directory.Exists(notebooks) && Below(notebooks).Any()) return at;
        }
        return null;
    }

    /// <summary>The course that a notebook belongs to: the folder above the nearest <c>notebooks/</c> that it lies in.</summary>
    public static string? CourseOf(string notebook)
    {
        for (string? at = Path.GetDirectoryName(notebook); at is not null; at = Path.GetDirectoryName(at))
            if (Path.GetFileName(at) == "notebooks") return Path.GetDirectoryName(at);
        return null;
    }

    private void AddCourse(string current)
    {
        if (CourseRoot(current) is { } root)
            AddAll(Below(Path.Combine(root, "notebooks")));
        else
            errors.Add($"no course here: neither {current} nor a folder above it holds a folder 'notebooks' with .ipynb files; name a PATH");
    }

    private void AddArgument(string argument, string current)
    {
        string path = Path.GetFullPath(argument, current);
        if (argument.Length == 0)
            errors.Add("an empty PATH names no notebook; leave it out to take the course");
        else if (File.Exists(path))
            AddAll([path]);
        else if (Directory.Exists(path))
            AddSome(Below(path), $"{argument}: the folder holds no .ipynb file");
        else if (argument.AsSpan().IndexOfAny('*', '?') >= 0)
            AddSome(Matching(path), $"{argument}: no .ipynb file matches");
        else
            errors.Add($"{argument}: no such file or folder");
    }

    private void AddSome(IEnumerable<string> paths, string otherwise)
    {
        int before = files.Count;
        string[] some = [.. paths];
        AddAll(some);
        if (some.Length == 0 && files.Count == before) errors.Add(otherwise);
    }

    private void AddAll(IEnumerable<string> paths)
    {
        foreach (string path in paths)
            if (!files.Contains(path)) files.Add(path);
    }

    private static IEnumerable<string> Below(string folder)
    {
        FileSystemEnumerable<string> all = new(folder, (ref FileSystemEntry entry) => entry.ToFullPath(), Everywhere)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && IsNotebook(entry.FileName),
            // A linked folder may hold the one that it lies in.
            ShouldRecursePredicate = (ref FileSystemEntry entry) => IsRead(entry.FileName) && entry.ToFileSystemInfo().LinkTarget is null,
        };
        return all.Order(StringComparer.Ordinal);
    }

    private static EnumerationOptions Everywhere => new() { RecurseSubdirectories = true, IgnoreInaccessible = true };

    private static bool IsNotebook(ReadOnlySpan<char> name) =>
        name.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase) && !name.StartsWith('.');

    /// <summary>Not .ipynb_checkpoints and other hidden folders, nor what was built or downloaded.</summary>
    private static bool IsRead(ReadOnlySpan<char> folder) => !folder.StartsWith('.') && folder is not ("artifacts" or "node_modules");

    private static IEnumerable<string> Matching(string pattern)
    {
        string root = Path.GetPathRoot(pattern)!;
        IEnumerable<string> found = [root];
        string[] parts = pattern[root.Length..].Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar]);
        foreach (string part in parts[..^1])
            found = [.. found.SelectMany(folder => FoldersNamed(folder, part))];
        return found.SelectMany(folder => FilesNamed(folder, parts[^1])).Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> FoldersNamed(string folder, string part)
    {
        if (part.AsSpan().IndexOfAny('*', '?') < 0)
            return Directory.Exists(Path.Combine(folder, part)) ? [Path.Combine(folder, part)] : [];
        EnumerationOptions options = new() { RecurseSubdirectories = part == "**", IgnoreInaccessible = true };
        IEnumerable<string> found = Directory.EnumerateDirectories(folder, part == "**" ? "*" : part, options)
            .Where(at => Path.GetRelativePath(folder, at).Split(Path.DirectorySeparatorChar).All(name => IsRead(name)));
        return part == "**" ? found.Prepend(folder) : found;
    }

    private static IEnumerable<string> FilesNamed(string folder, string part) =>
        Directory.EnumerateFiles(folder, part, new EnumerationOptions { IgnoreInaccessible = true })
            .Where(file => IsNotebook(Path.GetFileName(file)));
}
