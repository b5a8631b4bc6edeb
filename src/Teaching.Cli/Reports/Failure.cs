using System.Text.RegularExpressions;
using Teaching.Notebooks.Documents;
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
        ErrorOutput error = cell.Error!;
        string[] source = cell.Source.ReplaceLineEndings("\n").Split('\n');
        int line = LineOf(error, source.Length);
        lines.Add("");
        lines.Add($"{name}, cell {cell.Number} of {run.Executed.Cells.Count}{(line > 0 ? $", line {line}" : "")}:");
        lines.Add($"    {(line > 0 ? source[line - 1].Trim() : cell.FirstLine)}");
        string head = $"{error.Name}: {error.Message}";
        foreach (string part in error.Traceback.FirstOrDefault()?.StartsWith(head, StringComparison.Ordinal) == true ? error.Traceback : error.Traceback.Prepend(head))
            lines.AddRange(part.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(text => "  " + text));
        if (IsLibraryMissing(cell, run.Path))
            lines.Add($"  The library of the course is not there yet. Build first: dotnet build");
    }

    /// <summary>The line of the cell that the first entry of the trace names; 0 when it names none.</summary>
    private static int LineOf(ErrorOutput error, int count)
    {
        foreach (string part in error.Traceback)
            if (LineNumber().Match(part) is { Success: true } found && int.TryParse(found.Groups[1].ValueSpan, out int line) && line <= count)
                return line;
        return 0;
    }

    private static bool IsLibraryMissing(CellRun cell, string notebook) =>
        Reference().Matches(cell.Source).Select(found => found.Groups[1].Value.Replace('\\', '/'))
            .Any(path => path.EndsWith(Library, StringComparison.Ordinal) && !File.Exists(Path.Combine(Path.GetDirectoryName(notebook)!, path)));

    [GeneratedRegex(@"\bline (\d+)")]
    private static partial Regex LineNumber();

    [GeneratedRegex(@"^\s*#r\s+""([^""]+)""", RegexOptions.Multiline)]
    private static partial Regex Reference();
}
