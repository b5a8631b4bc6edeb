using Teaching.Notebooks.Sessions;

namespace Teaching.Notebooks.Tests.Sessions;

public sealed class ConsoleTests(TestSession session) : IClassFixture<TestSession>
{
    [Fact]
    public async Task Text_and_displays_come_in_the_order_in_which_the_cell_made_them()
    {
        CellRun run = await session.RunAsync(
            "Console.Write(\"a\");\nConsole.Error.Write(\"b\");\ndisplay(1);\nConsole.Write(\"c\");\n2.Display();\nConsole.Error.Write(\"d\");\n3");
        string[] order = [.. run.Events.Select(e => e is StreamEvent s ? s.Name + " " + s.Text : ((DisplayEvent)e).Data["text/plain"])];
        Assert.Equal(["stdout a", "stderr b", "1", "stdout c", "2", "stderr d", "3"], order);
    }

    [Fact]
    public async Task Output_can_be_cleared_and_a_password_asked_for()
    {
        CellRun run = await CellRun.OfAsync(
            session.Session,
            "display(1);\nClearOutput(wait: true);\nReadPassword(\"Key: \") + \"!\"",
            e => _ = e is InputRequestEvent ? session.Session.ReplyToInputAsync("secret") : null);
        Assert.Equal(new ClearEvent(Wait: true), run.Events[1]);
        Assert.Equal(new InputRequestEvent("Key: ", IsPassword: true), run.Events.OfType<InputRequestEvent>().Single());
        Assert.Equal("secret!", run.Result);
    }

    [Fact]
    public async Task A_client_that_counts_cells_itself_finds_its_number_in_the_trace()
    {
        List<SessionEvent> events = [];
        await session.Session.ExecuteAsync("throw new Exception();", events.Add, 77);
        Assert.Contains("   at cell 77, line 1", events.OfType<ErrorEvent>().Single().Traceback);
    }

    [Fact]
    public async Task Ten_thousand_small_writes_arrive_whole_in_few_events()
    {
        CellRun run = await session.RunAsync("for (int i = 0; i < 10_000; i++) Console.WriteLine(i);");
        Assert.Equal(string.Concat(Enumerable.Range(0, 10_000).Select(i => $"{i}\n")), run.Output.ReplaceLineEndings("\n"));
        Assert.InRange(run.Events.Count, 1, 1_000);
    }

    [Fact]
    public async Task Threads_and_tasks_of_the_cell_print_into_it_line_by_line()
    {
        CellRun run = await session.RunAsync(
            """
            var line = new string('x', 50);
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => { for (int i = 0; i < 200; i++) Console.WriteLine(line); })));
            var thread = new System.Threading.Thread(() => Console.WriteLine("thread"));
            thread.Start();
            thread.Join();
            """);
        string[] lines = run.Output.ReplaceLineEndings("\n").Split('\n');
        Assert.Equal(1600, lines.Count(line => line == new string('x', 50)));
        Assert.Equal("thread", lines[1600]);
    }

    [Fact]
    public async Task Output_that_a_cell_redirects_is_its_own_and_comes_back_in_the_next_cell()
    {
        CellRun run = await session.RunAsync("var kept = new System.IO.StringWriter();\nConsole.SetOut(kept);\nConsole.Write(\"hidden\");\nkept.ToString()");
        Assert.Equal("", run.Output);
        Assert.Equal("hidden", run.Result);
        Assert.Equal("seen", (await session.RunAsync("Console.Write(\"seen\");")).Output);
    }

    [Fact]
    public async Task What_is_written_past_the_console_is_captured_too()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The native function of this test is of the C library of Unix.");
        CellRun run = await session.RunAsync(
            """
            [System.Runtime.InteropServices.DllImport("libc")] static extern int puts(string text);
            puts("from C");
            using (var raw = Console.OpenStandardError()) raw.Write(Encoding.UTF8.GetBytes("raw bytes: \u00e4"));
            """);
        Assert.Null(run.Error);
        Assert.Equal("from C\n", run.Output);
        Assert.Equal("raw bytes: ä", run.ErrorOutput);
    }

    [Fact]
    public async Task Characters_beyond_the_basic_plane_survive_and_half_of_a_pair_becomes_the_replacement_character()
    {
        CellRun run = await session.RunAsync("Console.Write('\\ud83d');\nConsole.Write('\\ude00');\nConsole.Write(\"|\\ud800|\");\n\"\\u0000\\u001b\\ud83d\\ude00\"");
        Assert.Equal("😀|\ufffd|", run.Output);
        Assert.Equal("\0\u001b😀", run.Result);
    }

    [Fact]
    public async Task A_question_to_the_reader_carries_its_prompt_and_waits_for_the_reply()
    {
        List<string> prompts = [];
        CellRun run = await CellRun.OfAsync(
            session.Session,
            "Console.Write(\"Name? \");\nvar name = Console.ReadLine();\nConsole.Write(\"Age? \");\nvar age = int.Parse(Console.ReadLine());\n$\"{name} {age + 1}\"",
            e =>
            {
                if (e is not InputRequestEvent request) return;
                prompts.Add(request.Prompt);
                _ = session.Session.ReplyToInputAsync(prompts.Count == 1 ? "Ada" : "36");
            });
        Assert.Equal("Ada 37", run.Result);
        Assert.Equal(["Name? ", "Age? "], prompts);
    }

    [Fact]
    public async Task The_end_of_the_input_is_null()
    {
        CellRun run = await CellRun.OfAsync(session.Session, "Console.ReadLine() is null", e =>
        {
            if (e is InputRequestEvent) _ = session.Session.ReplyToInputAsync(null);
        });
        Assert.Equal("True", run.Result);
    }

    [Fact]
    public async Task A_culture_of_the_cell_changes_what_it_prints_but_not_how_values_are_shown()
    {
        CellRun run = await session.RunAsync(
            "System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo(\"fr-FR\");\nConsole.Write(1.5);\ndisplay(2.5);\ndisplay(new { A = 3.5, B = new[] { 4.5 } });");
        Assert.Equal("1,5", run.Output);
        Assert.Equal(["2.5", "{ A = 3.5, B = [ 4.5 ] }"], run.Events.OfType<DisplayEvent>().Select(e => e.Data["text/plain"]));
    }

    [Fact]
    public async Task A_display_can_be_updated_in_a_later_cell()
    {
        CellRun first = await session.RunAsync("var handle = display(\"one\");");
        CellRun second = await session.RunAsync("handle.Update(\"two\");");
        var update = Assert.IsType<DisplayUpdateEvent>(Assert.Single(second.Events));
        Assert.Equal(((DisplayEvent)first.Events[0]).DisplayId, update.DisplayId);
        Assert.Equal("two", update.Data["text/plain"]);
    }
}
