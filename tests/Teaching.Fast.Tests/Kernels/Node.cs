using System.ComponentModel;
using System.Diagnostics;
using Teaching.Tests.Browsing;

namespace Teaching.Fast.Tests.Kernels;

/// <summary>Runs scripts in Node.js. Skips the test where it is missing, or what npm ci brings.</summary>
internal static class Node
{
    /// <summary>Runs a script of the repository and gives what it prints; fails with what it complains of.</summary>
    public static string Run(string script, params string[] arguments)
    {
        Outside.RequireNodeModules();
        ProcessStartInfo start = new("node", [Path.Combine(Outside.Root, script), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Start(start);
        Task<string> complaint = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{script} {string.Join(' ', arguments)}:\n{complaint.Result}");
        return output;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Outside.SkipOrFail("Node.js is not there: its command is node.");
            throw;
        }
    }
}
