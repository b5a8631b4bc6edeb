using Teaching.Tests.Browsing;

namespace Teaching.Polyglot.Tests;

/// <summary>The lessons by the names of their files.</summary>
internal static class Lessons
{
    public static string Folder { get; } = Path.Combine(Outside.Root, "notebooks");

    public static string[] All { get; } = [.. Directory.GetFiles(Folder, "*.ipynb").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
