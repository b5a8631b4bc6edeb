using Teaching.Tests.Browsing;

namespace Teaching.Polyglot.Tests;

/// <summary>
/// Which lessons are run where. The first three run in both hosts. In the gate (TEACHING_REQUIRE_CLIENTS=1) the tool, which is what students have,
/// runs all: all in both would take twice the minutes. TEACHING_POLYGLOT=all runs all in both, TEACHING_POLYGLOT=05,08 these two.
/// </summary>
internal static class Lessons
{
    private static readonly string? asked = Environment.GetEnvironmentVariable("TEACHING_POLYGLOT");

    private static readonly bool isGate = Environment.GetEnvironmentVariable("TEACHING_REQUIRE_CLIENTS") == "1";

    public static string Folder { get; } = Path.Combine(Outside.Root, "notebooks");

    public static IEnumerable<string> InTool => Of(asked ?? (isGate ? "all" : "01,02,03"));

    public static IEnumerable<string> InPackage => Of(asked ?? "01,02,03");

    private static IEnumerable<string> Of(string numbers) => Directory.GetFiles(Folder, "*.ipynb").Select(path => Path.GetFileName(path))
        .Where(name => (numbers == "all" && !name.StartsWith("appendix-", StringComparison.Ordinal)) || numbers.Split(',').Any(number => name.StartsWith(number, StringComparison.Ordinal)))
        .Order(StringComparer.Ordinal);
}
