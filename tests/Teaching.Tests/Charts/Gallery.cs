namespace Teaching.Tests.Charts;

/// <summary>One chart of every kind and of the troublesome cases; the structure and browser tests go through all of them.</summary>
internal static class Gallery
{
    private static readonly double[] Rates = [0.1, 0.2, 0.5, 0.8, 1, 2, 1000];

    public static IReadOnlyDictionary<string, Func<Chart>> All { get; } = new Dictionary<string, Func<Chart>>
    {
        ["line"] = () => Chart.Function(x => 1 / (1 + Math.Exp(-x)), -6, 6, "σ(z)")
            .Add(Chart.Function(x => Math.Exp(-x) / Math.Pow(1 + Math.Exp(-x), 2), -6, 6, "σ'(z)", dashed: true))
            .Title("The sigmoid and its derivative").XAxis("z").YAxis("a")
            .HLine(0.25, "largest slope 0.25").VLine(0).Note(0, 0.5, "σ(0) = 0.5"),
        ["log-lines"] = () => Chart.Combine(Rates.Select(lr =>
                Chart.Line(Enumerable.Range(0, 68), Enumerable.Range(0, 68).Select(u => Descent(lr, u)), $"lr = {Digits.Text(lr)}")))
            .Title("Seven learning rates").XAxis("update").YAxis("error", log: true),
        ["scatter"] = () => Chart.Scatter(Blob(1).Select(p => (p.X - 1, p.Y)), "class 0")
            .Add(Chart.Scatter(Blob(2).Select(p => (p.X + 1, p.Y + 0.5)), "class 1"))
            .Title("Two classes").XAxis("x₁").YAxis("x₂"),
    };

    private static double Descent(double lr, int update) => lr > 100 ? 0.25 : 0.0142 * Math.Exp(-lr * update * 0.06);

    private static IEnumerable<(double X, double Y)> Blob(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 60).Select(_ => (random.NextDouble() + random.NextDouble() - 1, random.NextDouble() + random.NextDouble() - 1))];
    }
}
