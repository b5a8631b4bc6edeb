namespace Teaching.Jupyter.Tests.Kernels;

/// <summary>One kernel and one client of it, for all tests of a class.</summary>
public sealed class SharedKernel : IAsyncLifetime
{
    private KernelClient? client;

    public KernelProcess Process { get; } = KernelProcess.Start();

    internal KernelClient Client => client!;

    public ValueTask InitializeAsync()
    {
        client = KernelClient.Connect(Process);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        client?.Dispose();
        return Process.DisposeAsync();
    }
}
