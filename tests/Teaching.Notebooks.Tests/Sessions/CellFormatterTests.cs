using Teaching.Cells;
using Teaching.Notebooks.Sessions;

namespace Teaching.Notebooks.Tests.Sessions;

public sealed class CellFormatterTests(TestSession session) : IClassFixture<TestSession>
{
    private const string Source =
        """
        public class SquareFormatter { public string MimeType => "text/plain"; public bool Format(object value, System.IO.TextWriter writer) { writer.Write("a square"); return true; } }
        public class SquareSource { public IEnumerable<object> CreateTypeFormatters() { yield return new SquareFormatter(); } }
        [TypeFormatterSource(typeof(SquareSource), PreferredMimeTypes = new[] { "text/plain" })]
        public class Square { }
        """;

    [Fact]
    public async Task Types_of_a_cell_can_say_how_they_are_shown()
    {
        CellRun run = await session.RunAsync(Library.Convention.Replace("internal", "public") + "\n" + Source + "\nnew Square()");
        Assert.Null(run.Error);
        Assert.Equal("a square", run.Result);
        run = await session.RunAsync("display(new Square());\nnew Square().Display();");
        Assert.Equal(["a square", "a square"], run.Events.OfType<DisplayEvent>().Select(e => e.Data["text/plain"]));
    }

    [Fact]
    public async Task An_assembly_can_say_how_types_of_others_are_shown()
    {
        string folder = Directory.CreateTempSubdirectory("teach-test-").FullName;
        string grid = Library.Build(folder, "Grids", "public abstract class Grid<T> { public int N => 2; }\npublic class DenseGrid<T> : Grid<T> { }");
        string path = Library.Build(
            folder,
            "Shows",
            "[assembly: TypeFormatterSource(typeof(GridSource), PreferredMimeTypes = new[] { \"text/html\", \"text/plain\" })]\n" + Library.Convention + """

            public class GridFormatter(string mimeType) { public System.Type Type => typeof(Grid<>); public string MimeType => mimeType; public bool Format(object value, System.IO.TextWriter writer) { writer.Write("grid as " + mimeType); return true; } }
            public class GridSource { public object[] CreateTypeFormatters() => [new GridFormatter("text/html"), new GridFormatter("text/plain")]; }
            public static class Shows { public static int Loaded => 1; }
            """,
            grid);
        CellRun run = await session.RunAsync($"#r \"{path}\"\n#r \"{grid}\"\nvar loaded = Shows.Loaded;\nnew DenseGrid<double>()");
        Assert.Equal("grid as text/plain", run.Result);
        Assert.Equal(["text/html", "text/plain"], run.Events.OfType<DisplayEvent>().Single().Data.Keys);
        Directory.Delete(folder, true);
    }

    [Fact]
    public async Task A_library_that_is_referred_to_says_how_types_of_others_are_shown_before_its_code_runs()
    {
        string folder = Directory.CreateTempSubdirectory("teach-test-").FullName;
        string matrices = Library.Build(folder, "Lattices", "public class Lattice<T> { public int N => 2; }");
        string path = Library.Build(
            folder,
            "ShowsLattices",
            "[assembly: TypeFormatterSource(typeof(LatticeSource), PreferredMimeTypes = new[] { \"text/plain\" })]\n" + Library.Convention + """

            public class LatticeFormatter { public System.Type Type => typeof(Lattice<>); public string MimeType => "text/plain"; public bool Format(object value, System.IO.TextWriter writer) { writer.Write("a lattice"); return true; } }
            public class LatticeSource { public object[] CreateTypeFormatters() => [new LatticeFormatter()]; }
            """,
            matrices);
        await session.RunAsync($"#r \"{matrices}\"");
        Assert.NotEqual("a lattice", (await session.RunAsync("new Lattice<int>()")).Result);
        Assert.Null((await session.RunAsync($"#r \"{path}\"")).Error);
        Assert.Equal("a lattice", (await session.RunAsync("new Lattice<int>()")).Result);
        Directory.Delete(folder, true);
    }

    [Fact]
    public async Task A_formatter_that_throws_fails_the_cell_with_its_message()
    {
        CellRun run = await session.RunAsync(
            Library.Convention.Replace("internal", "public") + "\n" + Source.Replace("Square", "Bad").Replace("writer.Write(\"a square\")", "throw new Exception(\"no paper\")") + "\nnew Bad()");
        Assert.Equal("FormatterError", run.Error!.Name);
        Assert.Contains("no paper", run.Error.Message);
        Assert.Equal(ExecutionStatus.Failed, run.Outcome.Status);
    }
}
