using System.Globalization;

namespace Teaching.Notebooks.Sessions;

/// <summary>The session's temporary folder, where copies of referenced libraries lie. Removed at its end.</summary>
internal sealed class SessionFolder : IDisposable
{
    private const string Prefix = "teach-session-";
    private static readonly string[] copied = [".dll", ".pdb", ".xml", ".json", ".so", ".dylib"];
    private readonly Dictionary<string, string> copies = [];
    private string? path;

    /// <summary>Copies a library's folder and gives the copy's path. The same folder is copied once.</summary>
    public string CopyLibraries(string source)
    {
        if (copies.TryGetValue(source, out string? known)) return known;
        path ??= CreateOwn();
        string copy = Directory.CreateDirectory(Path.Combine(path, copies.Count.ToString(CultureInfo.InvariantCulture))).FullName;
        foreach (string file in Directory.EnumerateFiles(source).Where(file => copied.Contains(Path.GetExtension(file))))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)), overwrite: true); // An attempt before may have failed half way.
        string native = Path.Combine(source, "runtimes");
        if (Directory.Exists(native)) CopyTree(native, Path.Combine(copy, "runtimes"));
        CopyResources(source, copy);
        return copies[source] = copy;
    }

    /// <summary>A new empty folder in it.</summary>
    public string Create() => Directory.CreateDirectory(Path.Combine(path ??= CreateOwn(), Path.GetRandomFileName())).FullName;

    public void Dispose()
    {
        if (path is not null) Remove(path);
    }

    /// <summary>Removes what sessions that were killed left behind.</summary>
    public static void RemoveStale()
    {
        foreach (string left in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
            if (int.TryParse(Path.GetFileName(left).Split('-')[2], out int processId) && !IsRunning(processId)) Remove(left);
    }

    private static string CreateOwn() => Directory.CreateTempSubdirectory(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-")).FullName;

    private static bool IsRunning(int processId)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(processId);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Windows keeps loaded libraries locked until the process ends: the next session removes them.
        }
    }

    /// <summary>Texts in other languages lie in folders that are called by the language.</summary>
    private static void CopyResources(string source, string copy)
    {
        foreach (string language in Directory.EnumerateDirectories(source))
            foreach (string file in Directory.EnumerateFiles(language, "*.resources.dll"))
            {
                string target = Directory.CreateDirectory(Path.Combine(copy, Path.GetFileName(language))).FullName;
                File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
            }
    }

    private static void CopyTree(string source, string target)
    {
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
    }
}
