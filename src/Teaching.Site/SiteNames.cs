namespace Teaching.Site;

/// <summary>
/// What each notebook is called on the site: the name of its file, so that links between lessons hold; notebooks of one name
/// from two folders get a number, and none is called as the index page or that for notebooks from the disk.
/// </summary>
internal sealed class SiteNames
{
    public const string Index = "index.html";

    /// <summary>Where a live site runs a notebook from the reader's disk.</summary>
    public const string Own = "own-notebook.html";

    private readonly List<(string Path, string Name)> names = [];

    public SiteNames(IEnumerable<string> paths)
    {
        foreach (string path in paths) names.Add((path, FreeName(Path.GetFileNameWithoutExtension(path))));
    }

    /// <summary>Every page and notebook.</summary>
    public IEnumerable<string> All => names.SelectMany(one => new[] { one.Name + ".html", one.Name + ".ipynb" });

    /// <summary>The page of a notebook; null when it is not on the site.</summary>
    public string? PageOf(string path) => Find(path) is { } name ? name + ".html" : null;

    /// <summary>The copy of a notebook on the site.</summary>
    public string NotebookOf(string path) =>
        (Find(path) ?? throw new ArgumentException($"{path} is not on the site", nameof(path))) + ".ipynb";

    private string? Find(string path) => names.FirstOrDefault(one => one.Path == path).Name;

    private string FreeName(string name)
    {
        string free = name;
        for (int i = 2; IsTaken(free); i++) free = $"{name}-{i}";
        return free;
    }

    private bool IsTaken(string name) => string.Equals(name + ".html", Index, StringComparison.OrdinalIgnoreCase)
        || string.Equals(name + ".html", Own, StringComparison.OrdinalIgnoreCase)
        || names.Any(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase));
}
