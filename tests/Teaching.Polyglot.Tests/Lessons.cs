using Teaching.Tests.Browsing;

namespace Teaching.Polyglot.Tests;

/// <summary>
/// Which lessons are run where. The first three always run in both hosts. In the gate (TEACHING_REQUIRE_CLIENTS=1) the tool, which is what students
/// have, runs all: both hosts together would take twice the minutes. TEACHING_POLYGLOT=all runs all in both.
/// </summary>
internal static class Lessons
{
    private static readonly string[] all = [.. Directory.GetFiles(Folder, "*.ipynb").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public static string Folder => Path.Combine(Outside.Root, "notebooks");

    public static IEnumerable<string> InTool => IsSet("TEACHING_REQUIRE_CLIENTS", "1") ? all : InPackage;

    public static IEnumerable<string> InPackage => IsSet("TEACHING_POLYGLOT", "all") ? all : all.Take(3);

    private static bool IsSet(string variable, string value) => Environment.GetEnvironmentVariable(variable) == value;
}
