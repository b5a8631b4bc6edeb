using Teaching.Notebooks.Sessions;

namespace Teaching.Notebooks.Tests.Sessions;

/// <summary>A result whose own code never ends is stopped like a cell, its variables intact.</summary>
public sealed class EndlessValueTests(TestSession session) : IClassFixture<TestSession>
{
    [Theory]
    [InlineData("class Endless { public override string ToString() { Console.WriteLine(\"started\"); while (true) { } } }\nnew Endless()")]
    [InlineData("class Endless { public int N { get { Console.WriteLine(\"started\"); while (true) { } } } }\nnew Endless()")]
    [InlineData("IEnumerable<int> Endless() { Console.WriteLine(\"started\"); while (true) { } yield return 1; }\nEndless()")]
    public async Task A_value_that_never_ends_is_interrupted(string code)
    {
        await session.RunAsync("var kept = 1;");
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<CellRun> running = CellRun.OfAsync(session.Session, code, _ => started.TrySetResult());
        await started.Task.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(InterruptOutcome.Stopped, await session.Session.InterruptAsync());
        Assert.Equal("Interrupted", (await running).Error!.Name);
        Assert.Equal("1", (await session.RunAsync("kept")).Result);
    }
}
