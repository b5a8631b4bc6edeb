using System.Text;
using Teaching.Notebooks.Sessions;

namespace Teaching.Notebooks.Tests.Sessions;

/// <summary>A session for tests: the teach command as it was just built, and what a cell put out in one place.</summary>
public sealed class TestSession : IAsyncLifetime
{
    /// <summary>How tests start a session.</summary>
    public static SessionOptions Options { get; } = new()
    {
        FileName = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
        Arguments = [FindTeach()],
        WorkingDirectory = AppContext.BaseDirectory,
    };

    /// <summary>The session.</summary>
    public Session Session { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Session = await Session.StartAsync(Options);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Session.DisposeAsync();

    /// <summary>Runs a cell to its end.</summary>
    public Task<CellRun> RunAsync(string code) => CellRun.OfAsync(Session, code);

    private static string FindTeach()
    {
        // artifacts/bin/Teaching.Notebooks.Tests/debug/ stands beside artifacts/bin/Teaching.Cli/debug/.
        string own = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        string path = Path.GetFullPath(Path.Combine(own, "..", "..", "Teaching.Cli", Path.GetFileName(own), "teach.dll"));
        return File.Exists(path) ? path : throw new FileNotFoundException("The teach command is not built.", path);
    }
}

/// <summary>What a cell did.</summary>
public sealed record CellRun(ExecutionOutcome Outcome, IReadOnlyList<SessionEvent> Events)
{
    /// <summary>All that was printed to the standard output.</summary>
    public string Output => Text("stdout");

    /// <summary>All that was printed to the standard error.</summary>
    public string ErrorOutput => Text("stderr");

    /// <summary>The result's plain text, or null when there is none.</summary>
    public string? Result => Events.OfType<DisplayEvent>().SingleOrDefault(display => display.IsResult)?.Data["text/plain"];

    /// <summary>The cell's failure, or null.</summary>
    public ErrorEvent? Error => Events.OfType<ErrorEvent>().SingleOrDefault();

    /// <summary>Runs a cell to its end.</summary>
    public static async Task<CellRun> OfAsync(Session session, string code, Action<SessionEvent>? also = null)
    {
        List<SessionEvent> events = [];
        ExecutionOutcome outcome = await session.ExecuteAsync(code, e =>
        {
            events.Add(e);
            also?.Invoke(e);
        }).WaitAsync(TimeSpan.FromMinutes(2));
        return new CellRun(outcome, events);
    }

    /// <summary>All that was printed to one stream.</summary>
    public string Text(string name) =>
        events(name).Aggregate(new StringBuilder(), (all, e) => all.Append(e.Text)).ToString();

    private IEnumerable<StreamEvent> events(string name) => Events.OfType<StreamEvent>().Where(e => e.Name == name);
}
