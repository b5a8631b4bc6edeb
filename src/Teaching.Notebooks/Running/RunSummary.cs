using System.Runtime.InteropServices;
using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Running;

/// <summary>The summary of a run as JSON, for programs: results and times of every notebook and cell, and the speed figures.</summary>
public static class RunSummary
{
    /// <summary>Writes the file, all of it or nothing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="runs">The notebooks that ran.</param>
    /// <param name="titleOf">What a notebook is called.</param>
    /// <param name="errors">One line for each notebook that could not be read or written.</param>
    /// <param name="speed">The speed figures; null when they were not asked for.</param>
    /// <exception cref="NotebookException">The file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<NotebookRun> runs, Func<NotebookRun, string> titleOf, IReadOnlyList<string> errors, Speed? speed)
    {
        JsonMap summary = new()
        {
            { "passed", errors.Count == 0 && runs.All(run => run.Passed) },
            { "machine", Machine() },
            { "notebooks", new JsonList(runs.Select(run => Of(run, titleOf(run)))) },
            { "errors", new JsonList(errors.Select(error => new JsonText(error))) },
        };
        if (speed is not null) summary.Add("timings", Of(speed));
        NotebookFile.Write(path, text =>
        {
            new JsonWriter(text, indented: true).Write(summary);
            text.Write('\n');
        });
    }

    private static JsonMap Machine() => new()
    {
        { "os", RuntimeInformation.OSDescription },
        { "architecture", RuntimeInformation.ProcessArchitecture.ToString() },
        { "processors", Environment.ProcessorCount },
        { "runtime", RuntimeInformation.FrameworkDescription },
    };

    private static JsonMap Of(NotebookRun run, string title)
    {
        JsonMap map = new()
        {
            { "path", run.Path },
            { "title", title },
            { "passed", run.Passed },
            { "seconds", Seconds(run.Elapsed) },
            { "cells", new JsonList(run.Cells.Select(Of)) },
        };
        if (run.StartError is not null) map.Add("error", run.StartError);
        return map;
    }

    private static JsonMap Of(CellRun cell)
    {
        JsonMap map = new() { { "cell", cell.Number }, { "state", Name(cell.State) } };
        if (cell.State != CellState.NotRun) map.Add("seconds", Seconds(cell.Elapsed));
        if (cell.Error is { } error) map.Add("error", $"{error.Name}: {error.Message}");
        return map;
    }

    private static JsonMap Of(Speed speed) => new()
    {
        { "processStartToFirstResultSeconds", Seconds(speed.ProcessStartToFirstResult) },
        { "sessionStartToFirstResultSeconds", Seconds(speed.SessionStartToFirstResult) },
        { "medianFirst60Seconds", Seconds(speed.First60) },
        { "median241To300Seconds", Seconds(speed.Last60) },
    };

    private static string Name(CellState state) => state switch
    {
        CellState.Passed => "passed",
        CellState.Failed => "failed",
        _ => "notRun",
    };

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 6);
}
