using System.Diagnostics;
using System.Globalization;
using Teaching.Notebooks.Documents;

namespace Teaching.Cli.Tests;

public sealed class StopTests : IDisposable
{
    private readonly Teach teach = new();

    public void Dispose() => teach.Dispose();

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_ends_the_sessions_writes_nothing_half_and_says_what_is_left(string signal, int expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no kill.");
        if (signal == "INT") Teaching.Tests.Signals.RequireInterrupt();
        teach.Write("1 done.ipynb", "1");
        string path = teach.Write("2 long.ipynb", Busy);
        teach.Write("3 never.ipynb", "1");
        string before = File.ReadAllText(path);

        using Process process = teach.Start("run", ".", "--in-place");
        int session = await SessionIdAsync();
        Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        Result result = await Teach.EndAsync(process);

        Assert.Equal(expected, result.Exit);
        Assert.Contains("stopped. 1 of 3 notebooks ran", result.ErrorLines[0]);
        Assert.Equal(["  left in cell 2 of 2, nothing of it written: 2 long.ipynb", "  not run: 3 never.ipynb"], result.ErrorLines[1..]);
        Assert.Equal(before, File.ReadAllText(path));
        Assert.True(HasEnded(session), "the session is still there");
    }

    [Fact]
    public async Task While_a_lesson_runs_the_site_is_whole_with_those_before_it_as_run_and_the_others_as_committed_and_stays_so_when_stopped()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no kill.");
        teach.Write("1 done.ipynb", "\"fre\" + \"sh\"");
        teach.Write("2 long.ipynb", Busy);
        Notebook last = Notebook.Create();
        last.Cells.Add(Cell.Code("1"));
        last.Cells[0].Outputs.Add(new StreamOutput("stdout", "committed long ago"));
        teach.Write("3 never.ipynb", last);

        using Process process = teach.Start("run", ".");
        await SessionIdAsync();
        AssertWhole();
        Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        Result result = await Teach.EndAsync(process);

        Assert.Equal(143, result.Exit);
        Assert.StartsWith($"To read it while it runs, open: {teach.At("artifacts", "course", "index.html")}\n", result.Output);
        AssertWhole();

        void AssertWhole()
        {
            string index = Page("index"), done = Page("1 done"), awaited = Page("3 never");
            Assert.Contains(" 1 of 3 lessons had been run here; the others are there as committed.", index);
            Assert.Contains("fresh", done);
            Assert.DoesNotContain("as committed", done);
            Assert.Contains("committed long ago", awaited);
            Assert.Contains("The outputs on this page are as committed", awaited);
            Assert.Contains("The outputs on this page are as committed", Page("2 long"));
        }

        string Page(string name) => File.ReadAllText(teach.At("artifacts", "course", name + ".html"));
    }

    [Fact]
    public async Task A_killed_command_takes_its_session_along()
    {
        teach.Write("long.ipynb", Busy);
        using Process process = teach.Start("run", "long.ipynb");
        int session = await SessionIdAsync();
        process.Kill();
        await Teach.EndAsync(process);
        await UntilAsync(() => HasEnded(session));
    }

    /// <summary>Says that it runs, by a file with the session's process id, and goes on.</summary>
    private const string Busy = "System.IO.File.WriteAllText(\"id.txt\", Environment.ProcessId + \"\\n\");\nwhile (true) {}";

    private async Task<int> SessionIdAsync()
    {
        string file = teach.At("id.txt");
        await UntilAsync(() => File.Exists(file) && File.ReadAllText(file).EndsWith('\n'));
        return int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (Stopwatch watch = Stopwatch.StartNew(); !condition();)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), "waited for a minute");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static bool HasEnded(int id)
    {
        try
        {
            using Process process = Process.GetProcessById(id);
            return process.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
