namespace Teaching.Charts;

/// <summary>Draws the metrics: <see cref="ConfusionMatrix"/> and <see cref="RocCurve"/>.</summary>
public static class MetricCharts
{
    /// <summary>A heatmap of the counts.</summary>
    public static Chart ToChart(this ConfusionMatrix confusion)
    {
        int[,] counts = new int[confusion.Classes, confusion.Classes];
        for (int a = 0; a < confusion.Classes; a++)
        {
            for (int p = 0; p < confusion.Classes; p++) counts[a, p] = confusion[a, p];
        }
        return Chart.Heatmap(counts, confusion.ClassNames, confusion.ClassNames).Title(confusion.ToString()).XAxis("decided").YAxis("right");
    }

    /// <summary>The curve, with the diagonal of pure chance.</summary>
    /// <exception cref="InvalidOperationException">There is no curve.</exception>
    public static Chart ToChart(this RocCurve curve, string name = "") => curve.Points.Count == 0
        ? throw new InvalidOperationException("There is no ROC curve: all examples are yes or all are no, so there is nothing to tell apart.")
        : Chart.Line(curve.Points.Select(p => (p.FalseRate, p.TrueRate)), name)
            .Add(Chart.Line([0.0, 1], [0.0, 1], "chance", dashed: true))
            .Title($"ROC curve, area {NumberText.Fixed(curve.Area, 4)}").XAxis("false positive rate").YAxis("true positive rate");
}
