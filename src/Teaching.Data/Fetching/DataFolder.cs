namespace Teaching.Data;

/// <summary>Where data sets lie on this machine: each in a folder of its name.</summary>
public static class DataFolder
{
    /// <summary>
    /// The folder that TEACHING_DATA names; else the course's folder <c>data</c>, here or above; else <c>data</c> here.
    /// </summary>
    public static string Find() => Find(Environment.GetEnvironmentVariable("TEACHING_DATA"), Directory.GetCurrentDirectory());

    internal static string Find(string? teachingData, string workingDirectory)
    {
        if (!string.IsNullOrEmpty(teachingData)) return Path.GetFullPath(teachingData, workingDirectory);
        for (DirectoryInfo? folder = new(workingDirectory); folder is not null; folder = folder.Parent)
        {
            string data = Path.Combine(folder.FullName, "data");
            if (File.Exists(Path.Combine(data, "datasets.json"))) return data;
        }
        return Path.Combine(workingDirectory, "data");
    }

    /// <summary>The file of a data set in its folder, packed or not, or null.</summary>
    public static string? PathOf(string folder, DataFile file) =>
        new[] { Path.Combine(folder, file.Name), Path.Combine(folder, file.UnpackedName) }.FirstOrDefault(File.Exists);
}
