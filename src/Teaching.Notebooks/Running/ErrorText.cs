using System.Globalization;
using System.Text.RegularExpressions;
using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Running;

/// <summary>The error of a cell as lines to read.</summary>
public static partial class ErrorText
{
    /// <summary>Name and message, unless the trace begins by saying them, then the trace.</summary>
    public static IReadOnlyList<string> Lines(ErrorOutput error)
    {
        IEnumerable<string> parts = error.Traceback;
        if (error.Traceback.FirstOrDefault()?.Contains(error.Message, StringComparison.Ordinal) != true)
            parts = parts.Prepend($"{error.Name}: {error.Message}");
        return [.. parts.SelectMany(part => part.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))];
    }

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
