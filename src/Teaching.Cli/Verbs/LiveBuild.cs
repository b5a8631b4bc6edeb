using System.ComponentModel;
using System.Diagnostics;

namespace Teaching.Cli;

/// <summary>
/// Builds what a browser runs cells with, where the command lies in the folder that its own build wrote: that build leaves it out,
/// since it takes half a minute and no page to read needs it. What is published or packed brings it along.
/// </summary>
internal static class LiveBuild
{
    /// <summary>The project to build; null where the command is a published or an installed one.</summary>
    public static string? Project { get; } = ProjectOf(AppContext.BaseDirectory);

    /// <summary>The project for a command that lies in a folder.</summary>
    internal static string? ProjectOf(string folder)
    {
        string home = Path.GetFullPath(Path.Combine(folder, ".."));
        string project = Path.GetFullPath(Path.Combine(home, "..", "..", "..", "src", "Teaching.Browser", "Teaching.Browser.csproj"));
        return home.EndsWith(Path.Combine("artifacts", "bin", "Teaching.Cli"), StringComparison.Ordinal) && File.Exists(project) ? project : null;
    }

    /// <summary>Builds it where that is to be done; of a build that fails, its own lines say why.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task RunAsync(CancellationToken cancellation)
    {
        if (Project is null) return;
        Console.Out.WriteLine("Building what a browser runs the cells with ...");
        try
        {
            using Process build = Process.Start(new ProcessStartInfo("dotnet", ["msbuild", Project, "-restore", "-p:Configuration=Release", "-m", "-nologo", "-v:quiet"]))!;
            using CancellationTokenRegistration stopping = cancellation.Register(() => build.Kill(entireProcessTree: true));
            await build.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Win32Exception error)
        {
            Console.Error.WriteLine($"teach: dotnet cannot be started: {error.Message.ReplaceLineEndings(" ")}");
        }
        cancellation.ThrowIfCancellationRequested();
    }
}
