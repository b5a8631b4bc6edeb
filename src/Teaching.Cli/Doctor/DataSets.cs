using Teaching.Data;

namespace Teaching.Cli;

/// <summary>The data sets of the manifest: which are here, and whether they are the published ones.</summary>
internal static class DataSets
{
    /// <summary>One finding for each data set.</summary>
    public static async IAsyncEnumerable<Finding> FindingsAsync()
    {
        string folder = DataFolder.Find();
        foreach (DataSetEntry set in DataManifest.BuiltIn().DataSets) yield return await OfAsync(set, Path.Combine(folder, set.Name)).ConfigureAwait(false);
    }

    private static async Task<Finding> OfAsync(DataSetEntry set, string folder)
    {
        string what = $"data {set.Name}", fetch = $"'teach data fetch {set.Name}' brings it";
        var files = set.Files.Select(file => (File: file, Path: DataFolder.PathOf(folder, file))).ToArray();
        if (files.All(file => file.Path is null)) return new(what, "not here; lessons draw their own digits");
        foreach ((DataFile file, string? path) in files)
        {
            if (path is null) return new(what, $"{file.Name} is missing", fetch);
            try
            {
                if (await FileCheck.ProblemAsync(path, file).ConfigureAwait(false) is { } problem) return new(what, $"{Path.GetFileName(path)}: {problem}", $"{fetch} again");
            }
            catch (DataSetException unreadable)
            {
                return new(what, unreadable.Message, $"{fetch} again");
            }
        }
        bool known = files.All(file => file.File.UnpackedSha256 is not null);
        return new(what, known
            ? $"here, {files.Length} files, SHA-256 right: {string.Join(' ', files.Select(file => file.File.UnpackedSha256![..8]))}"
            : $"here, {files.Length} files, lengths right (no published SHA-256 of the unpacked files is known)");
    }
}
