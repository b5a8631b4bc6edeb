namespace Teaching.Browser.Tests;

/// <summary>Which lessons are run in a page: three that are short and differ. TEACHING_BROWSER=all runs all, TEACHING_BROWSER=05,08 these two.</summary>
internal static class Lessons
{
    private static readonly string asked = Environment.GetEnvironmentVariable("TEACHING_BROWSER") ?? "01,02,11";

    /// <summary>Their pages.</summary>
    public static IEnumerable<string> Chosen => LiveSite.Notebooks.Select(path => Path.GetFileNameWithoutExtension(path)!)
        .Where(name => asked == "all" ? name != Guest : asked.Split(',').Any(number => name.StartsWith(number, StringComparison.Ordinal)));

    /// <summary>The appendix on a guest library asks for packages that do not lie beside a page.</summary>
    private const string Guest = "appendix-plotly-net";
}
