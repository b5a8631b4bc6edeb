namespace Teaching.Charts.Tests;

/// <summary>One chart of every kind and of the troublesome cases; the structure and browser tests go through all of them.</summary>
internal static class Gallery
{
    private static readonly double[] Rates = [0.1, 0.2, 0.5, 0.8, 1, 2, 1000];

    public static IReadOnlyDictionary<string, Func<Chart>> All => new Dictionary<string, Func<Chart>>
    {
        ["line"] = () => Chart.Function(x => 1 / (1 + Math.Exp(-x)), -6, 6, "σ(z)")
            .Add(Chart.Function(x => Math.Exp(-x) / Math.Pow(1 + Math.Exp(-x), 2), -6, 6, "σ'(z)", dashed: true))
            .Title("The sigmoid and its derivative").XAxis("z").YAxis("a")
            .HLine(0.25, "largest slope 0.25").VLine(0).Note(0, 0.5, "σ(0) = 0.5"),
        ["log-lines"] = () => Chart.Combine(Rates.Select(lr =>
                Chart.Line(Enumerable.Range(0, 68), Enumerable.Range(0, 68).Select(u => Descent(lr, u)), $"lr = {NumberText.Significant(lr, 6)}")))
            .Title("Seven learning rates").XAxis("update").YAxis("error", log: true),
        ["scatter"] = () => Chart.Scatter(Blob(1).Select(p => (p.X - 1, p.Y)), "class 0")
            .Add(Chart.Scatter(Blob(2).Select(p => (p.X + 1, p.Y + 0.5)), "class 1"))
            .Title("Two classes").XAxis("x₁").YAxis("x₂"),
        ["dots"] = () => Chart.Dots(["plain", "Adam", "a rather long name of a recipe"], [[94.1, 94.4, 93.9], [96.2, 96.5], []], "one seed each")
            .Title("A dot plot with named rows").XAxis("right, %"),
        ["bar"] = () => Chart.Bar(Weights, [0.000438, 0.000877, 0.000352, 0.000704, 0.0008, -0.0008, 0.0009, -0.0009], "analytic")
            .Add(Chart.Bar(Weights, [0.00044, 0.00088, 0.00035, 0.0007, 0.00082, -0.00079, 0.00091, -0.00092], "numeric"))
            .Title("The eight gradients, twice").XAxis("weight").YAxis("∂E/∂w"),
        ["bar-long-labels"] = () => Chart.Bar(Enumerable.Range(1, 9).Select(i => $"a rather long label {i}"), Enumerable.Range(1, 9))
            .Title("Long labels stand slanted").YAxis("count"),
        ["heatmap"] = () => Chart.Heatmap(new[,] { { 0.15, -0.25, 0.4 }, { 0.2, 0.3, -0.45 } }, ["i1", "i2"], ["h1", "h2", "h3"])
            .Title("Weights of the hidden layer").XAxis("to").YAxis("from"),
        ["confusion"] = () => Chart.Heatmap(Enumerable.Range(0, 10).Select(r => Enumerable.Range(0, 10).Select(c => r == c ? 90 + r : (r * c) % 4)))
            .Title("Confusion matrix").XAxis("predicted digit").YAxis("true digit"),
        ["surface"] = () => Chart.Surface(Loss, (-3, 3), (-2, 2))
            .Add(Chart.Line(Path(0.1), "lr = 0.1", color: "#d55e00", markers: true), Chart.Line(Path(0.35), "lr = 0.35", color: "#222222"))
            .Add(Chart.Scatter([-2.5], [1.6], "start", color: "#cc0000", size: 11))
            .Title("Two descents over a loss").XAxis("w₁").YAxis("w₂"),
        ["surface-log"] = () => Chart.Surface((a, b) => Loss(a, b) * Loss(a, b) / 1000, (-3, 3), (-2, 2), log: true)
            .Title("Bands of equal factors").XAxis("w₁").YAxis("w₂"),
        ["images"] = () => Chart.Images(Enumerable.Range(0, 14).Select(Ring), 28, 28, Enumerable.Range(0, 14).Select(i => $"ring {i}"), columns: 7)
            .Title("Fourteen images"),
        ["network"] = () => Network(0).Title("The 2-2-2 network"),
        ["network-slider"] = () => Chart.Slider("update", Enumerable.Range(0, 101), u => Network(u).Title($"The network after {u} updates")),
        ["network-3-4-2"] = () => Chart.Network(
                new NeuronLayer("input", ["x1", "x2", "x3"], [1, 0.5, -0.25]),
                new NeuronLayer("hidden (ReLU)", ["h1", "h2", "h3", "h4"], [0, 0.3, 1.2345, 0], Matrix(3, 4), Matrix(3, 4), biases: [0.1, 0.2, 0.3, 0.4]),
                new NeuronLayer("output", ["p1", "p2"], [0.25, 0.75], Matrix(4, 2), Matrix(4, 2), biases: [0.01, -0.02]))
            .Title("A 3-4-2 network"),
        ["network-large"] = () => Chart.Network(
                new NeuronLayer("input", Enumerable.Range(0, 784).Select(i => $"x{i}")),
                new NeuronLayer("hidden", ["h0", "h1", "h2", "h3", "h4"], biases: [0.1, 0, -0.1, 0.2, 0.3], weights: Matrix(784, 5)),
                new NeuronLayer("output", ["o0", "o1", "o2"], [0.2, 0.7, 0.1], Matrix(5, 3)))
            .Title("A larger network"),
        ["panels"] = () => Chart.Panels(columns: 2,
                Chart.Line([3.0, 2, 1.5, 1.2], "train").Add(Chart.Line([3.1, 2.4, 2.2, 2.3], "validation")).Title("Loss").XAxis("epoch").YAxis("loss"),
                Chart.Bar(["0", "1", "2"], [0.9, 0.95, 0.8]).Title("Accuracy by class").YAxis("share", min: 0, max: 1),
                Chart.Heatmap(new[,] { { 1, 2 }, { 3, 4 } }).Title("A matrix"),
                Chart.Surface(Loss, (-3, 3), (-2, 2), points: 21).Title("A surface"))
            .Title("Four panels in one figure"),
        ["line-slider"] = () => Chart.Slider("step", Enumerable.Range(1, 40), k => Chart.Function(x => Math.Sin(k * x / 5), 0, 6, "sin").XAxis("x").YAxis("y")
            .Title("A wave"), start: ^1),
        ["left-out"] = () => Chart.Line([1, 0.1, double.NaN, 0.01, -1, 0, 0.001, double.PositiveInfinity], "loss").YAxis("loss", log: true).XAxis("step")
            .Title("Some values cannot be drawn"),
        ["long-series"] = () => Chart.Line(Enumerable.Range(0, 5000).Select(i => Math.Sin(i / 300.0) + (i == 1234 ? 3 : 0)), "signal").Title("5,000 points")
            .XAxis("step").YAxis("value"),
        ["clipped"] = () => Chart.Surface(Loss, (-3, 3), (-2, 2)).Add(Chart.Line([-4.0, 0, 4], [-3.0, 0, 3], "through"))
            .Title("Axes narrower than the surface, and a title that is far too long for one line of the picture")
            .XAxis("w₁", min: -1, max: 2).YAxis("w₂", min: -1, max: 1),
        ["steep"] = () => Chart.Function(x => 1 / x, -2, 2, "1/x").Add(Chart.Function(Math.Tan, -2, 2, "a name so long that the legend has to cut it somewhere"))
            .HLine(20, "above").VLine(5, "beyond").Note(5, 5, "outside").Title("Cut at the limits").XAxis("x").YAxis("y", min: -10, max: 10),
        ["many-series"] = () => Chart.Combine(Enumerable.Range(0, 16).Select(i => Chart.Line([i, i + 1.5, i - 1], $"series {i}"))).Title("Sixteen series"),
        ["tiny-values"] = () => Chart.Line([1e-300, 3e-300, 2e-300], "tiny").XAxis("x").YAxis("y").Title("Tiny values"),
        ["heatmap-large"] = () => Chart.Heatmap(Matrix(60, 80)).Title("Weights of a wide layer"),
        ["panels-of-three"] = () => Chart.Panels(3,
                Chart.Function(Math.Tanh, -3, 3).Title("tanh").XAxis("z").YAxis("a"),
                Chart.Function(x => Math.Max(0, x), -3, 3).Title("ReLU").XAxis("z").YAxis("a"),
                Chart.Scatter([1, 10, 100, 1000], [1e-8, 1e-6, 1e-4, 1e-2]).Title("Log-log").XAxis("h", log: true).YAxis("error", log: true)),
        ["far-from-zero"] = () => Chart.Scatter([1e6, 1e6 + 0.001, 1e6 + 0.002], [1e9, 1e9 + 1, 1e9 + 2], "far").XAxis("x").YAxis("y"),
        ["descent-slider"] = () => Chart.Slider("update", Enumerable.Range(1, 12), u => Chart.Surface(Loss, (-3, 3), (-2, 2))
            .Add(Chart.Line(Path(0.1).Take(u), "path", color: "#d55e00", markers: true)).Title("A descent").XAxis("w₁").YAxis("w₂"), start: ^1),
        ["one-point"] = () => Chart.Line([3], "alone").XAxis("x").YAxis("y"),
        ["awkward-text"] = () => Chart.Line([1.0, 2], "</script><b>&\"'\u2028 a,b").Title("a < b & \"c\" </script>").XAxis("x > 0").YAxis("'y'"),
    };

    private static readonly string[] Weights = ["w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8"];

    private static double Loss(double a, double b) => a * a + 3 * b * b + a * b + Math.Sin(2 * a) + 1;

    private static IEnumerable<(double, double)> Path(double lr)
    {
        (double a, double b) = (-2.5, 1.6);
        for (int i = 0; i < 20; i++)
        {
            yield return (a, b);
            (a, b) = (a - lr * (2 * a + b + 2 * Math.Cos(2 * a)), b - lr * (6 * b + a) / 1.5);
        }
    }

    private static double[] Ring(int i) =>
        [.. Enumerable.Range(0, 784).Select(p => Math.Exp(-Math.Pow(Math.Sqrt(Math.Pow(p / 28 - 13.5, 2) + Math.Pow(p % 28 - 13.5, 2)) - i, 2) / 3))];

    private static double[,] Matrix(int rows, int columns)
    {
        var m = new double[rows, columns];
        for (int i = 0; i < m.Length; i++) m[i / columns, i % columns] = Math.Sin(i * 1.7);
        return m;
    }

    private static Chart Network(int update) => Chart.Network(
        new NeuronLayer("input", ["i1", "i2"], [0.05, 0.1]),
        new NeuronLayer("hidden", ["h1", "h2"], [0.5068749, 0.5093741 + update * 1e-4], new[,] { { 0.15 - update * 0.004, 0.25 }, { 0.2, 0.3 } },
            new[,] { { 0.000438568, 0.000351776 }, { 0.000877135, 0.000703553 } }, new[,] { { "w1", "w3" }, { "w2", "w4" } }),
        new NeuronLayer("output", ["o1", "o2"], [0.606477732, 0.63048 - update * 1e-3], new[,] { { 0.4, -0.5 }, { 0.45, 0.55 } },
            new[,] { { 0.0128, 0.0154 }, { -0.0129, 0.0155 } }, new[,] { { "w5", "w7" }, { "w6", "w8" } }));

    private static double Descent(double lr, int update) => lr > 100 ? 0.25 : 0.0142 * Math.Exp(-lr * update * 0.06);

    private static IEnumerable<(double X, double Y)> Blob(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 60).Select(_ => (random.NextDouble() + random.NextDouble() - 1, random.NextDouble() + random.NextDouble() - 1))];
    }
}
