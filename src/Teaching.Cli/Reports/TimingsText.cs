using System.Globalization;
using Teaching.Notebooks.Running;

namespace Teaching.Cli;

/// <summary>What <c>--timings</c> prints.</summary>
internal static class TimingsText
{
    private const int Shown = 5;

    /// <summary>The speed of the engine, then of each notebook the cells that took longest.</summary>
    public static void Write(Speed speed, IEnumerable<(Input Input, NotebookRun Run, string Result)> done)
    {
        Console.Out.WriteLine();
        Console.Out.WriteLine(speed);
        foreach ((Input input, NotebookRun run, _) in done)
        {
            CellRun[] slowest = [.. run.Cells.Where(cell => cell.State != CellState.NotRun).OrderByDescending(cell => cell.Elapsed).Take(Shown)];
            Console.Out.WriteLine($"slowest cells of {input.Name}:");
            foreach (CellRun cell in slowest)
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  cell {cell.Number,3}  {cell.Elapsed.TotalSeconds,8:0.000} s  {cell.FirstLine}"));
        }
        Console.Out.WriteLine();
    }
}
