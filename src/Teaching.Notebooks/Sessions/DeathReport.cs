namespace Teaching.Notebooks.Sessions;

/// <summary>Says why the process of a running cell ended.</summary>
internal static class DeathReport
{
    private const int AbortSignal = 128 + 6;
    private const int KillSignal = 128 + 9;
    private const int SegmentationSignal = 128 + 11;

    public static ErrorEvent Describe(string? onPurpose, int exitCode, IReadOnlyCollection<string> lastLines)
    {
        if (onPurpose is not null) return new ErrorEvent("SessionEnded", onPurpose, []);

        string[] own = OwnFrames(lastLines);
        string said = lastLines.FirstOrDefault(line => line.Length > 0) ?? "";
        const string gone = "The session has ended: its variables are gone, restart it and run the cells from the top.";
        if (said.StartsWith("Stack overflow", StringComparison.Ordinal))
            return new ErrorEvent("StackOverflow", $"A function called itself without end, until the stack was full. {gone}", own);
        if (said.StartsWith("Out of memory", StringComparison.Ordinal) || said.Contains("OutOfMemory", StringComparison.Ordinal))
            return new ErrorEvent("OutOfMemory", $"The cell asked for more memory than there is. {gone}", own);
        if (said.Length > 0)
            return new ErrorEvent("SessionEnded", $"The cell ended its own process ({Code(exitCode)}): {said} {gone}", own);
        return new ErrorEvent("SessionEnded", $"The cell ended its own process: {Code(exitCode)}. {gone}", []);
    }

    private static string Code(int exitCode) => exitCode switch
    {
        AbortSignal => "it was aborted, exit code 134",
        KillSignal => "it was killed, exit code 137, perhaps for want of memory",
        SegmentationSignal => "memory was damaged, exit code 139",
        _ => FormattableString.Invariant($"exit code {exitCode}"),
    };

    /// <summary>The runtime's last trace, reduced to what the student wrote.</summary>
    private static string[] OwnFrames(IEnumerable<string> lines) =>
        [.. lines.Select(line => line.Trim())
            .Where(line => line.StartsWith("at Submission#", StringComparison.Ordinal) && !line.Contains("<<", StringComparison.Ordinal))
            .Select(line => "   at " + line[(line.IndexOf('.', StringComparison.Ordinal) + 1)..])
            .Take(5)];
}
