using Teaching.Cells;
using Teaching.Notebooks.Sessions;

namespace Teaching.Notebooks.Tests.Sessions;

/// <summary>Cells that call .NET Interactive by its own names; its libraries lie beside the engine, so that no network is needed.</summary>
public sealed class InteractiveTests(TestSession session) : IClassFixture<TestSession>
{
    private const string Usings = "using Microsoft.DotNet.Interactive; using Microsoft.DotNet.Interactive.Formatting;\n";

    private async Task<CellRun> RunAsync(string code)
    {
        CellRun run = await session.RunAsync(Usings + code);
        Assert.True(run.Error is null, string.Join("\n", run.Error?.Traceback ?? []));
        return run;
    }

    private static IReadOnlyDictionary<string, string> DataOf(CellRun run) => Assert.Single(run.Events.OfType<DisplayEvent>()).Data;

    [Fact]
    public async Task A_registered_formatter_shows_in_results_displays_and_nested_values()
    {
        await RunAsync("public record Star(int N); Formatter.Register<Star>(star => $\"<b>star {star.N}</b>\", \"text/html\"); Formatter.Register<Star>(star => $\"star {star.N}\");");
        foreach (string code in new[] { "new Star(1)", "display(new Star(1));", "new Star(1).Display();", "KernelInvocationContext.Current.Display(new Star(1));" })
            Assert.Equal([new("text/html", "<b>star 1</b>"), new("text/plain", "star 1")], DataOf(await RunAsync(code)));
        Assert.Contains("<b>star 2</b>", DataOf(await RunAsync("new[] { new { It = new Star(2) } }"))["text/html"]);
    }

    [Fact]
    public async Task Preferred_mime_types_decide_what_comes_out()
    {
        await RunAsync("public record Comet(int N); Formatter.SetPreferredMimeTypesFor(typeof(Comet), \"text/plain\");");
        Assert.Equal([new("text/plain", "Comet { N = 1 }")], DataOf(await RunAsync("new Comet(1)")));
        await RunAsync("Formatter.Register<Comet>(comet => \"$c$\", \"text/latex\"); Formatter.SetPreferredMimeTypesFor(typeof(Comet), \"text/latex\", \"application/json\");");
        IReadOnlyDictionary<string, string> data = DataOf(await RunAsync("new Comet(1)"));
        Assert.Equal(["application/json", "text/latex"], data.Keys.Order());
        Assert.Equal("$c$", data["text/latex"]);
        Assert.Contains("\"N\":1", data["application/json"].Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_formatter_for_texts_numbers_and_open_types_holds_and_a_reset_takes_it_away()
    {
        await RunAsync("Formatter.Register<string>(text => text.ToUpper(), \"text/plain\"); Formatter.Register(typeof(Lazy<>), (value, writer) => writer.Write(\"lazy\"), \"text/html\");");
        Assert.Equal("ABC", DataOf(await RunAsync("\"abc\""))["text/plain"]);
        Assert.Equal("lazy", DataOf(await RunAsync("new Lazy<int>(1)"))["text/html"]);
        await RunAsync("Formatter.ResetToDefault();");
        Assert.Equal("abc", DataOf(await RunAsync("\"abc\""))["text/plain"]);
    }

    [Fact]
    public async Task A_mime_type_that_nothing_writes_is_a_clear_error()
    {
        await RunAsync("public record Moon(int N); Formatter.SetPreferredMimeTypesFor(typeof(Moon), \"image/svg+xml\");");
        CellRun run = await session.RunAsync("new Moon(1)");
        Assert.Equal("FormatterError", run.Error?.Name);
        Assert.Contains("Formatter, asked for Moon, prefers image/svg+xml", run.Error!.Message);
    }

    [Fact]
    public async Task The_kernel_and_its_context_are_there_while_a_cell_runs()
    {
        Assert.Equal("csharp .NET csharp", (await RunAsync("$\"{Kernel.Current.Name} {Kernel.Root.Name} {KernelInvocationContext.Current.HandlingKernel.Name}\"")).Result);
        Assert.Equal("True", (await RunAsync("await Task.Delay(1); KernelInvocationContext.Current.Command is Microsoft.DotNet.Interactive.Commands.SubmitCode { Code: var code } && code.Contains(\"Delay\")")).Result);
        CellRun run = await RunAsync("Console.Write(\"a\"); KernelInvocationContext.Current.DisplayAs(\"<i>b</i>\", \"text/html\"); Console.Write(\"c\");");
        Assert.Equal(["a", "<i>b</i>", "c"], run.Events.Select(e => e is StreamEvent text ? text.Text : e is DisplayEvent shown ? shown.Data["text/html"] : null).OfType<string>());
    }

    [Fact]
    public async Task A_displayed_value_is_updated_in_its_place()
    {
        CellRun run = await RunAsync("var shown = KernelInvocationContext.Current.Display(1); shown.Update(2); shown");
        DisplayEvent display = Assert.Single(run.Events.OfType<DisplayEvent>());
        DisplayUpdateEvent update = Assert.Single(run.Events.OfType<DisplayUpdateEvent>());
        Assert.Equal(("1", "2", display.DisplayId), (display.Data["text/plain"], update.Data["text/plain"], update.DisplayId));
    }

    [Fact]
    public async Task Html_is_shown_as_html_in_each_way_of_writing_it()
    {
        Assert.Equal("<p>x<b>y</b></p>", DataOf(await RunAsync("using static Microsoft.DotNet.Interactive.Formatting.PocketViewTags;\np(\"x\", b(\"y\"))"))["text/html"]);
        Assert.Equal("<u>z</u>", DataOf(await RunAsync("PocketView view = PocketViewTags.u(\"z\"); view"))["text/html"]);
        Assert.Equal("<i>1</i>", DataOf(await RunAsync("HTML(\"<i>1</i>\")"))["text/html"]);
        Assert.Equal("<i>2</i>", DataOf(await RunAsync("using static Microsoft.DotNet.Interactive.Kernel;\nHTML(\"<i>2</i>\")"))["text/html"]);
        Assert.Equal("<i>3</i>", DataOf(await RunAsync("\"<i>3</i>\".DisplayAs(\"text/html\");"))["text/html"]);
        Assert.Equal("4", DataOf(await RunAsync("display(4, \"text/plain\");"))["text/plain"]);
        Assert.Equal("5", DataOf(await RunAsync("5.Display(\"text/plain\");"))["text/plain"]);
        Assert.Contains("alert(6)", DataOf(await RunAsync("Javascript(\"alert(6)\");"))["text/html"]);
    }

    [Fact]
    public async Task Code_that_a_cell_submits_runs_in_the_session()
    {
        CellRun run = await RunAsync("int before = 3;\nawait Kernel.Root.SendAsync(new Microsoft.DotNet.Interactive.Commands.SubmitCode(\"int after = before + 1; await Task.Delay(1); after\"));\nConsole.Write(\"end\");");
        Assert.Equal("4", Assert.Single(run.Events.OfType<DisplayEvent>()).Data["text/plain"]);
        Assert.Equal("end", run.Output);
        Assert.Equal("7", (await RunAsync("before + after")).Result);
        run = await RunAsync("await Kernel.Root.SendAsync(new Microsoft.DotNet.Interactive.Commands.SubmitCode(\"nowhere\"));");
        Assert.Contains("The submitted code failed", run.ErrorOutput);
        Assert.Contains("nowhere", run.ErrorOutput);
    }

    [Fact]
    public async Task An_endless_cell_in_such_a_session_is_still_interrupted()
    {
        await RunAsync("1");
        Task<CellRun> run = CellRun.OfAsync(session.Session, "Console.Write(\"on\"); while (true) { }", e => { if (e is StreamEvent) _ = session.Session.InterruptAsync(); });
        Assert.Equal(ExecutionStatus.Interrupted, (await run).Outcome.Status);
        Assert.Equal("csharp", (await RunAsync("Kernel.Current.Name")).Result);
    }
}
