using Teaching.Notebooks.Sessions;

namespace Teaching.Notebooks.Tests.Sessions;

public sealed class ReferenceTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("teach-test-").FullName;
    private Session session = null!;

    /// <summary>Packages that a test restores go to a cache of its own.</summary>
    private SessionOptions Options => TestSession.Options with
    {
        WorkingDirectory = folder,
        Environment = new Dictionary<string, string?> { ["XDG_DATA_HOME"] = Path.Combine(folder, "data"), ["NUGET_PACKAGES"] = Path.Combine(folder, "packages") },
    };

    public async ValueTask InitializeAsync() => session = await Session.StartAsync(Options);

    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        Directory.Delete(folder, true);
    }

    [Fact]
    public async Task A_library_is_loaded_from_a_copy_with_what_lies_beside_it()
    {
        string bin = Path.Combine(folder, "bin");
        string inner = Library.Build(bin, "Inner", "namespace Inner; public class Value { public int N => 41; }");
        string outer = Library.Build(bin, "Outer", "namespace Outer; public class Maker { public static Inner.Value Make() => new(); }", inner);
        CellRun run = await CellRun.OfAsync(session, "#r \"bin/Outer.dll\"\nusing Outer;\nvar made = Maker.Make();\nmade.N + 1");
        Assert.Null(run.Error);
        Assert.Equal("42", run.Result);

        // Neither a rebuild nor a deletion disturbs the session, and the types stay the same.
        Library.Build(bin, "Inner", "namespace Inner; public class Value { public int N => 1; public int M => 2; }");
        File.Delete(outer);
        Assert.Equal("41", (await CellRun.OfAsync(session, "Maker.Make().N")).Result);
        Assert.Equal("True", (await CellRun.OfAsync(session, "#r \"bin/Inner.dll\"\nusing Inner;\nvar same = new Value();\nsame.GetType() == made.GetType()")).Result);
    }

    [Fact]
    public async Task A_library_that_cannot_be_copied_is_an_error_and_can_be_tried_again()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Symbolic links need a privilege on Windows.");
        string lib = Library.Build(folder, "Lib", "public static class Lib { public static int N => 1; }");
        File.Copy(lib, Path.Combine(folder, "Another.dll"));
        string broken = Path.Combine(folder, "broken.dll");
        File.CreateSymbolicLink(broken, "nowhere");
        CellRun run = await CellRun.OfAsync(session, "#r \"Lib.dll\"\nLib.N");
        Assert.Equal("ReferenceError", run.Error!.Name);
        Assert.StartsWith($"#r \"Lib.dll\": the libraries in {folder} cannot be copied to the temporary folder", run.Error.Message);
        File.Delete(broken);
        Assert.Equal("1", (await CellRun.OfAsync(session, "#r \"Lib.dll\"\nLib.N")).Result);
    }

    [Fact]
    public async Task Referring_again_is_harmless_and_tells_of_a_rebuild()
    {
        string path = Library.Build(folder, "Lib", "public static class Lib { public static int N => 1; }");
        Assert.Equal("1", (await CellRun.OfAsync(session, "#r \"Lib.dll\"\nLib.N")).Result);
        CellRun again = await CellRun.OfAsync(session, "#r \"Lib.dll\"\nLib.N");
        Assert.Equal("1", again.Result);
        Assert.Equal("", again.ErrorOutput);
        Library.Build(folder, "Lib", "public static class Lib { public static int N => 2; }");
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(1));
        again = await CellRun.OfAsync(session, "#r \"Lib.dll\"\nLib.N");
        Assert.Equal("1", again.Result);
        Assert.Contains("restart", again.ErrorOutput);
    }

    [Theory]
    [InlineData("#r \"none.dll\"", "there is no file")]
    [InlineData("#r \"text.dll\"", "is not a .NET library")]
    [InlineData("#r \"nuget: \"", "is not of the form")]
    [InlineData("#r \"nuget: Some Thing, x\"", "is not of the form")]
    public async Task A_reference_that_cannot_be_followed_says_why(string code, string why)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "text.dll"), "no library");
        CellRun run = await CellRun.OfAsync(session, code);
        Assert.Equal("ReferenceError", run.Error!.Name);
        Assert.Contains(why, run.Error.Message);
    }

    [Fact]
    public async Task A_package_without_a_source_that_answers_fails_and_says_so()
    {
        await File.WriteAllTextAsync(
            Path.Combine(folder, "nuget.config"),
            "<configuration><packageSources><clear /><add key=\"nowhere\" value=\"http://127.0.0.1:9/index.json\" allowInsecureConnections=\"true\" /></packageSources></configuration>");
        for (int attempt = 0; attempt < 2; attempt++)
        {
            CellRun run = await CellRun.OfAsync(session, "#r \"nuget: Teaching.No.Such.Package, 1.2.3\"");
            Assert.Equal("ReferenceError", run.Error!.Name);
            Assert.Contains("no package source answered", run.Error.Message);
        }
        Assert.Equal("2", (await CellRun.OfAsync(session, "1 + 1")).Result);
    }

    [Fact]
    public async Task A_package_of_a_local_source_is_restored_and_a_missing_version_is_told()
    {
        string id = $"Teaching.Test.P{Guid.NewGuid():N}";
        Package(id, "1.0.0", 1);
        Package(id, "1.2.0", 2);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "nuget.config"), $"<configuration><packageSources><clear /><add key=\"here\" value=\"{folder}\" /></packageSources></configuration>");
        CellRun run = await CellRun.OfAsync(session, $"#r \"nuget: {id}, 1.0.0\"\nPackaged.N");
        Assert.True(run.Error is null, run.Error?.Message);
        Assert.Equal("1", run.Result);

        await using Session other = await Session.StartAsync(Options);
        run = await CellRun.OfAsync(other, $"#r \"nuget: {id}\"\nPackaged.N");
        Assert.Equal("2", run.Result);
        Assert.Contains($"took #r \"nuget: {id}, 1.2.0\"", run.ErrorOutput);
    }

    private void Package(string id, string version, int value)
    {
        string dll = Library.Build(Path.Combine(folder, version), id, $"public static class Packaged {{ public static int N => {value}; }}");
        using var zip = System.IO.Compression.ZipFile.Open(Path.Combine(folder, $"{id}.{version}.nupkg"), System.IO.Compression.ZipArchiveMode.Create);
        System.IO.Compression.ZipFileExtensions.CreateEntryFromFile(zip, dll, $"lib/net8.0/{id}.dll");
        using StreamWriter spec = new(zip.CreateEntry($"{id}.nuspec").Open());
        spec.Write($"<package><metadata><id>{id}</id><version>{version}</version><authors>test</authors><description>test</description></metadata></package>");
    }
}
