using Microsoft.CodeAnalysis.CSharp;
using Teaching.Tests.Browsing;

namespace Teaching.House.Tests;

/// <summary>The small library's source files.</summary>
internal static class Library
{
    /// <summary>Each with its path from src/Teaching.</summary>
    public static (string Path, string Text)[] Files { get; } =
    [
        .. Sources.Files(Folder)
            .Select(path => (Path.GetRelativePath(Folder, path).Replace('\\', '/'), File.ReadAllText(path)))
            .OrderBy(file => file.Item1, StringComparer.Ordinal),
    ];

    public static CSharpCompilation Compiled { get; } = Sources.Project(Folder);

    private static string Folder => Path.Combine(Outside.Root, "src", "Teaching");
}
