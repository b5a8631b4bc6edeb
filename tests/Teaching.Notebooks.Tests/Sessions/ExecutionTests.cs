using Teaching.Cells;

namespace Teaching.Notebooks.Tests.Sessions;

public sealed class ExecutionTests(TestSession session) : IClassFixture<TestSession>
{
    [Fact]
    public async Task The_last_expression_is_the_result()
    {
        CellRun run = await session.RunAsync("var a = 20;\na + 22");
        Assert.Null(run.Error);
        Assert.Equal("42", run.Result);
        Assert.Equal(ExecutionStatus.Succeeded, run.Outcome.Status);
    }

    [Fact]
    public async Task A_variable_lives_on_in_the_next_cell()
    {
        await session.RunAsync("var kept = 5;");
        Assert.Equal("6", (await session.RunAsync("kept + 1")).Result);
    }

    [Fact]
    public async Task An_await_at_the_top_level_works()
    {
        CellRun run = await session.RunAsync("await Task.Delay(1);\nConsole.WriteLine(\"after\");\nawait Task.FromResult(7)");
        Assert.Null(run.Error);
        Assert.Equal("7", run.Result);
        Assert.Equal("after\n", run.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task An_exception_is_reported_with_the_students_line()
    {
        CellRun run = await session.RunAsync("int Half(int x)\n{\n    if (x % 2 == 1) throw new ArgumentException(\"odd\");\n    return x / 2;\n}\nHalf(3)");
        Assert.Equal("System.ArgumentException", run.Error!.Name);
        Assert.Equal("odd", run.Error.Message);
        Assert.Contains("   at Half in cell", run.Error.Traceback[1]);
        Assert.EndsWith("line 3", run.Error.Traceback[1]);
    }

    [Fact]
    public async Task A_compile_error_marks_the_place()
    {
        CellRun run = await session.RunAsync("int a = 1;\nint b = a + c;");
        Assert.Equal("CompilationError", run.Error!.Name);
        Assert.StartsWith("(2,13): error CS0103", run.Error.Message);
        Assert.Equal("    int b = a + c;", run.Error.Traceback[1]);
        Assert.Equal("                ^", run.Error.Traceback[2]);
    }

    [Theory]
    [InlineData("int Sum(int[] a)\n{\n    int s = 0;\n    for (int i = 0; i <= a.Length; i++)\n        s += a[i];\n    return s;\n}\nSum([1, 2])", "Sum in ", ", line 8")]
    [InlineData("int[] few = {1, 2};\nint far = 7;\nConsole.WriteLine(few[far]);", "", null)]
    public async Task An_index_out_of_range_names_the_cell_and_no_wrong_line(string code, string function, string? caller)
    {
        CellRun run = await session.RunAsync(code);
        Assert.Equal("System.IndexOutOfRangeException", run.Error!.Name);
        Assert.Matches($@"^   at {function}cell \d+$", run.Error.Traceback[1]);
        if (caller is not null) Assert.EndsWith(caller, run.Error.Traceback[2]);
        Assert.Equal(caller is null ? 2 : 3, run.Error.Traceback.Count);
    }

    [Fact]
    public async Task An_async_void_method_that_fails_fails_its_own_cell()
    {
        CellRun run = await session.RunAsync("async void Forget() { throw new InvalidOperationException(\"forgotten\"); }\nForget();\n1");
        Assert.Equal("forgotten", run.Error?.Message);
    }

    [Fact]
    public async Task An_async_void_method_that_fails_after_its_cell_is_told_and_ends_nothing()
    {
        CellRun run = await session.RunAsync("var go = new TaskCompletionSource();\nasync void Late() { await go.Task; throw new InvalidOperationException(\"late\"); }\nLate();");
        Assert.Null(run.Error);
        run = await session.RunAsync("""
            var told = new System.IO.StringWriter();
            Console.SetError(System.IO.TextWriter.Synchronized(told));
            go.SetResult();
            while (!told.ToString().Contains("late")) await Task.Delay(1);
            told.ToString()
            """);
        Assert.Null(run.Error);
        Assert.StartsWith("Failed after its cell had ended: System.InvalidOperationException: late", run.Result);
    }
}
