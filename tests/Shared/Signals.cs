namespace Teaching.Tests;

/// <summary>What a test of a signal needs: that the processes it starts hear it.</summary>
internal static class Signals
{
    private const ulong Interrupt = 1 << (2 - 1);

    /// <summary>
    /// Skips the test where SIGINT is ignored, as under nohup or in a script's background: children inherit that, and a program that
    /// was started so leaves Ctrl-C to those in front of it.
    /// </summary>
    public static void RequireInterrupt()
    {
        const string Status = "/proc/self/status", Ignored = "SigIgn:";
        if (!File.Exists(Status)) return;
        string line = File.ReadLines(Status).First(line => line.StartsWith(Ignored, StringComparison.Ordinal));
        if ((Convert.ToUInt64(line[Ignored.Length..].Trim(), 16) & Interrupt) != 0)
            Assert.Skip("These tests were started with SIGINT ignored, as by nohup or in a script's background, and so are the programs they start.");
    }
}
