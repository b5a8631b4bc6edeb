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
