using Teaching.Cells;
using Teaching.Notebooks.Sessions;

namespace Teaching.Notebooks.Tests.Sessions;

/// <summary>Cells and parts of cells that are not C#: HTML and Markdown are shown, others are named as not run, and C# goes on.</summary>
public sealed class LanguageTests(TestSession session) : IClassFixture<TestSession>
{
    [Theory]
    [InlineData("html", "text/html", "<b>x</b>")]
    [InlineData("HTML", "text/html", "<b>x</b>")]
    [InlineData("markdown", "text/markdown", "<b>x</b>")]
    [InlineData("javascript", "text/plain", "(not run: this part of the cell is javascript; here C# runs, html and markdown are shown)")]
    [InlineData("brainfuck", "text/plain", "(not run: this part of the cell is brainfuck; here C# runs, html and markdown are shown)")]
    public async Task A_cell_in_another_language_is_shown_or_named(string language, string mimeType, string expected)
    {
        CellRun run = await RunAsync("<b>x</b>", language);
        Assert.Equal(ExecutionStatus.Succeeded, run.Outcome.Status);
        Assert.Equal(expected, Assert.IsType<DisplayEvent>(Assert.Single(run.Events)).Data[mimeType]);
    }

    [Theory]
    [InlineData("csharp")]
    [InlineData("C#")]
    [InlineData(".net-csharp")]
    [InlineData("polyglot-notebook")]
    [InlineData("")]
    public async Task Each_name_of_C_sharp_runs(string language) => Assert.Equal("2", (await RunAsync("1 + 1", language)).Result);

    [Theory]
    [InlineData("#!javascript", "javascript")]
    [InlineData("#!js", "javascript")]
    [InlineData("#!fsharp", "fsharp")]
    [InlineData("#!pwsh", "pwsh")]
    [InlineData("#!mermaid", "mermaid")]
    [InlineData("#!sql-orders --name rows", "sql-orders")]
    [InlineData("#!value --name text", "value")]
    public async Task A_part_in_another_language_is_named_and_C_sharp_goes_on(string magic, string name)
    {
        CellRun run = await session.RunAsync($"var before = 1;\n{magic}\nlet x = \"#!\"\n#!/bin/sh\n#!csharp\nbefore + 1");
        Assert.Null(run.Error);
        Assert.Equal("2", run.Result);
        Assert.StartsWith($"(not run: this part of the cell is {name};", run.Events.OfType<DisplayEvent>().First().Data["text/plain"]);
    }

    [Fact]
    public async Task A_C_sharp_part_in_a_cell_of_another_language_runs_with_its_own_line_numbers()
    {
        CellRun run = await RunAsync("graph TD\n#!csharp\nthrow new Exception(\"here\");", "mermaid");
        Assert.EndsWith("line 3", run.Error!.Traceback[1]);
    }

    [Fact]
    public async Task Completion_sees_only_the_C_sharp_parts()
    {
        const string code = "#!javascript\nlet broken = (\n#!csharp\n\"text\".Len";
        Completions found = await session.Session.CompleteAsync(code, code.Length);
        Assert.Contains(found.Items, item => item.Text == "Length");
    }

    private async Task<CellRun> RunAsync(string code, string language)
    {
        List<SessionEvent> events = [];
        return new CellRun(await session.Session.ExecuteAsync(code, events.Add, 1, language), events);
    }
}
