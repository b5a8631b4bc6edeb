namespace Teaching.Benchmarks;

/// <summary>The figures of one name as a chart: a line for each library, both axes logarithmic; several networks beside each other.</summary>
internal static class GrowthChart
{
    public static Chart Of(IReadOnlyList<GrowthFigures> figures)
    {
        string title = $"Time against {figures[0].Sweep.Name}";
        return figures.Count == 1
            ? Of(figures[0], $"{title}: {figures[0].Sweep.Network}", 640)
            : Chart.Panels(figures.Count, figures.Select(one => Of(one, one.Sweep.Network, 420))).Title(title);
    }

    private static Chart Of(GrowthFigures figures, string title, int width) => Chart
        .Combine(figures.Lines.Where(line => line.Seconds.Any(double.IsFinite)).Select(line => Chart.Line(figures.Sweep.Values, line.Seconds, line.Library, markers: true)))
        .Title(title)
        .XAxis(figures.Sweep.Varied, log: true)
        .YAxis("time of an epoch, s", log: true)
        .Size(width, 400);
}
