using Teaching.Notebooks.Sessions;

namespace Teaching.Notebooks.Tests.Sessions;

public sealed class InterruptTests(TestSession session) : IClassFixture<TestSession>
{
    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("await Task.Delay(1);\nwhile (true) { }")]
    [InlineData("await Task.Delay(1_000_000_000);")]
    [InlineData("while (true) { try { while (true) { } } catch { } }")]
    [InlineData("while (true) { try { await Task.Delay(1); } catch (Exception) { } }")]
    [InlineData("int Loop(int n) { while (true) { try { n++; } finally { n--; } } }\nLoop(1)")]
    [InlineData("Console.ReadLine();")]
    [InlineData("while (true) { lock (kept) { keptList.Add(1); if (keptList.Count > 1000) keptList.Clear(); } }")]
    [InlineData("while (true) await Task.Yield();")]
    [InlineData("for (int i = 0, n = 0; ; i++) while (n < i) foreach (char c in i.ToString()) do n += c.ToString().Length; while (n < 0); // a remark")]
    [InlineData("Func<int, int> down = n => { int m = n.ToString().Length; return m; };\nwhile (true) down(down(3));")]
    [InlineData("double Down(int n) => n == 0 ? 1 : Down(n - 1) + 1;\nwhile (true) Down(3);")]
    [InlineData("IEnumerable<int> Numbers() { for (int i = 0; ; i++) yield return i; }\nNumbers().Where(n => n < 0).First()")]
    [InlineData("System.Threading.Tasks.Parallel.For(0, 4, _ => { while (true) keptList.ToString(); });")]
    [InlineData("string text = \"\";\nwhile (true) text = string.Concat(text.AsSpan(0, Math.Min(text.Length, 50)), keptList.Count.ToString());")]
    public async Task A_cell_is_stopped_with_its_variables_intact(string code)
    {
        await session.RunAsync("object kept = \"here\";\nvar keptList = new List<int>();");
        InterruptOutcome outcome = await InterruptWhileRunning(session.Session, code, out Task<CellRun> running);
        CellRun run = await running;
        Assert.True(run.Error!.Name == "Interrupted", run.Error.Message + string.Join("\n", run.Error.Traceback));
        Assert.Equal(InterruptOutcome.Stopped, outcome);
        Assert.Equal(ExecutionStatus.Interrupted, run.Outcome.Status);
        Assert.Equal("here", (await session.RunAsync("kept")).Result);
    }

    /// <summary>Aborting such a cell ended the process nearly every time: see Interruption.</summary>
    [Fact]
    public async Task A_session_survives_one_interrupt_after_another()
    {
        await session.RunAsync("object kept = \"here\";\ndouble Down(int n) => n == 0 ? 1 : Down(n - 1) + 1;");
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(InterruptOutcome.Stopped, await InterruptWhileRunning(session.Session, "while (true) Down(20);", out Task<CellRun> running));
            Assert.Equal("Interrupted", (await running).Error!.Name);
        }
        Assert.Equal("here", (await session.RunAsync("kept")).Result);
    }

    [Fact]
    public async Task A_session_goes_on_after_a_training_that_was_interrupted_in_its_first_moments_or_later()
    {
        string library = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "teaching", "Teaching.dll"));
        await using Session own = await Session.StartAsync(TestSession.Options);
        Assert.Null((await CellRun.OfAsync(own, $"#r \"{library.Replace('\\', '/')}\"\nusing Teaching;")).Error);
        const string Train =
            """
            using MathNet.Numerics.LinearAlgebra;
            var layer = new Dense<float>(256, 256, Activation.Tanh, Initializer.Xavier, new Rng(1));
            Matrix<float> x = Matrix<float>.Build.Dense(256, 256, (i, j) => (i - j) / 256f), y = layer.Forward(x).Clone();
            Action step = () => layer.Backward(layer.Forward(x));
            """;
        Assert.Null((await CellRun.OfAsync(own, Train)).Error);
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(InterruptOutcome.Stopped, await InterruptWhileRunning(own, "while (true) step();", out Task<CellRun> running));
            Assert.Equal("Interrupted", (await running).Error!.Name);
            Assert.Equal("True", (await CellRun.OfAsync(own, "step();\nlayer.Forward(x).Equals(y)")).Result);
        }
    }

    [Fact]
    public async Task A_thread_of_the_cells_own_that_is_stopped_too_does_not_end_the_session()
    {
        await using Session own = await Session.StartAsync(TestSession.Options);
        const string Code =
            """
            int other = 0;
            var thread = new System.Threading.Thread(() => { while (true) other = other.ToString().Length; });
            thread.Start();
            while (true) other.ToString();
            """;
        Assert.Equal(InterruptOutcome.Stopped, await InterruptWhileRunning(own, Code, out Task<CellRun> running));
        Assert.Equal("Interrupted", (await running).Error!.Name);
        Assert.Equal("2", (await CellRun.OfAsync(own, "1 + 1")).Result);
    }

    [Fact]
    public async Task A_cell_that_cannot_be_stopped_ends_its_session_and_a_new_one_is_started()
    {
        await using Session own = await Session.StartAsync(TestSession.Options with { InterruptPatience = TimeSpan.FromSeconds(0.5) });
        await CellRun.OfAsync(own, "var lost = 1;");
        InterruptOutcome outcome = await InterruptWhileRunning(own, "System.Threading.Thread.Sleep(1_000_000);", out Task<CellRun> running);
        CellRun run = await running;
        Assert.Equal(InterruptOutcome.Restarted, outcome);
        Assert.Equal(ExecutionStatus.Ended, run.Outcome.Status);
        Assert.Contains("did not stop within 0.5 s", run.Error!.Message);
        Assert.Equal("CompilationError", (await CellRun.OfAsync(own, "lost")).Error!.Name);
        Assert.Equal("3", (await CellRun.OfAsync(own, "1 + 2")).Result);
    }

    [Fact]
    public async Task Cancelling_the_call_interrupts_the_cell()
    {
        using CancellationTokenSource cancellation = new();
        ExecutionOutcome outcome = await session.Session.ExecuteAsync(
            "Console.WriteLine(\"running\");\nwhile (true) { }", _ => cancellation.Cancel(), cancellation.Token);
        Assert.Equal(ExecutionStatus.Interrupted, outcome.Status);
    }

    [Fact]
    public async Task After_a_cancelled_call_that_could_not_be_stopped_the_new_session_is_there()
    {
        await using Session own = await Session.StartAsync(TestSession.Options with { InterruptPatience = TimeSpan.FromSeconds(0.5) });
        using CancellationTokenSource cancellation = new();
        ExecutionOutcome outcome = await own.ExecuteAsync("display(1);\nSystem.Threading.Thread.Sleep(1_000_000);", _ => cancellation.Cancel(), cancellation.Token);
        Assert.Equal(ExecutionStatus.Ended, outcome.Status);
        Assert.Equal("3", (await CellRun.OfAsync(own, "1 + 2")).Result);
    }

    [Fact]
    public async Task With_no_cell_running_there_is_nothing_to_stop()
    {
        Assert.Equal(InterruptOutcome.NothingToStop, await session.Session.InterruptAsync());
        Assert.Equal("2", (await session.RunAsync("1 + 1")).Result);
    }

    private static Task<InterruptOutcome> InterruptWhileRunning(Session session, string code, out Task<CellRun> running)
    {
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        running = CellRun.OfAsync(session, "display(\"started\");\n" + code, _ => started.TrySetResult());
        return InterruptAsync();

        async Task<InterruptOutcome> InterruptAsync()
        {
            await started.Task.WaitAsync(TimeSpan.FromSeconds(30));
            return await session.InterruptAsync();
        }
    }
}
