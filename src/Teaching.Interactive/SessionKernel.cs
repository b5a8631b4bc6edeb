using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;

namespace Teaching.Interactive;

/// <summary>The session's C# as .NET Interactive sees it: code that is submitted runs in the session.</summary>
internal sealed class SessionKernel : Kernel, IKernelCommandHandler<SubmitCode>
{
    public SessionKernel()
        : base("csharp")
    {
        KernelInfo.LanguageName = "C#";
        KernelInfo.DisplayName = "csharp - C# Script";
    }

    /// <summary>Runs code in the session; null where no cell runs.</summary>
    public Func<string, Task>? Submit { get; set; }

    async Task IKernelCommandHandler<SubmitCode>.HandleAsync(SubmitCode command, KernelInvocationContext context)
    {
        if (Submit is not { } submit) return;
        try
        {
            await submit(command.Code).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            await Console.Error.WriteLineAsync($"The submitted code failed: {error.Message}").ConfigureAwait(false);
            context.Fail(command, error, error.Message);
        }
    }
}
