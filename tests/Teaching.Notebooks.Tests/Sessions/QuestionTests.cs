using Teaching.Cells;

namespace Teaching.Notebooks.Tests.Sessions;

public sealed class QuestionTests(TestSession session) : IClassFixture<TestSession>
{
    private async Task<Completions> CompleteAsync(string marked)
    {
        int position = marked.IndexOf('|');
        return await session.Session.CompleteAsync(marked.Remove(position, 1), position);
    }

    [Fact]
    public async Task Members_of_a_variable_of_an_earlier_cell_are_proposed()
    {
        await session.RunAsync("var words = new List<string>();");
        Completions found = await CompleteAsync("words.Ad|");
        Assert.Equal((6, 8), (found.Start, found.End));
        Assert.Equal(["Add", "AddRange"], found.Items.Select(item => item.Text).Take(2));
        Assert.Equal("method", found.Items[0].Kind);
        Assert.Equal("void List<string>.Add(string item)", found.Items[0].Signature);
        Assert.Contains((await CompleteAsync("words.|")).Items, item => item.Text == "Where");
        Assert.DoesNotContain((await CompleteAsync("words.|")).Items, item => item.Text == ".ctor");
    }

    [Theory]
    [InlineData("Math.Sq|", "Sqrt")]
    [InlineData("var length = \"x\".Len|;", "Length")]
    [InlineData("System.Text.Json.JsonSer|", "JsonSerializer")]
    [InlineData("using System.Thr|", "Threading")]
    [InlineData("string s = null; s?.Tri|", "Trim")]
    [InlineData("for (int index = 0; index < 3; index++) { ind| }", "index")]
    [InlineData("disp|", "display")]
    [InlineData("whi|", "while")]
    [InlineData("Console.\n    Wri|", "WriteLine")]
    [InlineData("#!time\nMath.Ma|", "Max")]
    public async Task What_could_follow_is_proposed(string code, string expected) =>
        Assert.Contains((await CompleteAsync(code)).Items, item => item.Text == expected);

    [Theory]
    [InlineData("\"Con|\"")]
    [InlineData("// Con|")]
    [InlineData("#!markdown\nCon|")]
    public async Task Nothing_is_proposed_inside_text(string code) =>
        Assert.Empty((await CompleteAsync(code)).Items);

    [Fact]
    public async Task The_documentation_of_a_copied_library_is_shown()
    {
        string folder = Directory.CreateTempSubdirectory("teach-test-").FullName;
        string path = Library.Build(folder, "Documented", "/// <summary>Turns <paramref name=\"x\"/>\n/// round, see <see cref=\"System.String\"/>.</summary>\npublic static class Wheel { }");
        await session.RunAsync($"#r \"{path}\"");
        Assert.Equal("Turns round, see String.", (await session.Session.InspectAsync("Wheel", 2))!.Summary?.Replace(" x ", " ").Replace("x round", "round"));
        Assert.NotNull((await CompleteAsync("Whee|")).Items[0].Summary);
        Directory.Delete(folder, true);
    }

    [Fact]
    public async Task A_variable_and_a_function_tell_what_they_are()
    {
        await session.RunAsync("double rate = 0.5;\nint Twice(int x) => 2 * x;");
        Assert.Equal("double rate", (await session.Session.InspectAsync("rate + 1", 4))!.Signature);
        Assert.Equal("int Twice(int x)", (await session.Session.InspectAsync("Twice(3)", 1))!.Signature);
        Assert.Null(await session.Session.InspectAsync("  1 + 1", 0));
        Assert.Null(await session.Session.InspectAsync("", 0));
    }

    [Theory]
    [InlineData("Math.Sqrt(|)", "double Math.Sqrt(double d)")]
    [InlineData("Math.Sqrt(|", "double Math.Sqrt(double d)")]
    [InlineData("Math.Sqrt(2.|0)", "double Math.Sqrt(double d)")]
    [InlineData("Math.Sqrt(\n    |2.0)", "double Math.Sqrt(double d)")]
    [InlineData("Math.Pow(2.0, |", "double Math.Pow(double x, double y)")]
    [InlineData("Math.Pow(Math.Sqrt(2.0)|, 3.0)", "double Math.Pow(double x, double y)")]
    [InlineData("Math.Pow(Math.Sqrt(|2.0), 3.0)", "double Math.Sqrt(double d)")]
    [InlineData("Math.Pow(Math.Sq|rt(2.0), 3.0)", "double Math.Sqrt(double d)")]
    [InlineData("\"a\".Insert(0, \"b|\")", "string string.Insert(int startIndex, string value)")]
    [InlineData("Math.Sqrt(2.0) |", null)]
    [InlineData("(|2.0)", null)]
    public async Task Between_the_parentheses_of_a_call_the_question_is_what_is_called(string code, string? signature)
    {
        int caret = code.IndexOf('|', StringComparison.Ordinal);
        Assert.Equal(signature, (await session.Session.InspectAsync(code.Remove(caret, 1), caret))?.Signature);
    }

    [Theory]
    [InlineData("1 + 1", Completeness.Complete)]
    [InlineData("if (true) {", Completeness.Incomplete)]
    [InlineData("var x = ", Completeness.Incomplete)]
    [InlineData("var x = );", Completeness.Invalid)]
    [InlineData("", Completeness.Complete)]
    [InlineData("#!markdown\n# anything {", Completeness.Complete)]
    public async Task Code_is_complete_incomplete_or_invalid(string code, Completeness expected) =>
        Assert.Equal(expected, await session.Session.IsCompleteAsync(code));

    [Fact]
    public async Task Questions_are_answered_while_a_cell_runs()
    {
        TaskCompletionSource started = new();
        Task<CellRun> running = CellRun.OfAsync(session.Session, "display(0);\nwhile (true) { }", _ => started.TrySetResult());
        await started.Task;
        Assert.NotEmpty((await CompleteAsync("Math.|")).Items);
        await session.Session.InterruptAsync();
        Assert.Equal(ExecutionStatus.Interrupted, (await running).Outcome.Status);
    }
}
