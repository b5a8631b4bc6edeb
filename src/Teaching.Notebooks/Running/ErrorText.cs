using System.Globalization;
using System.Text.RegularExpressions;
using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Terminals;

namespace Teaching.Notebooks.Running;

/// <summary>The error of a cell as lines to read.</summary>
public static partial class ErrorText
{
    /// <summary>Name and message, unless the trace says them, then the trace, as the program wrote it: for a terminal.</summary>
    public static string Of(ErrorOutput error)
    {
        string trace = string.Join('\n', error.Traceback.Select(part => part.TrimEnd('\r', '\n')));
        bool saysAll = error.Traceback.Count > 0 && TerminalText.Plain(trace).Contains(TerminalText.Plain(error.Message), StringComparison.Ordinal);
        return saysAll ? trace : $"{error.Name}: {error.Message}{(trace.Length == 0 ? "" : "\n" + trace)}";
    }

    /// <summary>The same as lines without colours and control characters, as a terminal would show them.</summary>
    public static IReadOnlyList<string> Lines(ErrorOutput error) => TerminalText.Plain(Of(error)).ReplaceLineEndings("\n").Split('\n');

    /// <summary>The line of its own cell, from 1, that the error is about; null when it names none.</summary>
    /// <param name="error">The error.</param>
    /// <param name="count">The execution count of the cell, by which traces call it.</param>
    public static int? LineOf(ErrorOutput error, int count)
    {
        foreach (string part in error.Traceback)
        {
            if (Compiler().Match(part) is { Success: true } found) return Number(found.Groups[1]);
            if (Frame().Match(part) is { Success: true } frame && Number(frame.Groups[1]) == count) return Number(frame.Groups[2]);
        }
        return null;
    }

    private static int? Number(Group digits) =>
        int.TryParse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    [GeneratedRegex(@"^\((\d+),\d+\): error")]
    private static partial Regex Compiler();

    [GeneratedRegex(@"\bcell (\d+), line (\d+)$")]
    private static partial Regex Frame();
}
