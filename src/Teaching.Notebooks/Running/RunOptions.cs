using Teaching.Notebooks.Sessions;

namespace Teaching.Notebooks.Running;

/// <summary>How a notebook is run.</summary>
public sealed record RunOptions
{
    /// <summary>How long one cell may take when nothing else is said: ten minutes.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(10);

    /// <summary>How the session is started; its folder is always the notebook's own.</summary>
    public SessionOptions Session { get; init; } = new();

    /// <summary>How long one cell may take.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>Whether the cells after a failed one run too.</summary>
    public bool KeepGoing { get; init; }
}
