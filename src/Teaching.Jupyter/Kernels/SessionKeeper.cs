using Teaching.Notebooks.Sessions;

namespace Teaching.Jupyter.Kernels;

/// <summary>The session behind the kernel: started at once, and started again when its process has ended.</summary>
internal sealed class SessionKeeper : IAsyncDisposable
{
    private readonly SessionOptions options;
    private readonly Lock gate = new();
    private Task<Session> session;
    private bool isDisposed;

    /// <summary>Starts the first session; its kernel answers meanwhile.</summary>
    public SessionKeeper(SessionOptions options)
    {
        this.options = options;
        session = Task.Run(() => Session.StartAsync(options));
    }

    /// <summary>The session, which may have ended meanwhile.</summary>
    /// <exception cref="SessionException">It could not be started; the next call tries again.</exception>
    public Task<Session> GetAsync()
    {
        lock (gate)
        {
            if (session.IsFaulted && !isDisposed) session = Task.Run(() => Session.StartAsync(options));
            return session;
        }
    }

    /// <summary>The session when it has started, else null.</summary>
    public Session? Started => session.IsCompletedSuccessfully ? session.Result : null;

    /// <summary>Starts a session in the place of one that has ended.</summary>
    public void Replace()
    {
        lock (gate)
        {
            if (isDisposed || Started is not { IsAlive: false } ended) return;
            session = Task.Run(async () =>
            {
                await ended.RestartAsync().ConfigureAwait(false);
                return ended;
            });
        }
    }

    /// <summary>Ends the session.</summary>
    public async ValueTask DisposeAsync()
    {
        Task<Session> last;
        lock (gate)
        {
            isDisposed = true;
            last = session;
        }
        try
        {
            await (await last.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
        catch (SessionException)
        {
            // There is none.
        }
    }
}
