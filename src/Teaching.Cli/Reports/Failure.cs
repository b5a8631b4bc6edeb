using System.Text.RegularExpressions;
using Teaching.Notebooks.Running;

namespace Teaching.Cli;

/// <summary>What is said about a notebook that failed: which cell, which line of it, and the trace.</summary>
internal static partial class Failure
{
    private const string Library = "artifacts/teaching/Teaching.dll";

    /// <summary>The lines for a person; none when the notebook passed.</summary>
    public static IReadOnlyList<string> Lines(NotebookRun run, string name)
    {
        List<string> lines = [];
        if (run.StartError is not null) lines.Add($"{name}: no session could be started: {run.StartError}");
        foreach (CellRun cell in run.Failures) Add(lines, run, cell, name);
        int left = run.Cells.Count - run.Ran;
        if (left > 0) lines.Add($"  ({left} later {(left == 1 ? "cell was" : "cells were")} not run)");
        return lines;
    }

    private static void Add(List<string> lines, NotebookRun run, CellRun cell, string name)
    {
        string[] source = cell.Source.ReplaceLineEndings("\n").Split('\n');
        int? line = ErrorText.LineOf(cell.Error!, cell.Count) is { } found && found <= source.Length ? found : null;
        lines.Add("");
        lines.Add($"{name}, cell {cell.Number} of {run.Executed.Cells.Count} [{cell.Count}]{(line is null ? "" : $", line {line}")}:");
        lines.Add($"    {(line is null ? cell.FirstLine : source[line.Value - 1].Trim())}");
        lines.AddRange(ErrorText.Lines(cell.Error!).Select(text => "  " + text));
        if (IsLibraryMissing(cell, run.Path))
            lines.Add("  The library of the course is not there yet. Build first: dotnet build");
    }

    private static bool IsLibraryMissing(CellRun cell, string notebook) =>
        Reference().Matches(cell.Source).Select(found => found.Groups[1].Value.Replace('\\', '/'))
            .Any(path => path.EndsWith(Library, StringComparison.Ordinal) && !File.Exists(Path.Combine(Path.GetDirectoryName(notebook)!, path)));

    [GeneratedRegex(@"^\s*#r\s+""([^""]+)""", RegexOptions.Multiline)]
    private static partial Regex Reference();
}
