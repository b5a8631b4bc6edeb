using System.Text.RegularExpressions;

namespace Teaching.Notebooks.Sessions;

/// <summary>Says why the process of a running cell ended.</summary>
internal static partial class DeathReport
{
    private const int AbortSignal = 128 + 6;
    private const int KillSignal = 128 + 9;
    private const int SegmentationSignal = 128 + 11;

    public static ErrorEvent Describe(string? onPurpose, int exitCode, IReadOnlyCollection<string> lastLines)
    {
        if (onPurpose is not null) return new ErrorEvent("SessionEnded", onPurpose, []);

        string[] own = OwnFrames(lastLines);
        string said = Said(lastLines);
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
        KillSignal => "it was killed, exit code 137, perhaps because memory ran out",
        SegmentationSignal => "memory was damaged, exit code 139",
        _ => FormattableString.Invariant($"exit code {exitCode}"),
    };

    /// <summary>What the runtime says before its trace, which may be a headline and a message below it.</summary>
    private static string Said(IEnumerable<string> lines) =>
        string.Join(' ', lines.Select(line => line.Trim()).Where(line => line.Length > 0).TakeWhile(line => !line.StartsWith("at ", StringComparison.Ordinal)).Take(3));

    /// <summary>The runtime's last trace, reduced to what the student wrote.</summary>
    private static string[] OwnFrames(IEnumerable<string> lines) =>
        [.. lines.Select(line => Frame().Match(line)).Where(match => match.Success).Select(Line).OfType<string>().Take(5)];

    private static string? Line(Match frame)
    {
        string place = frame.Groups["line"].Success ? $"{frame.Groups["cell"]}, line {frame.Groups["line"]}" : "";
        string name = frame.Groups["method"].Value;
        // The compiler's own names: of the cell's top level and its lambdas, and of an async method.
        if (name.Contains("<<", StringComparison.Ordinal) || name.StartsWith("<Initialize>", StringComparison.Ordinal) || name.StartsWith("<Factory>", StringComparison.Ordinal)) name = "";
        else if (name.StartsWith('<')) name = name[1..name.IndexOf('>', StringComparison.Ordinal)] + "()";
        return (name, place) switch
        {
            ("", "") => null,
            ("", _) => $"   at {place}",
            (_, "") => $"   at {name}",
            _ => $"   at {name} in {place}",
        };
    }

    [GeneratedRegex(@"^\s*at Submission#\d+\.(?<method>.+?)(?: in (?:.*[/\\])?(?<cell>[^/\\]+):line (?<line>\d+))?$")]
    private static partial Regex Frame();
}
