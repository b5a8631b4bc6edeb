using System.ComponentModel;
using System.Diagnostics;

namespace Teaching.Cli;

/// <summary>Programs on this machine: where they are, and what they say of themselves.</summary>
internal static class Tools
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(10);

    /// <summary>The first of these programs that is on the PATH, or null.</summary>
    public static string? OnPath(params string[] names) =>
        names.SelectMany(Candidates).FirstOrDefault(File.Exists);

    /// <summary>What the program writes to standard output, trimmed; null when it does not start, fails, or takes ten seconds.</summary>
    public static async Task<string?> AskAsync(string program, string[] arguments, CancellationToken cancellation)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        try
        {
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            try
            {
                Task<string> errors = process.StandardError.ReadToEndAsync(cancellation);
                string output = await process.StandardOutput.ReadToEndAsync(cancellation).WaitAsync(patience, cancellation).ConfigureAwait(false);
                await errors.WaitAsync(patience, cancellation).ConfigureAwait(false);
                await process.WaitForExitAsync(cancellation).WaitAsync(patience, cancellation).ConfigureAwait(false);
                return process.ExitCode == 0 ? output.Trim() : null;
            }
            finally
            {
                if (!process.HasExited) process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception failure) when (failure is Win32Exception or TimeoutException or IOException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Candidates(string name)
    {
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat"] : [""];
        string path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, name + ending)));
    }
}
