using Teaching.Notebooks.Sessions;

namespace Teaching.Notebooks.Tests.Sessions;

public sealed class DialectTests(TestSession session) : IClassFixture<TestSession>
{
    [Fact]
    public async Task Variables_functions_and_types_can_be_defined_anew()
    {
        await session.RunAsync("int n = 1;\nint F() => 1;\nrecord Thing(int A);");
        await session.RunAsync("string n = \"two\";\nint F() => 2;\nrecord Thing(string B);");
        Assert.Equal("two 2 Thing { B = x }", (await session.RunAsync("$\"{n} {F()} {new Thing(\"x\")}\"")).Result);
    }

    [Fact]
    public async Task What_a_cell_assigned_before_it_failed_is_kept()
    {
        await session.RunAsync("var before = 5;\nthrow new Exception(\"half way\");");
        Assert.Equal("5", (await session.RunAsync("before")).Result);
    }

    [Fact]
    public async Task A_cell_that_does_not_compile_changes_nothing()
    {
        await session.RunAsync("var stays = 1;");
        await session.RunAsync("var stays = \"other\";\nnonsense");
        Assert.Equal("1", (await session.RunAsync("stays")).Result);
    }

    [Fact]
    public async Task Usings_of_a_cell_reach_the_next_but_files_need_one()
    {
        Assert.Equal("CompilationError", (await session.RunAsync("File.Exists(\"x\")")).Error!.Name);
        await session.RunAsync("using System.IO;");
        Assert.Equal("False", (await session.RunAsync("File.Exists(\"x\")")).Result);
    }

    [Fact]
    public async Task The_default_usings_are_those_of_NET_Interactive() =>
        Assert.Null((await session.RunAsync(
            "var a = new List<int>().Select(x => x).ToArray();\nvar b = new StringBuilder();\nIEnumerable c = a;\nTask d = Task.CompletedTask;\nConsole.Write(Math.PI);")).Error);

    [Fact]
    public async Task A_statement_has_no_result_and_null_has_one()
    {
        Assert.Null((await session.RunAsync("var x = 3;")).Result);
        Assert.Null((await session.RunAsync("Console.Write(1)")).Result);
        Assert.Null((await session.RunAsync("")).Error);
        Assert.Null((await session.RunAsync("// nothing")).Error);
        Assert.Equal("<null>", (await session.RunAsync("(string)null")).Result);
    }

    [Fact]
    public async Task The_handle_of_a_display_is_not_shown_as_a_result()
    {
        CellRun run = await session.RunAsync("display(5)");
        Assert.False(Assert.IsType<DisplayEvent>(Assert.Single(run.Events)).IsResult);
    }

    [Fact]
    public async Task Magic_lines_switch_the_language_and_keep_the_line_numbers()
    {
        CellRun run = await session.RunAsync("#!markdown\n# Title\n#!html\n<b>bold</b>\n#!csharp\nvar m = 1;\nthrow new Exception(\"here\");");
        DisplayEvent[] displays = [.. run.Events.OfType<DisplayEvent>()];
        Assert.Equal("# Title", displays[0].Data["text/markdown"]);
        Assert.Equal("<b>bold</b>", displays[1].Data["text/html"]);
        Assert.EndsWith("line 7", run.Error!.Traceback[1]);
    }

    [Fact]
    public async Task Time_is_shown_when_asked_for()
    {
        CellRun run = await session.RunAsync("#!time\n1 + 1");
        Assert.Equal("2", run.Result);
        Assert.Matches(@"^Wall time: [0-9.]+ ms$", run.Events.OfType<DisplayEvent>().Last().Data["text/plain"]);
    }

    [Fact]
    public async Task An_unknown_magic_line_is_named_and_nothing_runs()
    {
        CellRun run = await session.RunAsync("Console.Write(\"no\");\n#!whos\nprint(1)");
        Assert.Contains("#!whos", run.Error!.Message);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task A_line_inside_a_string_or_comment_is_no_magic_line() =>
        Assert.Equal("#!x", (await session.RunAsync("var raw = \"\"\"\n#!x\n\"\"\";\n/*\n#!y\n*/\nraw")).Result);

    [Fact]
    public async Task A_loaded_file_runs_and_its_errors_name_it()
    {
        string folder = Directory.CreateTempSubdirectory("teach-test-").FullName;
        string file = Path.Combine(folder, "more.csx");
        await File.WriteAllTextAsync(file, "int Loaded(int x)\n{\n    if (x < 0) throw new ArgumentException(\"negative\");\n    return x * 2;\n}\n");
        Assert.Equal("8", (await session.RunAsync($"#load \"{file}\"\nLoaded(4)")).Result);
        CellRun run = await session.RunAsync("Loaded(-1)");
        Assert.EndsWith("more.csx, line 3", run.Error!.Traceback[1]);
        await File.WriteAllTextAsync(file, "int Broken( => 1;");
        run = await session.RunAsync($"#load \"{file}\"");
        Assert.StartsWith("more.csx(1,", run.Error!.Message);
        Directory.Delete(folder, true);
    }

    [Fact]
    public async Task Frames_of_libraries_are_named_and_ours_are_not()
    {
        CellRun run = await session.RunAsync("async Task<int> Inner(string s)\n{\n    await Task.Delay(1);\n    return int.Parse(s);\n}\nawait Inner(\"x\")");
        Assert.Equal("System.FormatException", run.Error!.Name);
        Assert.Contains(run.Error.Traceback, line => line.Contains("Inner in cell") && line.EndsWith("line 4"));
        Assert.Contains(run.Error.Traceback, line => line.Contains("Parse"));
        Assert.DoesNotContain(run.Error.Traceback, line => line.Contains("Teaching.Notebooks") || line.Contains("Teaching.Cells") || line.Contains("ControlledExecution"));
    }

    [Theory]
    [InlineData("class Bad { static Bad() { throw new Exception(\"boom\"); } public static int X = 1; }\nBad.X", "TypeInitializationException", "boom")]
    [InlineData("await Task.WhenAll(Task.FromException(new Exception(\"first\")), Task.FromException(new Exception(\"second\")));", "Exception", "first")]
    [InlineData("throw new AggregateException(new Exception(\"first\"), new Exception(\"second\"));", "AggregateException", "second")]
    [InlineData("class Mute : Exception { public override string Message => throw new Exception(\"no\"); }\nthrow new Mute();", "Mute", "its Message throws Exception")]
    public async Task Unusual_failures_are_reported_too(string code, string name, string text)
    {
        CellRun run = await session.RunAsync(code);
        Assert.EndsWith(name, run.Error!.Name);
        Assert.Contains(run.Error.Traceback, line => line.Contains(text));
        Assert.Equal("2", (await session.RunAsync("1 + 1")).Result);
    }
}
