using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Connection;
using Microsoft.DotNet.Interactive.CSharp;
using Teaching.Notebooks.Sessions;

namespace Teaching.Polyglot.Tests.Hosts;

/// <summary>The package Microsoft.DotNet.Interactive.CSharp in the process of the test, as the author of a notebook would use it in his own tests.</summary>
internal sealed class PackageHost : Host
{
    private readonly CompositeKernel kernel = [new CSharpKernel().UseKernelHelpers()];

    public PackageHost()
    {
        // A kernel looks for what #r names from the current directory.
        Environment.CurrentDirectory = Lessons.Folder;
        kernel.DefaultKernelName = "csharp";
    }

    public override async Task<IReadOnlyList<SessionEvent>> RunAsync(string code)
    {
        KernelCommandResult result = await kernel.SendAsync(new SubmitCode(code)).WaitAsync(Limit);
        return [.. result.Events.Select(happened => Envelope.Of(KernelEventEnvelope.Serialize(happened))!.ToSessionEvent()).OfType<SessionEvent>()];
    }

    public override ValueTask DisposeAsync()
    {
        kernel.Dispose();
        return ValueTask.CompletedTask;
    }
}
