using Teaching.Cells;
using Teaching.Notebooks.Sessions;

namespace Teaching.Notebooks.Tests.Sessions;

public sealed class OutputLimitTests
{
    [Fact]
    public async Task Output_is_cut_at_the_limit_with_a_notice_of_how_much()
    {
        await using Session session = await Session.StartAsync(TestSession.Options with { OutputLimit = 1_000 });
        CellRun run = await CellRun.OfAsync(session, "for (int i = 0; i < 100; i++) Console.Write(new string('x', 100));");
        Assert.Equal(new string('x', 1_000), run.Output);
        Assert.Contains("9,000 characters were left out, for one cell may put out 1,000", run.ErrorOutput);

        // The next cell starts with a limit of its own, and displays count as well.
        run = await CellRun.OfAsync(session, "Console.Write(\"ok\");\ndisplay(new string('y', 2_000));");
        Assert.Equal("ok", run.Output);
        Assert.Empty(run.Events.OfType<DisplayEvent>());
        Assert.Contains("2,000 characters were left out", run.ErrorOutput);
    }

    [Fact]
    public async Task What_is_written_past_the_console_is_cut_too()
    {
        await using Session session = await Session.StartAsync(TestSession.Options with { OutputLimit = 1_000 });
        CellRun run = await CellRun.OfAsync(session, "var raw = Console.OpenStandardOutput();\nfor (int i = 0; i < 100; i++) raw.Write(Encoding.UTF8.GetBytes(new string('x', 100)));");
        Assert.Equal(1_000, run.Output.Length);
        Assert.Contains("9,000 characters were left out", run.ErrorOutput);
    }

    [Fact]
    public async Task A_flood_can_be_interrupted_however_slowly_it_is_read()
    {
        await using Session session = await Session.StartAsync(TestSession.Options with { OutputLimit = long.MaxValue });
        using SemaphoreSlim flooding = new(0);
        int events = 0;
        await session.ExecuteAsync("var kept = 1;", _ => { });
        string? error = null;
        Task<ExecutionOutcome> execution = session.ExecuteAsync("while (true) Console.WriteLine(new string('x', 1000));", e =>
        {
            if (e is ErrorEvent failure) error = failure.Message;
            if (++events == 20) flooding.Release();
            Thread.Sleep(20);
        });
        await flooding.WaitAsync(TimeSpan.FromSeconds(30));
        InterruptOutcome outcome = await session.InterruptAsync();
        Assert.True(outcome == InterruptOutcome.Stopped, $"{outcome}: {error}");
        Assert.Equal(ExecutionStatus.Interrupted, (await execution).Status);
        Assert.Equal("1", (await CellRun.OfAsync(session, "kept")).Result);
    }

    [Fact]
    public async Task A_receiver_that_throws_fails_the_call_and_not_the_session()
    {
        await using Session session = await Session.StartAsync(TestSession.Options);
        await Assert.ThrowsAsync<InvalidCastException>(() => session.ExecuteAsync("display(1);", _ => throw new InvalidCastException()));
        Assert.Equal("2", (await CellRun.OfAsync(session, "1 + 1")).Result);
    }
}
