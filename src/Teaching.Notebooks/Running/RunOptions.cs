using Teaching.Notebooks.Sessions;

namespace Teaching.Notebooks.Running;

/// <summary>How a notebook is run.</summary>
public sealed record RunOptions
{
    /// <summary>How the session is started; its folder is always the notebook's own.</summary>
    public SessionOptions Session { get; init; } = new();

    /// <summary>How long one cell may take. Default: ten minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether the cells after a failed one run too.</summary>
    public bool KeepGoing { get; init; }
}
