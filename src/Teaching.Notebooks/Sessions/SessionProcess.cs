namespace Teaching.Notebooks.Sessions;

/// <summary>One process of a session and the pipe to it; <see cref="Session"/> replaces it on a restart.</summary>
internal sealed class SessionProcess : IAsyncDisposable
{
    public bool IsAlive => false;
    public bool IsExecuting => false;
    public int ProcessId => 0;
    public static Task<SessionProcess> StartAsync(SessionOptions options, CancellationToken cancellation) => throw new NotImplementedException();
    public Task<ExecutionOutcome> ExecuteAsync(string code, long outputLimit, Action<SessionEvent> onEvent) => throw new NotImplementedException();
    public Task<bool> InterruptAsync(TimeSpan patience) => throw new NotImplementedException();
    public Task SendAsync(Message message) => throw new NotImplementedException();
    public Task<Completions> CompleteAsync(string code, int position, CancellationToken cancellation) => throw new NotImplementedException();
    public Task<Inspection?> InspectAsync(string code, int position, CancellationToken cancellation) => throw new NotImplementedException();
    public Task<Completeness> IsCompleteAsync(string code, CancellationToken cancellation) => throw new NotImplementedException();
    public ValueTask DisposeAsync() => default;
}
