namespace Teaching.Notebooks.Sessions;

/// <summary>How a session is started and what it may use. Every option has a default.</summary>
public sealed record SessionOptions
{
    /// <summary>The folder that relative paths of the cells start from: the notebook's own. Default: the current one.</summary>
    public string WorkingDirectory { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>The program to start; null for the running <c>teach</c> itself.</summary>
    public string? FileName { get; init; }

    /// <summary>What stands between the program and <c>session --pipe NAME</c>, as the path of <c>teach.dll</c> after <c>dotnet</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Environment variables set for the session, null to remove one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>How many characters one cell may print or display before the rest is cut, with a notice. Default: ten million.</summary>
    public long OutputLimit { get; init; } = 10_000_000;

    /// <summary>How long an interrupted cell may take to stop before its session is ended. Default: two seconds.</summary>
    public TimeSpan InterruptPatience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the process may take until it answers. Default: a minute.</summary>
    public TimeSpan StartPatience { get; init; } = TimeSpan.FromMinutes(1);
}
