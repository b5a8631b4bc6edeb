using Teaching.Notebooks.Sessions;

namespace Teaching.Polyglot.Tests.Hosts;

/// <summary>The real C# kernel of .NET Interactive, in a fresh state, its working directory the folder of the lessons.</summary>
internal abstract class Host : IAsyncDisposable
{
    /// <summary>How long the kernel may be silent. The slowest cell takes half a minute on two free cores, and ten on two that others use.</summary>
    protected static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    /// <summary>Runs a cell to its end and gives what the kernel said, in order; a failure is an <see cref="ErrorEvent"/>.</summary>
    public abstract Task<IReadOnlyList<SessionEvent>> RunAsync(string code);

    public abstract ValueTask DisposeAsync();
}
