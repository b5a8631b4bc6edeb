using System.Globalization;
using Spectre.Console;
using Teaching.Notebooks.Running;

namespace Teaching.Cli;

/// <summary>The table at the end: what ran, how long, with what result.</summary>
internal static class SummaryTable
{
    /// <summary>Writes it; a result is a word such as ok.</summary>
    public static void Write(IAnsiConsole console, IEnumerable<(string Name, NotebookRun Run, string Result)> rows)
    {
        Table table = new Table().Border(console.Profile.Capabilities.Ansi ? TableBorder.Rounded : TableBorder.Ascii2);
        table.AddColumns("lesson", "cells", "seconds", "result", "slowest cell");
        foreach (int number in new[] { 1, 2 }) table.Columns[number].RightAligned();
        foreach ((string name, NotebookRun run, string result) in rows)
            table.AddRow(
                new Text(name),
                new Text($"{run.Ran}/{run.Cells.Count}"),
                new Text(Seconds(run.Elapsed)),
                new Text(result, new Style(result == "ok" ? Color.Green : Color.Red)),
                new Text(run.Slowest is { } cell ? $"{cell.Number} ({Seconds(cell.Elapsed)} s)" : ""));
        console.WriteLine();
        console.Write(table);
    }

    /// <summary>A time in seconds with one digit.</summary>
    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
}
