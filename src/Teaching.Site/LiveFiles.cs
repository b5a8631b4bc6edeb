using Teaching.Notebooks.Documents;

namespace Teaching.Site;

/// <summary>
/// What the pages run cells with: .NET, the engine and the course's libraries for a browser, and the scripts around them. The build puts them
/// into a folder <c>live</c>, which lies beside the command or in artifacts.
/// </summary>
internal sealed class LiveFiles
{
    private const string List = "live.json";
    private const string Worker = "offline.js";
    private readonly string folder;
    private readonly string[] names;

    private LiveFiles(string folder, JsonMap list)
    {
        this.folder = folder;
        names = [.. list.List("files")!.OfType<JsonText>().Select(name => name.Value)];
        Version = list.Text("version") ?? "";
        Size = list["size"] is JsonNumber size && long.TryParse(size.ToString(), out long bytes) ? bytes : 0;
    }

    /// <summary>Changes with any of the files.</summary>
    public string Version { get; }

    /// <summary>How many bytes a first run loads, compressed.</summary>
    public long Size { get; }

    /// <summary>The files that the site gets, as addresses from its folder. What works without a network has to lie at the top, or it would not hold for the pages.</summary>
    public IEnumerable<string> Names => [.. names.Where(name => name != Worker).Select(name => "live/" + name), Worker];

    /// <summary>Finds the files; null when they were not built.</summary>
    /// <param name="nearby">Folders; live is looked for beside them, then in artifacts of them and of those above.</param>
    public static LiveFiles? Find(IEnumerable<string> nearby)
    {
        string? folder = nearby.SelectMany(WebFiles.Above)
            .SelectMany(above => new[] { Path.Combine(above, "live"), Path.Combine(above, "artifacts", "live") })
            .FirstOrDefault(one => File.Exists(Path.Combine(one, List)));
        if (folder is null) return null;
        string list = Path.Combine(folder, List);
        return JsonData.Parse(NotebookFile.ReadText(list), list) is JsonMap map && map.List("files") is not null ? new LiveFiles(folder, map)
            : throw new NotebookException(list, "", "is not what the build writes; build the project again");
    }

    /// <summary>Copies them.</summary>
    public void WriteTo(SiteFolder site)
    {
        foreach (string name in names.Where(name => name != Worker)) site.Copy("live/" + name, Path.Combine([folder, .. name.Split('/')]));
        site.Write(Worker, NotebookFile.ReadText(Path.Combine(folder, Worker)).Replace("VERSION", Version, StringComparison.Ordinal));
    }
}
