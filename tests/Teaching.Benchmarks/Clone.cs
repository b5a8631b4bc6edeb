namespace Teaching.Benchmarks;

/// <summary>The clone of the course that the benchmarks run in.</summary>
internal static class Clone
{
    /// <summary>A file of it that something else has built, by its path from the root; null when it is not there.</summary>
    public static string? Find(string file)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Teaching.sln")) && Path.GetFullPath(file, folder.FullName) is var path && File.Exists(path))
                return path;
        }
        return null;
    }
}
