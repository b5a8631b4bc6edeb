using Teaching.Notebooks.Documents;

namespace Teaching.Cli.Tests;

public sealed class RunTests : IDisposable
{
    private readonly Teach teach = new();

    public void Dispose() => teach.Dispose();

    [Fact]
    public async Task A_course_runs_in_order_of_names_and_leaves_executed_notebooks_pages_and_an_index()
    {
        teach.Write("notebooks/02-second ä.ipynb", "Console.WriteLine(\"grüße\");", "", "var x = 6 * 7;\nx");
        teach.Write("notebooks/01-first.ipynb", "System.IO.File.ReadAllText(\"beside.txt\")");
        File.WriteAllText(teach.At("notebooks", "beside.txt"), "from my own folder");
        string before = File.ReadAllText(teach.At("notebooks", "02-second ä.ipynb"));

        Result result = await teach.RunAsync("run");

        Assert.Equal((0, ""), (result.Exit, result.Error));
        string[] lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string second = Path.Combine("notebooks", "02-second ä.ipynb");
        Assert.Equal($"To read it while it runs, open: {teach.At("artifacts", "course", "index.html")}", lines[0]);
        Assert.Equal(Path.Combine("notebooks", "01-first.ipynb") + ": 2 cells", lines[2]);
        Assert.StartsWith(second + ": ok, ", lines[5]);
        Assert.Matches(@"second ä.ipynb +\| +2/2 \| +\d+\.\d \| ok ", result.Output);
        Assert.Equal($"To read it, open: {teach.At("artifacts", "course", "index.html")}", lines[^1]);
        Assert.Equal(before, File.ReadAllText(teach.At("notebooks", "02-second ä.ipynb")));

        Notebook executed = Notebook.Read(teach.At("artifacts", "course", "02-second ä.ipynb"));
        Assert.Equal([null, 1, null, 2], executed.Cells.Select(cell => cell.ExecutionCount));
        Assert.Equal("grüße\n", Assert.IsType<StreamOutput>(executed.Cells[1].Outputs[0]).Text.ReplaceLineEndings("\n"));
        Assert.Equal("42", Assert.IsType<ResultOutput>(executed.Cells[3].Outputs[0]).Data.Text("text/plain"));
        Assert.Contains("from my own folder", File.ReadAllText(teach.At("artifacts", "course", "01-first.html")));
        Assert.Contains("Lesson of 02-second &#228;", File.ReadAllText(teach.At("artifacts", "course", "index.html")));
    }

    [Fact]
    public async Task Without_a_temporary_folder_one_line_says_so_and_nothing_is_a_stack_trace()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Pipes of Windows have no folder.");
        teach.Write("a.ipynb", "1");
        Result result = await teach.With("TMPDIR", teach.At("none")).RunAsync("run", "a.ipynb");
        Assert.Equal((1, ""), (result.Exit, result.Error));
        Assert.Contains($"a.ipynb: no session could be started: The session's socket cannot be made in {teach.At("none")}", result.Output);
    }

    [Fact]
    public async Task Each_notebook_has_a_session_of_its_own()
    {
        teach.Write("1.ipynb", "var secret = 1;");
        teach.Write("2.ipynb", "secret");
        Result result = await teach.RunAsync("run", ".");
        Assert.Equal(1, result.Exit);
        Assert.Contains("1.ipynb: ok", result.Output);
        Assert.Contains("'secret' does not exist", result.Output);
    }

    [Fact]
    public async Task A_failing_cell_is_shown_with_its_line_and_trace_and_stops_its_notebook_alone()
    {
        teach.Write("a.ipynb", "int Half(int x) => x > 0 ? x / (x - x) : 0;", "var y = 1;\nvar z = Half(y);\nz", "z");
        teach.Write("b.ipynb", "1");
        Result result = await teach.RunAsync("run", "a.ipynb", "b.ipynb");
        Assert.Equal((1, ""), (result.Exit, result.Error));
        Assert.Contains("a.ipynb, cell 3 of 4 [2], line 2:\n    var z = Half(y);\n  System.DivideByZeroException: Attempted to divide by zero.\n", result.Output);
        Assert.Contains("Half in cell 1, line 1", result.Output);
        Assert.Contains("(1 later cell was not run)", result.Output);
        Assert.DoesNotContain("Teaching.Notebooks", result.Output);
        Assert.DoesNotContain("Teaching.Cells", result.Output);
        Assert.Contains("b.ipynb: ok", result.Output);
        Notebook executed = Notebook.Read(teach.At("artifacts", "course", "a.ipynb"));
        Assert.IsType<ErrorOutput>(executed.Cells[2].Outputs[^1]);
        Assert.Null(executed.Cells[3].ExecutionCount);
        Assert.Contains("failed in cell 3", File.ReadAllText(teach.At("artifacts", "course", "index.html")));
    }

    [Fact]
    public async Task With_keep_going_the_cells_after_a_failing_one_run()
    {
        teach.Write("a.ipynb", "throw new Exception(\"first\");", "Console.WriteLine(\"still here\");", "x");
        Result result = await teach.RunAsync("run", "a.ipynb", "--keep-going");
        Assert.Equal(1, result.Exit);
        Assert.Contains("System.Exception: first", result.Output);
        Assert.Contains("'x' does not exist", result.Output);
        Assert.Contains("still here", File.ReadAllText(teach.At("artifacts", "course", "a.html")));
    }

    [Fact]
    public async Task A_cell_tagged_raises_exception_has_to_fail()
    {
        Notebook notebook = Notebook.Create();
        foreach (string source in new[] { "throw new Exception(\"on purpose\");", "1" })
        {
            Cell cell = Cell.Code(source);
            cell.Metadata.Add("tags", new JsonList(["raises-exception"]));
            notebook.Cells.Add(cell);
        }
        teach.Write("a.ipynb", notebook);
        Result result = await teach.RunAsync("run", "a.ipynb");
        Assert.Equal(1, result.Exit);
        Assert.Contains("a.ipynb, cell 2 of 2 [2]:\n    1\n  NoException: ", result.Output);
        Assert.DoesNotContain("on purpose", result.Output);
    }

    [Theory]
    [InlineData("Environment.Exit(7);", "exit code 7")]
    [InlineData("int Deep(int n) => n + Deep(n + 1);\nDeep(0)", "without end")]
    public async Task A_cell_that_kills_its_process_fails_and_the_other_notebooks_go_on(string source, string expected)
    {
        teach.Write("a.ipynb", "1", source, "2");
        teach.Write("b.ipynb", "1");
        Result result = await teach.RunAsync("run", "a.ipynb", "b.ipynb");
        Assert.Equal((1, ""), (result.Exit, result.Error));
        Assert.Contains("a.ipynb, cell 3 of 4 [2]", result.Output);
        Assert.Contains(expected, result.Output);
        Assert.Contains("b.ipynb: ok", result.Output);
    }

    [Theory]
    [InlineData("while (true) {}")]
    [InlineData("System.Threading.Thread.Sleep(60_000);")]
    public async Task A_cell_over_its_time_is_stopped_and_fails(string source)
    {
        teach.Write("a.ipynb", source, "1");
        Result result = await teach.RunAsync("run", "a.ipynb", "--timeout", "1.5");
        Assert.Equal(1, result.Exit);
        Assert.Contains($"    {source}\n  Timeout: the cell ran for longer than 1.5 s", result.Output);
        Assert.Contains("(1 later cell was not run)", result.Output);
    }

    [Fact]
    public async Task In_place_writes_clean_outputs_into_the_notebook_and_check_then_finds_it_the_same()
    {
        string path = teach.Write("a.ipynb", "Console.WriteLine(1.5);", "new[] { 1, 2 }.Sum()");
        Assert.Equal((0, ""), await ExitOf("run", "a.ipynb", "--in-place"));
        Notebook written = Notebook.Read(path);
        Assert.Equal([null, 1, 2], written.Cells.Select(cell => cell.ExecutionCount));
        Assert.False(Directory.Exists(teach.At("artifacts")));
        string first = File.ReadAllText(path);
        Assert.Equal((0, ""), await ExitOf("run", "a.ipynb", "--in-place"));
        Assert.Equal(first, File.ReadAllText(path));
        Assert.Equal((0, ""), await ExitOf("check", "a.ipynb"));
        Assert.Equal((0, ""), await ExitOf("clean", "a.ipynb", "--check"));
    }

    [Fact]
    public async Task In_place_leaves_a_notebook_with_a_failing_cell_as_it_was()
    {
        string path = teach.Write("a.ipynb", "1", "throw new Exception();");
        string before = File.ReadAllText(path);
        Result result = await teach.RunAsync("run", "a.ipynb", "--in-place");
        Assert.Equal(1, result.Exit);
        Assert.Contains("not written", result.Output);
        Assert.Equal(before, File.ReadAllText(path));
    }

    [Fact]
    public async Task The_data_that_a_lesson_reports_goes_into_the_metadata_and_not_into_the_outputs()
    {
        string path = teach.Write("a.ipynb", DataSource("digits", "abc") + "\ndisplay(new Data());");
        Assert.Equal((0, ""), await ExitOf("run", "a.ipynb", "--in-place"));
        Notebook written = Notebook.Read(path);
        Assert.Equal([new DataSet("digits", "abc")], written.Data);
        RichOutput output = Assert.IsType<DisplayOutput>(Assert.Single(written.Cells[1].Outputs), exactMatch: false);
        Assert.Equal(["text/plain"], output.Data.Keys);
    }

    [Fact]
    public async Task Usings_alone_and_a_comment_alone_are_cells_too()
    {
        teach.Write("a.ipynb", "using System.IO;", "// nothing", "Path.Combine(\"a\", \"b\").Length");
        Assert.Equal((0, ""), await ExitOf("run", "a.ipynb"));
    }

    [Fact]
    public async Task A_missing_library_says_what_to_build()
    {
        teach.Write("notebooks/a.ipynb", "#r \"../artifacts/teaching/Teaching.dll\"\nusing Teaching;");
        Result result = await teach.RunAsync("run");
        Assert.Equal(1, result.Exit);
        Assert.Contains("Build first: dotnet build", result.Output);
    }

    [Fact]
    public async Task A_cell_that_asks_for_input_gets_its_end_and_does_not_hang()
    {
        teach.Write("a.ipynb", "Console.ReadLine() ?? \"nobody there\"");
        Assert.Equal((0, ""), await ExitOf("run", "a.ipynb"));
        Assert.Contains("nobody there", File.ReadAllText(teach.At("artifacts", "course", "a.html")));
    }

    [Theory]
    [InlineData("fr_FR.UTF-8")]
    [InlineData("tr_TR.UTF-8")]
    public async Task Under_another_culture_figures_keep_their_point_and_letters_their_form(string language)
    {
        teach.With("LANG", language).With("LC_ALL", language);
        teach.Write("ü.ipynb", "Console.WriteLine($\"{1.5} İıß\");", "2.25");
        Result result = await teach.RunAsync("run", "ü.ipynb", "--json", "summary.json");
        Assert.Equal((0, ""), (result.Exit, result.Error));
        Assert.Matches(@"ü\.ipynb: ok, \d+\.\d s", result.Output);
        Assert.DoesNotMatch(@"\d,\d", result.Output);
        Notebook executed = Notebook.Read(teach.At("artifacts", "course", "ü.ipynb"));
        Assert.Equal("1.5 İıß\n", Assert.IsType<StreamOutput>(executed.Cells[1].Outputs[0]).Text.ReplaceLineEndings("\n"));
        Assert.Equal("2.25", Assert.IsType<ResultOutput>(executed.Cells[2].Outputs[0]).Data.Text("text/plain"));
    }

    [Fact]
    public async Task The_summary_as_json_has_every_cell_and_the_speed_figures()
    {
        teach.Write("a.ipynb", "1", "throw new Exception(\"no\");", "3");
        Result result = await teach.RunAsync("run", "a.ipynb", "--timings", "--json", "summary.json");
        Assert.Equal(1, result.Exit);
        Assert.Matches(@"median of trivial cells 1-60 +\d+\.\d\d ms", result.Output);
        JsonMap summary = (JsonMap)JsonData.Parse(File.ReadAllText(teach.At("summary.json")));
        Assert.Equal(false, summary["passed"]);
        JsonMap notebook = (JsonMap)summary.List("notebooks")![0];
        Assert.Equal("Lesson of a", notebook.Text("title"));
        Assert.Equal(["passed", "failed", "notRun"], notebook.List("cells")!.Cast<JsonMap>().Select(cell => cell.Text("state")));
        Assert.Equal("System.Exception: no", ((JsonMap)notebook.List("cells")![1]).Text("error"));
        foreach (string figure in new[] { "processStartToFirstResultSeconds", "sessionStartToFirstResultSeconds", "medianFirst60Seconds", "median241To300Seconds" })
            Assert.InRange(summary.Map("timings")!.Number(figure)!.Value, 1e-6, 60);
    }

    /// <summary>A type that shows itself, by the convention, as a report of a data set and as a line to read.</summary>
    internal static string DataSource(string name, string sha256) => $$"""
        public class TypeFormatterSourceAttribute(Type source) : Attribute { public Type FormatterSourceType => source; public string[] PreferredMimeTypes { get; set; } }
        public class One(string type, string text) { public string MimeType => type; public bool Format(object x, System.IO.TextWriter w) { w.Write(text); return true; } }
        public class Source { public IEnumerable<object> CreateTypeFormatters() => new[] { new One("application/vnd.teaching.data+json", "{\"name\": \"{{name}}\", \"sha256\": \"{{sha256}}\"}"), new One("text/plain", "my data") }; }
        [TypeFormatterSource(typeof(Source), PreferredMimeTypes = new[] { "application/vnd.teaching.data+json", "text/plain" })] public class Data { }
        """;

    private async Task<(int, string)> ExitOf(params string[] arguments)
    {
        Result result = await teach.RunAsync(arguments);
        return (result.Exit, result.Exit == 0 ? result.Error : result.Output + result.Error);
    }
}
