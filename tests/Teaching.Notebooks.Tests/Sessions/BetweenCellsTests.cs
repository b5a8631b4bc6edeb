using System.Threading.Channels;
using Teaching.Cells;
using Teaching.Notebooks.Sessions;

namespace Teaching.Notebooks.Tests.Sessions;

/// <summary>What a cell leaves behind: timers, threads, async methods and tasks that nobody awaits.</summary>
public sealed class BetweenCellsTests(TestSession session) : IClassFixture<TestSession>
{
    [Theory]
    [InlineData("_ = Task.Run(async () => { await Task.Delay(200); Console.Write(\"late word\"); });", "stdout late word")]
    [InlineData("_ = Task.Run(async () => { await Task.Delay(200); Console.Error.Write(\"late word\"); });", "stderr late word")]
    [InlineData("async Task Goes() { await Task.Delay(200); Console.Write(\"late word\"); }\n_ = Goes();", "stdout late word")]
    [InlineData("var once = new System.Threading.Timer(_ => Console.Write(\"late word\"), null, 200, -1);", "stdout late word")]
    [InlineData("new System.Threading.Thread(() => { System.Threading.Thread.Sleep(200); Console.Write(\"late word\"); }).Start();", "stdout late word")]
    [InlineData("_ = Task.Run(async () => { await Task.Delay(200); using var raw = Console.OpenStandardOutput(); raw.Write(Encoding.UTF8.GetBytes(\"late word\")); });", "stdout late word")]
    [InlineData("_ = Task.Run(async () => { await Task.Delay(200); display(\"late value\"); });", "display late value")]
    [InlineData("var one = display(\"first\"); _ = Task.Run(async () => { await Task.Delay(200); one.Update(\"second\"); });", "update second")]
    [InlineData("_ = Task.Run(async () => { await Task.Delay(200); ClearOutput(); });", "clear")]
    [InlineData("async void Fails() { await Task.Delay(200); throw new Exception(\"late failure\"); }\nFails();", "stderr Failed after its cell had ended: System.Exception: late failure\n   at Fails in cell 7, line 1\n")]
    [InlineData("async void Fails() { await Task.Delay(200).ConfigureAwait(false); throw new Exception(\"late failure\"); }\nFails();", "stderr Failed after its cell had ended: System.Exception: late failure\n   at Fails in cell 7, line 1\n")]
    [InlineData("_ = Task.Run(async () => { await Task.Delay(200); throw new Exception(\"late failure\"); });", "stderr A task that nobody awaits failed: System.Exception: late failure\n   at cell 7, line 1\n")]
    [InlineData("async Task Fails() { await Task.Delay(200); throw new Exception(\"late failure\"); }\n_ = Fails();", "stderr A task that nobody awaits failed: System.Exception: late failure\n   at Fails in cell 7, line 1\n")]
    [InlineData("void Fails() { System.Threading.Thread.Sleep(200); throw new Exception(\"late failure\"); }\nnew System.Threading.Thread(Fails).Start();", "stderr Failed in the background: System.Exception: late failure\n   at Fails in cell 7, line 1\n")]
    [InlineData("var fails = new System.Threading.Timer(_ => throw new Exception(\"late failure\"), null, 200, -1);", "stderr Failed in the background: System.Exception: late failure\n   at a lambda in cell 7, line 1\n")]
    public async Task What_comes_after_the_end_of_a_cell_is_its_own(string code, string expected)
    {
        await using Receiver cell = new();
        Assert.Equal(ExecutionStatus.Succeeded, (await session.Session.ExecuteAsync(code, cell.Receive, 7)).Status);
        await cell.HearsAsync(expected);
        Assert.Equal("2", (await session.RunAsync("1 + 1")).Result);
    }

    [Fact]
    public async Task What_comes_while_another_cell_runs_is_that_cells()
    {
        await using Receiver first = new(), second = new();
        await session.Session.ExecuteAsync("var gate = new TaskCompletionSource();\nasync Task Speaks() { await gate.Task; Console.Write(\"from the first\"); }\nvar speaks = Speaks();", first.Receive);
        await session.Session.ExecuteAsync("gate.SetResult();\nawait speaks;", second.Receive);
        await second.HearsAsync("stdout from the first");
        Assert.Empty(first.Heard);
    }

    [Fact]
    public async Task A_display_of_an_earlier_cell_is_updated_by_what_a_later_one_left_behind()
    {
        await using Receiver first = new(), second = new();
        await session.Session.ExecuteAsync("var shown = display(\"one\");", first.Receive);
        await session.Session.ExecuteAsync("var t = new System.Threading.Timer(_ => shown.Update(\"two\"), null, 200, -1);", second.Receive);
        await second.HearsAsync("update two");
        Assert.Equal(first.Events.OfType<DisplayEvent>().Single().DisplayId, second.Events.OfType<DisplayUpdateEvent>().Single().DisplayId);
    }

    [Fact]
    public async Task An_async_method_goes_on_between_cells_on_the_thread_of_the_cells()
    {
        await using Receiver cell = new();
        await session.Session.ExecuteAsync(
            "int home = Environment.CurrentManagedThreadId;\nasync Task Counts() { for (int i = 0; i < 3; i++) { await Task.Delay(50); Console.Write(Environment.CurrentManagedThreadId == home ? i : -1); } Console.Write(\".\"); }\n_ = Counts();",
            cell.Receive);
        await cell.HearsAsync("stdout 012.");
    }

    [Fact]
    public async Task Progress_of_an_earlier_cell_reports_on_the_thread_of_the_cells()
    {
        await session.RunAsync("var reports = new List<(int, bool)>();\nint home = Environment.CurrentManagedThreadId;\nvar progress = new Progress<int>(i => reports.Add((i, Environment.CurrentManagedThreadId == home)));");
        CellRun run = await session.RunAsync("await Task.Run(() => ((IProgress<int>)progress).Report(5));\nwhile (reports.Count == 0) await Task.Yield();\nreports[0]");
        Assert.Equal("(5, True)", run.Result);
    }

    [Fact]
    public async Task The_failure_of_an_earlier_cells_method_does_not_fail_the_cell_that_runs()
    {
        await session.RunAsync("var now = new TaskCompletionSource();\nasync void Fails() { await now.Task; throw new Exception(\"not mine\"); }\nFails();");
        CellRun run = await session.RunAsync("now.SetResult();\nfor (int i = 0; i < 10; i++) await Task.Yield();\n\"well\"");
        Assert.Null(run.Error);
        Assert.Equal("well", run.Result);
        Assert.StartsWith("Failed after its cell had ended: System.Exception: not mine", run.ErrorOutput);
    }

    [Theory]
    [InlineData("var culture = System.Globalization.CultureInfo.CurrentCulture = new(\"de-DE\");", "$\"{1.5}\"", "1,5")]
    [InlineData("await Task.Delay(1); System.Globalization.CultureInfo.CurrentCulture = new(\"de-DE\"); await Task.Delay(1);", "$\"{1.5}\"", "1,5")]
    [InlineData("await Task.Delay(1).ConfigureAwait(false); System.Globalization.CultureInfo.CurrentCulture = new(\"de-DE\");", "$\"{1.5}\"", "1,5")]
    [InlineData("System.Globalization.CultureInfo.CurrentCulture = new(\"de-DE\"); throw new Exception();", "$\"{1.5}\"", "1,5")]
    [InlineData("System.Globalization.CultureInfo.CurrentCulture = new(\"de-DE\");", "await Task.Delay(1);\nawait Task.Run(() => $\"{1.5}\")", "1,5")]
    [InlineData("System.Globalization.CultureInfo.CurrentCulture = new(\"de-DE\");", "string text = null; var thread = new System.Threading.Thread(() => text = $\"{1.5}\"); thread.Start(); thread.Join();\ntext", "1,5")]
    [InlineData("System.Globalization.CultureInfo.CurrentUICulture = new(\"de-DE\");", "System.Globalization.CultureInfo.CurrentUICulture.Name", "de-DE")]
    [InlineData("var local = new System.Threading.AsyncLocal<int>(); local.Value = 5;", "local.Value", "5")]
    [InlineData("var local = new System.Threading.AsyncLocal<int>(); await Task.Delay(1); local.Value = 6; await Task.Delay(1); local.Value++;", "local.Value", "7")]
    [InlineData("var local = new System.Threading.AsyncLocal<int>(); local.Value = 5;\n#!html\n<b>x</b>\n#!csharp\nlocal.Value++;", "local.Value", "6")]
    [InlineData("Environment.CurrentDirectory = System.IO.Path.GetTempPath();", "Environment.CurrentDirectory.TrimEnd('/', '\\\\') == System.IO.Path.GetTempPath().TrimEnd('/', '\\\\')", "True")]
    [InlineData("Console.OutputEncoding = Encoding.Latin1;", "Console.OutputEncoding.WebName", "iso-8859-1")]
    [InlineData("var home = (Environment.CurrentManagedThreadId, System.Threading.SynchronizationContext.Current is not null);", "home == (Environment.CurrentManagedThreadId, System.Threading.SynchronizationContext.Current is not null)", "True")]
    public async Task What_a_cell_sets_for_the_session_is_set_in_the_next(string first, string second, string expected)
    {
        await using Session own = await Session.StartAsync(TestSession.Options);
        await CellRun.OfAsync(own, first);
        Assert.Equal(expected, (await CellRun.OfAsync(own, second)).Result);
        Assert.Equal(expected, (await CellRun.OfAsync(own, second)).Result);
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("await Task.Delay(1_000_000_000);")]
    [InlineData("await Task.Delay(1);\nlocal.Value = 5;\nwhile (true) { }")]
    public async Task What_an_interrupted_cell_has_set_is_set_in_the_next(string waits)
    {
        await using Session own = await Session.StartAsync(TestSession.Options);
        await InterruptAsync(own, "var local = new System.Threading.AsyncLocal<int>();\nlocal.Value = 5;\nSystem.Globalization.CultureInfo.CurrentCulture = new(\"de-DE\");\n" + waits);
        CellRun run = await CellRun.OfAsync(own, "$\"{1.5} {local.Value}\"");
        Assert.Equal("1,5 5", run.Result);
    }

    [Fact]
    public async Task An_async_method_does_not_set_anything_for_the_session_after_its_cell()
    {
        await session.RunAsync("var local = new System.Threading.AsyncLocal<int>(); local.Value = 1;\nasync Task Sets() { local.Value = 2; await Task.Delay(1); local.Value = 3; }\nvar sets = Sets();");
        Assert.Equal("1", (await session.RunAsync("await sets;\nlocal.Value")).Result);
    }

    [Fact]
    public async Task An_interrupted_cell_does_not_go_on_and_what_earlier_cells_left_behind_does()
    {
        await using Session own = await Session.StartAsync(TestSession.Options);
        await CellRun.OfAsync(own, "int mine = 0, earlier = 0;\nasync Task Earlier() { while (true) { earlier++; await Task.Delay(1); } }\n_ = Earlier();");
        await InterruptAsync(own, "var progress = new Progress<int>(i => Console.Write($\"progress {i}\"));\nwhile (true) { mine++; await Task.Delay(1); }");
        CellRun run = await CellRun.OfAsync(
            own,
            "int was = mine, before = earlier;\nwhile (earlier < before + 20) await Task.Delay(1);\n((IProgress<int>)progress).Report(1);\nawait Task.Delay(1);\nmine - was");
        Assert.Equal("0", run.Result);
        Assert.Equal("progress 1", run.Output);
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("while (true) { rounds++; await Task.Yield(); }")]
    [InlineData("while (true) { rounds++; await Task.Delay(1); }")]
    public async Task With_no_cell_running_an_interrupt_stops_what_goes_on_on_the_thread_of_the_cells(string loop)
    {
        await using Session own = await Session.StartAsync(TestSession.Options);
        await using Receiver cell = new();
        await own.ExecuteAsync($"int rounds = 0;\nasync Task Loops() {{ await Task.Delay(100); Console.Write(\"looping\"); {loop} }}\n_ = Loops();", cell.Receive);
        await cell.HearsAsync("stdout looping");
        Assert.Equal(InterruptOutcome.NothingToStop, await own.InterruptAsync());
        Assert.Equal("True", (await CellRun.OfAsync(own, "int seen = rounds;\nawait Task.Delay(100);\nseen == rounds")).Result);
    }

    [Fact]
    public async Task A_cell_that_waits_behind_a_busy_method_is_interrupted_with_it()
    {
        await using Session own = await Session.StartAsync(TestSession.Options);
        await using Receiver cell = new();
        await own.ExecuteAsync("int kept = 3;\nasync Task Hogs() { await Task.Delay(100); Console.Write(\"busy\"); while (true) { } }\n_ = Hogs();", cell.Receive);
        await cell.HearsAsync("stdout busy");
        Task<CellRun> waiting = CellRun.OfAsync(own, "display(\"started\");");
        Assert.Equal(InterruptOutcome.Stopped, await own.InterruptAsync());
        CellRun run = await waiting;
        Assert.Equal(ExecutionStatus.Interrupted, run.Outcome.Status);
        Assert.Empty(run.Events.OfType<DisplayEvent>());
        Assert.Equal("3", (await CellRun.OfAsync(own, "kept")).Result);
    }

    [Fact]
    public async Task After_an_interrupt_what_runs_in_the_background_is_heard()
    {
        await using Session own = await Session.StartAsync(TestSession.Options);
        await using Receiver cell = new();
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        // Nothing of the cell's own runs at the interrupt but its loop: what would look at the sign just then is stopped with it.
        await InterruptAsync(own, $$"""
            var watcher = new System.IO.FileSystemWatcher(@"{{folder.FullName}}");
            watcher.Created += (_, _) => Console.Write("late word");
            watcher.EnableRaisingEvents = true;
            AppDomain.CurrentDomain.SetData("kept", watcher);
            while (true) { }
            """, cell.Receive);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "go"), "");
        await cell.HearsAsync("stdout late word");
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("Console.Write(new string('x', 100))")]
    [InlineData("display(new string('x', 100))")]
    [InlineData("raw.Write(new byte[100])")]
    public async Task A_timer_that_prints_for_ever_is_cut_at_the_limit_of_its_cell_with_one_notice(string prints)
    {
        await using Session own = await Session.StartAsync(TestSession.Options with { OutputLimit = 1_000 });
        await using Receiver cell = new();
        await own.ExecuteAsync($"var raw = Console.OpenStandardOutput();\nint times = 0;\nvar forever = new System.Threading.Timer(_ => {{ {prints}; times++; }}, null, 200, 1);", cell.Receive);
        await cell.HearsAsync("stderr \n[The output was cut here: one cell may put out 1,000 characters, with what comes after its end.]\n");
        int events = cell.Heard.Count;
        Assert.Equal(ExecutionStatus.Succeeded, (await CellRun.OfAsync(own, "int then = times;\nwhile (times < then + 20) await Task.Delay(1);")).Outcome.Status);
        Assert.Equal(events, cell.Heard.Count);
    }

    [Fact]
    public async Task A_flood_between_cells_waits_for_its_reader_and_the_next_cell_runs_meanwhile()
    {
        await using Session own = await Session.StartAsync(TestSession.Options with { OutputLimit = long.MaxValue });
        using SemaphoreSlim reading = new(0);
        TaskCompletionSource flooded = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await own.ExecuteAsync("long written = 0;\nbool stop = false;\n_ = Task.Run(async () => { await Task.Delay(200); while (!stop) { Console.Write(new string('x', 10_000)); written += 10_000; } });", _ =>
        {
            flooded.TrySetResult();
            reading.Wait();
        });
        await flooded.Task.WaitAsync(TimeSpan.FromSeconds(60));
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        string file = Path.Combine(folder.FullName, "written");
        Task<CellRun> next = CellRun.OfAsync(own, $"await Task.Delay(200);\nstop = true;\nSystem.IO.File.WriteAllText(@\"{file}\", $\"{{written}}\");");
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        while (!File.Exists(file)) await Task.Delay(20, patience.Token);
        reading.Release(1_000_000);
        Assert.Equal(ExecutionStatus.Succeeded, (await next).Outcome.Status);
        Assert.InRange(long.Parse(await File.ReadAllTextAsync(file, patience.Token), System.Globalization.CultureInfo.InvariantCulture), 1, 5_000_000);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_session_that_prints_for_ever_between_cells_ends_when_it_is_told_to()
    {
        Session own = await Session.StartAsync(TestSession.Options);
        await using Receiver cell = new();
        await own.ExecuteAsync("_ = Task.Run(async () => { await Task.Delay(100); while (true) Console.Write(\"x\"); });", cell.Receive);
        await cell.HearsSomethingAsync();
        await own.DisposeAsync();
        Assert.False(own.IsAlive);
        Assert.Empty(cell.Events.OfType<ErrorEvent>());
    }

    [Fact]
    public async Task Between_cells_nobody_is_asked_for_input()
    {
        await using Receiver cell = new();
        await session.Session.ExecuteAsync("_ = Task.Run(async () => { await Task.Delay(200); Console.Write(Console.ReadLine() is null ? \"the end\" : \"a line\"); });", cell.Receive);
        await cell.HearsAsync("stdout the end");
        Assert.Empty(cell.Events.OfType<InputRequestEvent>());
    }

    [Fact]
    public async Task The_death_of_a_session_between_cells_is_told_under_the_last_cell()
    {
        await using Session own = await Session.StartAsync(TestSession.Options);
        await using Receiver cell = new();
        await own.ExecuteAsync("_ = Task.Run(async () => { await Task.Delay(200); Environment.FailFast(\"for a reason\"); });", cell.Receive);
        await cell.HearsSomethingAsync();
        Assert.Contains("for a reason", Assert.Single(cell.Events.OfType<ErrorEvent>()).Message);
        Assert.Contains("for a reason", (await Assert.ThrowsAsync<SessionException>(() => own.ExecuteAsync("1", _ => { }))).Message);
    }

    private static async Task InterruptAsync(Session session, string code, Action<SessionEvent>? also = null)
    {
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<ExecutionOutcome> running = session.ExecuteAsync("display(\"started\");\n" + code, happened =>
        {
            if (happened is DisplayEvent) started.TrySetResult();
            else if (happened is StreamEvent) also?.Invoke(happened);
        });
        await started.Task.WaitAsync(TimeSpan.FromSeconds(60));
        // The cell has shown its first line; its second follows at once, and is to be reached.
        await Task.Delay(200);
        Assert.Equal(InterruptOutcome.Stopped, await session.InterruptAsync());
        Assert.Equal(ExecutionStatus.Interrupted, (await running).Status);
    }

    /// <summary>The receiver of one cell's events, during the cell and after it.</summary>
    private sealed class Receiver : IAsyncDisposable
    {
        private readonly Channel<SessionEvent> channel = Channel.CreateUnbounded<SessionEvent>();
        private readonly List<SessionEvent> events = [];

        public IReadOnlyList<SessionEvent> Events
        {
            get
            {
                while (channel.Reader.TryRead(out SessionEvent? next)) events.Add(next);
                return events;
            }
        }

        /// <summary>What came, text of one stream in one piece.</summary>
        public IReadOnlyList<string> Heard
        {
            get
            {
                List<string> heard = [];
                foreach (SessionEvent happened in Events)
                {
                    string one = happened switch
                    {
                        StreamEvent printed => $"{printed.Name} {printed.Text.ReplaceLineEndings("\n")}",
                        DisplayEvent shown => "display " + shown.Data["text/plain"],
                        DisplayUpdateEvent update => "update " + update.Data["text/plain"],
                        ClearEvent => "clear",
                        _ => happened.ToString(),
                    };
                    string name = one.Split(' ')[0];
                    if (happened is StreamEvent && heard.LastOrDefault()?.StartsWith(name + " ", StringComparison.Ordinal) == true) heard[^1] += one[(name.Length + 1)..];
                    else heard.Add(one);
                }
                return heard;
            }
        }

        public void Receive(SessionEvent happened) => channel.Writer.TryWrite(happened);

        /// <summary>Waits until something has come exactly so.</summary>
        public async Task HearsAsync(string expected)
        {
            using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
            try
            {
                while (!Heard.Contains(expected)) await channel.Reader.WaitToReadAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"expected: {expected}\nheard: {string.Join("\n", Heard)}");
            }
        }

        public async Task HearsSomethingAsync()
        {
            using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
            await channel.Reader.WaitToReadAsync(patience.Token);
        }

        public ValueTask DisposeAsync()
        {
            channel.Writer.TryComplete();
            return ValueTask.CompletedTask;
        }
    }
}
