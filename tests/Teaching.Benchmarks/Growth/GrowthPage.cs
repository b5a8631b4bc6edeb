using System.Text;

namespace Teaching.Benchmarks;

/// <summary>The page that shows the charts: what was measured, how, where, and what is to be seen.</summary>
internal static class GrowthPage
{
    /// <summary>The file of the chart with this name.</summary>
    public static string Picture(string name) => $"speed-{name}.svg";

    public static string Of(GrowthRun run)
    {
        StringBuilder page = new($"""
            # How the time of training grows

            Made by `teach bench --charts` on {run.Date}: {run.Machine}; {run.Load}. {run.Data}.
            Peers: {(run.Peers.Count > 0 ? string.Join(", ", run.Peers) : "none")}.{Missing(run)}

            A figure is the median of {run.Rounds} runs, all libraries in turns. Everybody trains the same network with the same batches, optimizer and images in memory, in float. Where the images are not what is varied, a part of the epoch is timed and scaled to all of it. Each library has the setting and the number of threads with which it is fastest at that point, the threads in brackets in the tables (PyTorch was tried with OpenBLAS on as many threads as itself and on one); all axes are logarithmic.

            """);
        foreach (IGrouping<string, GrowthFigures> chart in run.Figures.GroupBy(figures => figures.Sweep.Name))
        {
            page.Append($"\n## Time against {chart.Key}\n\n![Time of an epoch against {chart.First().Sweep.Varied}]({Picture(chart.Key)})\n");
            foreach (GrowthFigures figures in chart) page.Append($"\n{figures.Sweep.Network}. {figures.Sweep.Meaning} {Seen(figures)}\n\n{Table(figures)}");
        }
        return page.ToString();
    }

    private static string Missing(GrowthRun run) =>
        run.Missing.Count > 0 ? $" Not installed there, so without a line: {string.Join(", ", run.Missing)}." : "";

    /// <summary>How much the time changes over the sweep, and how the others compare with the first library.</summary>
    private static string Seen(GrowthFigures figures)
    {
        IEnumerable<string> changes = figures.Lines.Where(line => double.IsFinite(line.Seconds[^1] / line.Seconds[0]))
            .Select(line => $"{Short(line.Seconds[^1] / line.Seconds[0])} with {line.Library}");
        IEnumerable<string> others = figures.Lines.Skip(1).Select(line => Against(line, figures.Lines[0])).Where(text => text.Length > 0);
        string change = figures.Sweep.Values.Count > 1 && changes.Any()
            ? $"From {figures.Sweep.Values[0]} to {figures.Sweep.Values[^1]} the time is multiplied by {string.Join(", ", changes)}."
            : "";
        return string.Join(" ", others.Prepend(change)).Trim();
    }

    private static string Against(GrowthLine line, GrowthLine first)
    {
        double[] ratios = [.. line.Seconds.Zip(first.Seconds, (theirs, ours) => theirs / ours).Where(double.IsFinite)];
        if (ratios.Length == 0) return "";
        (string least, string most) = (Short(ratios.Min()), Short(ratios.Max()));
        return $"{line.Library} takes {(least == most ? least : $"{least} to {most}")} times as long as {first.Library}.";
    }

    private static string Table(GrowthFigures figures)
    {
        StringBuilder table = new($"| {figures.Sweep.Varied} | {string.Join(" | ", figures.Lines.Select(line => $"{line.Library}, s"))} |\n");
        table.Append($"|---:|{string.Concat(Enumerable.Repeat("---:|", figures.Lines.Count))}\n");
        for (int i = 0; i < figures.Sweep.Values.Count; i++)
            table.Append($"| {figures.Sweep.Values[i]} | {string.Join(" | ", figures.Lines.Select(line => Cell(line, i, figures.Sweep.OfThreads)))} |\n");
        return table.ToString();
    }

    private static string Cell(GrowthLine line, int i, bool ofThreads) => !double.IsFinite(line.Seconds[i])
        ? "–"
        : NumberText.Significant(line.Seconds[i], 3) + (ofThreads ? "" : $" ({line.Threads[i]})");

    private static string Short(double ratio) => ratio < 100 ? NumberText.Significant(ratio, 2) : NumberText.Fixed(ratio, 0);
}
