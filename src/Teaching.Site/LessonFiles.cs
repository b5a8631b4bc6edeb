using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Teaching.Notebooks.Documents;

namespace Teaching.Site;

/// <summary>A file that the cells of a live page find.</summary>
/// <param name="Name">Its address from the site's folder, and its path from the folder in which the page's cells run.</param>
/// <param name="Source">Full path of the file to copy; null where the site has it already.</param>
/// <param name="Sha256">Its checksum, in hexadecimal.</param>
public sealed record LessonFile(string Name, string? Source, string Sha256)
{
    /// <summary>A file with its checksum.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static LessonFile Of(string name, string source)
    {
        using FileStream stream = File.OpenRead(source);
        return new LessonFile(name, source, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }
}

/// <summary>Finds the files beside a lesson that its code names.</summary>
internal static partial class LessonFiles
{
    private const long Longest = 10_000_000;

    /// <summary>
    /// Of each text in the code, what stands before its first brace is the path of a file below the notebook's folder, or how the paths of some
    /// begin: <c>$"stored/10-{run}.json"</c>. Nothing outside that folder, and no link out of it.
    /// </summary>
    public static IReadOnlyList<LessonFile> Of(Lesson lesson, string notebook)
    {
        string home = Path.GetDirectoryName(lesson.Path)!;
        string code = string.Join('\n', lesson.Notebook.Cells.Where(cell => cell.Kind == CellKind.Code).Select(cell => cell.Source));
        List<LessonFile> files = [];
        foreach (string start in Texts().Matches(code).Select(match => match.Groups[1].Value).Distinct())
        {
            if (start == Path.GetFileName(lesson.Path)) files.Add(new LessonFile(notebook, null, ""));
            foreach (string file in Starting(home, start)) files.Add(LessonFile.Of(Path.GetRelativePath(home, file).Replace('\\', '/'), file));
        }
        return [.. files.DistinctBy(file => file.Name)];
    }

    private static IEnumerable<string> Starting(string home, string start)
    {
        int slash = start.LastIndexOf('/');
        if (slash <= 0 || start.Split('/').Any(part => part is "." or "..")) return [];
        string folder = Path.Combine([home, .. start[..slash].Split('/')]);
        for (string at = folder; at.Length > home.Length; at = Path.GetDirectoryName(at)!)
            if (!Directory.Exists(at) || new DirectoryInfo(at).LinkTarget is not null) return [];
        return Directory.EnumerateFiles(folder)
            .Where(file => Path.GetFileName(file).StartsWith(start[(slash + 1)..], StringComparison.Ordinal) && !Path.GetFileName(file).StartsWith('.'))
            .Where(file => new FileInfo(file) is { LinkTarget: null, Length: < Longest })
            .Order(StringComparer.Ordinal);
    }

    [GeneratedRegex("""
        "([\w./ -]{3,200})["{]
        """)]
    private static partial Regex Texts();
}
