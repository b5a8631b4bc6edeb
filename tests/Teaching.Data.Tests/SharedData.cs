namespace Teaching.Data.Tests;

/// <summary>Where tests find the real data sets: in TEACHING_DATA, else in shared/data beside the repository; a test that finds none is skipped.</summary>
internal static class SharedData
{
    public static string Folder(string name)
    {
        string repository = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(repository, "Teaching.sln"))) repository = Path.GetDirectoryName(repository) ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
        string root = Environment.GetEnvironmentVariable("TEACHING_DATA") is { Length: > 0 } named ? named : Path.Combine(repository, "..", "shared", "data");
        string folder = Path.Combine(root, name);
        if (!Directory.Exists(folder)) Assert.Skip($"the data set {name} is not on this machine (looked in {root})");
        return folder;
    }
}
