using Teaching.Browser.Tests;
using Teaching.Notebooks.Documents;
using Teaching.Site;
using Teaching.Tests.Browsing;

[assembly: AssemblyFixture(typeof(LiveSite))]

namespace Teaching.Browser.Tests;

/// <summary>The site of the committed lessons and of a small one, whose cells can be run; written and served once, by the first test that needs it.</summary>
public sealed class LiveSite : IAsyncDisposable
{
    /// <summary>The page of the small lesson.</summary>
    public const string Small = "small";

    private readonly string home = Directory.CreateTempSubdirectory("live course #1 ").FullName;
    private readonly Lazy<Task<Served>> served;

    public LiveSite() => served = new(() => Task.Run(MakeAsync));

    public static IReadOnlyList<string> Notebooks { get; } =
        [.. Directory.GetFiles(Path.Combine(Outside.Root, "notebooks"), "*.ipynb").Order(StringComparer.Ordinal)];

    /// <summary>The folder of the site.</summary>
    public string Folder => Path.Combine(home, "site");

    /// <summary>Where the site is served. Skips the test where the build made nothing to run cells with.</summary>
    public async Task<string> AddressAsync()
    {
        if (!File.Exists(Path.Combine(Outside.Root, "artifacts", "live", "live.json"))) Outside.SkipOrFail("artifacts/live is not there: install Node.js, then run dotnet build.");
        Outside.RequireNodeModules();
        return (await served.Value).Address;
    }

    public async ValueTask DisposeAsync()
    {
        if (served.IsValueCreated && served.Value.IsCompletedSuccessfully) await (await served.Value).DisposeAsync();
        Directory.Delete(home, recursive: true);
    }

    private Task<Served> MakeAsync()
    {
        string[] notebooks = [.. Notebooks, WriteSmall()];
        CourseSite site = new(Folder, notebooks, offline: true, Live.Yes);
        site.Prepare(ours: true);
        Assert.Empty(site.Write([.. notebooks.Select(path => new Lesson(path, Notebook.Read(path)))], DateTimeOffset.UnixEpoch));
        return Served.StartAsync(Folder);
    }

    /// <summary>Four cells as they would be committed, and a file beside them that the last reads.</summary>
    private string WriteSmall()
    {
        string file = Path.Combine(home, "notebooks", Small + ".ipynb");
        Directory.CreateDirectory(Path.Combine(home, "notebooks", "beside"));
        File.WriteAllText(Path.Combine(home, "notebooks", "beside", "helper.cs"), "static int Helped() => 4711;\n");
        Notebook notebook = Notebook.Create();
        notebook.Cells.Add(Cell.Markdown("# A small lesson"));
        notebook.Cells.Add(Code("one", "int a = 20;"));
        notebook.Cells.Add(Code("two", "Console.WriteLine(a + 22);", new StreamOutput("stdout", "42\n")));
        notebook.Cells.Add(Code("three", "Console.WriteLine(\"three\");", new StreamOutput("stdout", "three\n")));
        notebook.Cells.Add(Code("four", "#load \"beside/helper.cs\"\nConsole.WriteLine(Helped());", new StreamOutput("stdout", "4711\n")));
        foreach ((int i, Cell cell) in notebook.Cells.Skip(1).Index()) cell.ExecutionCount = i + 1;
        notebook.Write(file);
        return file;
    }

    private static Cell Code(string id, string code, params Output[] outputs)
    {
        Cell cell = Cell.Code(code);
        cell.Id = id;
        cell.Outputs.AddRange(outputs);
        return cell;
    }
}
