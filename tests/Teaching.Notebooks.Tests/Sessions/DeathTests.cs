using System.Diagnostics;
using Teaching.Cells;
using Teaching.Notebooks.Sessions;

namespace Teaching.Notebooks.Tests.Sessions;

public sealed class DeathTests
{
    [Fact]
    public async Task A_cell_that_kills_its_process_fails_and_the_session_can_be_started_anew()
    {
        await using Session session = await Session.StartAsync(TestSession.Options);
        CellRun run = await CellRun.OfAsync(session, "Console.Write(\"last words\");\nEnvironment.Exit(3);");
        Assert.Equal(ExecutionStatus.Ended, run.Outcome.Status);
        Assert.Equal("last words", run.Output);
        Assert.Equal("SessionEnded", run.Error!.Name);
        Assert.Contains("exit code 3", run.Error.Message);
        Assert.False(session.IsAlive);

        var refused = await Assert.ThrowsAsync<SessionException>(() => session.ExecuteAsync("1", _ => { }));
        Assert.Contains("Restart it", refused.Message);
        await session.RestartAsync();
        Assert.Equal("2", (await CellRun.OfAsync(session, "1 + 1")).Result);
    }

    [Fact]
    public async Task Endless_recursion_is_named_with_the_function_that_called_itself()
    {
        await using Session session = await Session.StartAsync(TestSession.Options);
        CellRun run = await CellRun.OfAsync(session, "int Down(int n) => 1 + Down(n + 1);\nDown(0)");
        Assert.Equal(ExecutionStatus.Ended, run.Outcome.Status);
        Assert.Equal("StackOverflow", run.Error!.Name);
        Assert.Contains(run.Error.Traceback, line => line.Contains("Down(Int32)"));
        Assert.Equal("", run.ErrorOutput);
    }

    [Fact]
    public async Task An_exception_on_a_thread_of_the_cells_own_is_told_and_the_session_lives()
    {
        await using Session session = await Session.StartAsync(TestSession.Options);
        CellRun run = await CellRun.OfAsync(
            session, "var kept = 5;\nvar t = new System.Threading.Thread(() => throw new InvalidOperationException(\"on a thread\"));\nt.Start();\nt.Join();");
        Assert.Equal(ExecutionStatus.Succeeded, run.Outcome.Status);
        Assert.StartsWith("Failed in the background: System.InvalidOperationException: on a thread", run.ErrorOutput);
        Assert.Equal("5", (await CellRun.OfAsync(session, "kept")).Result);
    }

    [Theory]
    [InlineData("void End() => Environment.FailFast(\"for a reason\");\nEnd();", "for a reason", "   at End()")]
    public async Task The_last_words_of_a_process_are_told_with_the_students_lines_alone(string code, string words, string frame)
    {
        await using Session session = await Session.StartAsync(TestSession.Options);
        CellRun run = await CellRun.OfAsync(session, code);
        Assert.Contains(words, run.Error!.Message);
        Assert.Equal([frame], run.Error.Traceback);
    }

    [Fact]
    public async Task A_cell_without_enough_memory_fails_alone()
    {
        SessionOptions small = TestSession.Options with
        {
            Environment = new Dictionary<string, string?> { ["DOTNET_GCHeapHardLimit"] = "0xC000000" },
        };
        await using Session session = await Session.StartAsync(small);
        CellRun run = await CellRun.OfAsync(session, "var all = new List<byte[]>();\nwhile (true) all.Add(new byte[10_000_000]);");
        Assert.Contains("OutOfMemory", run.Error!.Name);
    }

    [Fact]
    public async Task A_session_ends_when_its_client_is_gone()
    {
        Session session = await Session.StartAsync(TestSession.Options);
        using Process process = Process.GetProcessById(session.ProcessId);
        Task<ExecutionOutcome> running = session.ExecuteAsync("while (true) { }", _ => { });
        await session.DisposeAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(ExecutionStatus.Ended, (await running).Status);
    }

    [Fact]
    public async Task A_running_session_has_no_file_of_its_socket_that_could_stay_behind()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("The name of the socket is read from /proc.");
        await using Session session = await Session.StartAsync(TestSession.Options);
        string[] words = File.ReadAllText($"/proc/{session.ProcessId}/cmdline").Split('\0');
        string pipe = words[Array.IndexOf(words, "--pipe") + 1];
        Assert.StartsWith(Path.GetTempPath(), pipe);
        Assert.False(File.Exists(pipe));
        Assert.Equal("2", (await CellRun.OfAsync(session, "1 + 1")).Result);
    }

    [Fact]
    public async Task A_program_that_is_no_session_is_reported_with_its_words()
    {
        var error = await Assert.ThrowsAsync<SessionException>(
            () => Session.StartAsync(TestSession.Options with { Arguments = ["no-such-thing.dll"] }));
        Assert.Contains("exit code", error.Message);
        error = await Assert.ThrowsAsync<SessionException>(() => Session.StartAsync(TestSession.Options with { FileName = "no-such-program" }));
        Assert.Contains("no-such-program", error.Message);
        error = await Assert.ThrowsAsync<SessionException>(() => Session.StartAsync(TestSession.Options with { WorkingDirectory = "no-such-folder" }));
        Assert.Contains("no-such-folder", error.Message);
    }
}
