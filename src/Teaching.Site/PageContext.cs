namespace Teaching.Site;

/// <summary>What the parts of a page need to know of it while they are written.</summary>
/// <param name="folder">Full path of the folder that its notebook lies in.</param>
/// <param name="names">The pages of the site.</param>
/// <param name="isLive">Whether its cells can be run there.</param>
internal sealed class PageContext(string folder, SiteNames names, bool isLive = false)
{
    public Outline Outline { get; } = new();

    public bool IsLive => isLive;

    public SearchIndex Search { get; } = new();

    /// <summary>The page of the notebook that an address in the text names; null when it is not on the site.</summary>
    public string? PageOf(string address) => PathOf(address) is { } path ? names.PageOf(path) : null;

    /// <summary>The file below the notebook's own folder that an address names; null when there is none, or when it leads out of there.</summary>
    public string? FileOf(string address)
    {
        string? path = PathOf(address);
        if (path is null || !path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(path)) return null;
        for (string at = path; at.Length > folder.Length; at = Path.GetDirectoryName(at)!)
            if (new FileInfo(at).LinkTarget is not null) return null;
        return path;
    }

    private string? PathOf(string address)
    {
        try
        {
            return Path.GetFullPath(Path.Combine(folder, Uri.UnescapeDataString(address)));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
