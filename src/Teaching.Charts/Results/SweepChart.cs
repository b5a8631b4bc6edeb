namespace Teaching.Charts;

/// <summary>Draws what a sweep found.</summary>
public static class SweepChart
{
    /// <summary>A heatmap of two settings: the best validation score of each pair of values; what failed stays empty.</summary>
    /// <exception cref="ArgumentException">There is no such setting.</exception>
    public static Chart ToChart(this SweepResults results, string rows, string columns)
    {
        var (down, across) = (results.Grid.Values(rows), results.Grid.Values(columns));
        double[,] scores = new double[down.Count, across.Count];
        for (int r = 0; r < down.Count; r++)
        {
            for (int c = 0; c < across.Count; c++)
            {
                var pair = results.Trials.Where(trial => trial.Settings[rows].Equals(down[r]) && trial.Settings[columns].Equals(across[c]));
                scores[r, c] = pair.Max(trial => trial.Validation) ?? double.NaN;
            }
        }
        return Chart.Heatmap(scores, down.Select(Grid.Text), across.Select(Grid.Text)).Title("Validation score").XAxis(columns).YAxis(rows);
    }
}
