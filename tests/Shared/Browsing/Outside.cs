namespace Teaching.Tests.Browsing;

/// <summary>What the tests need from outside: the folder of the repository, programs, files that npm brings.</summary>
internal static class Outside
{
    /// <summary>The folder that holds Teaching.sln, found upwards from the test's own.</summary>
    public static string Root { get; } = FindRoot();

    private const string PublicCopy = "https://cdn.jsdelivr.net/npm/";

    private static bool HasNodeModules => Directory.Exists(Path.Combine(Root, "node_modules"));

    /// <summary>
    /// Whether an address is of the public copy and npm ci was not run. Pages that are made then load KaTeX and plotly.js from there, which
    /// no test lets them: that they complain is right.
    /// </summary>
    public static bool IsWithheld(string address) => !HasNodeModules && address.StartsWith(PublicCopy, StringComparison.Ordinal);

    /// <summary>Skips the test where npm ci was not run.</summary>
    public static void RequireNodeModules()
    {
        if (!HasNodeModules) SkipOrFail("node_modules is not there: run npm ci in the root of the repository.");
    }

    /// <summary>The file that npm ci brought for an address NAME@VERSION/FILE of the public copy of the npm packages; null when there is none.</summary>
    public static string? NodeModule(string address)
    {
        if (!address.StartsWith(PublicCopy, StringComparison.Ordinal)) return null;
        string[] parts = address[PublicCopy.Length..].Split(['@', '/'], 3);
        string file = Path.Combine([Root, "node_modules", parts[0], .. parts[2].Split('/')]);
        return File.Exists(file) ? file : null;
    }

    /// <summary>Where tests leave pictures to look at.</summary>
    public static string Screenshots => Directory.CreateDirectory(Path.Combine(Root, "artifacts", "screenshots")).FullName;

    /// <summary>Ends the test as skipped with the reason, or as failed where everything must be installed.</summary>
    public static void SkipOrFail(string reason)
    {
        if (Environment.GetEnvironmentVariable("TEACHING_REQUIRE_CLIENTS") == "1") Assert.Fail(reason);
        Assert.Skip(reason);
    }

    /// <summary>The path of Chromium, null when there is none.</summary>
    public static string? FindChromium()
    {
        string[] names = ["chromium", "chromium-browser", "google-chrome"];
        IEnumerable<string> folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin");
        return folders.SelectMany(folder => names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Teaching.sln"))) return folder.FullName;
        }
        throw new DirectoryNotFoundException($"no Teaching.sln above {AppContext.BaseDirectory}");
    }
}
