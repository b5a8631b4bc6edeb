using System.Text.Json.Nodes;

namespace Teaching.Charts;

/// <summary>A function of two variables as filled contours: bands of colour between equal heights, seen from above.</summary>
/// <param name="X">The places of the columns, rising.</param>
/// <param name="Y">The places of the rows, rising.</param>
/// <param name="Z">The heights, [row, column].</param>
/// <param name="Log">Whether the bands have equal factors instead of equal steps.</param>
internal sealed record SurfaceMark(double[] X, double[] Y, double[,] Z, bool Log) : Mark
{
    private const string LineColor = "#6f8aa5";

    public Levels Levels { get; init; } = Levels.Of(Extent.Of(Z.Cast<double>(), Log), Log);

    public override string Kind => "surface";

    public override string LegendName => "";

    public override bool TakesColor => false;

    public override bool Fills => true;

    public override IReadOnlyList<string>? BarLabels => [.. Levels.Labels().Select(label => label.Text)];

    public override Extent XExtent(bool log) => Extent.Of(X, log);

    public override Extent YExtent(bool log) => Extent.Of(Y, log);

    public override IEnumerable<JsonObject> Traces(PanelView view, MarkStyle style)
    {
        double[,] z = Drawable(view.Panel);
        if (Log) z = Map(z, (value, _, _) => Math.Log10(value));
        JsonObject bar = PlotlyColors.Bar(view);
        bar["tickvals"] = new JsonArray([.. Levels.Labels().Select(label => (JsonNode)Digits.Six(Levels.First + label.Level * Levels.Step))]);
        bar["ticktext"] = new JsonArray([.. Levels.Labels().Select(label => (JsonNode)label.Text)]);
        var trace = new JsonObject
        {
            ["type"] = "contour",
            ["name"] = PlotlyText.Of(Name),
            ["x"] = Numbers.Of(X),
            ["y"] = Numbers.Of(Y),
            ["z"] = Numbers.Of(z),
            ["autocontour"] = false,
            ["contours"] = new JsonObject
            {
                ["start"] = Digits.Six(Levels.First),
                ["end"] = Digits.Six(Levels.First + (Levels.Count - 1) * Levels.Step),
                ["size"] = Digits.Six(Levels.Step),
                ["coloring"] = "fill",
            },
            ["colorscale"] = PlotlyColors.Stops(PlotlyColors.Height),
            ["line"] = new JsonObject { ["color"] = LineColor, ["width"] = 0.6 },
            ["showscale"] = view.OwnsBar(this),
            ["hovertemplate"] = (Log ? "%{x}, %{y}: log₁₀ = %{z}" : "%{x}, %{y}: %{z}") + "<extra></extra>",
        };
        if (view.OwnsBar(this)) trace["colorbar"] = bar;
        yield return trace;
    }

    public override string Describe(Panel panel)
    {
        Extent z = Extent.Of(Z.Cast<double>(), Log);
        string size = $"surface{(Name == "" ? "" : $" '{Name}'")}: {X.Length} x {Y.Length} points{(Log ? ", log heights" : "")}";
        return z.IsEmpty ? $"{size}, none can be drawn" : $"{size}, min {NumberText.Significant(z.Low, 6)}, max {NumberText.Significant(z.High, 6)}";
    }

    public override IEnumerable<string> LeftOut(Panel panel)
    {
        int notFinite = Z.Cast<double>().Count(value => !double.IsFinite(value));
        int notPositive = Z.Cast<double>().Count(value => double.IsFinite(value) && Log && value <= 0);
        int offAxis = (panel.X.Log ? X.Count(value => value <= 0) : 0) + (panel.Y.Log ? Y.Count(value => value <= 0) : 0);
        return Teaching.Charts.LeftOut.Sentence(notFinite, "height", Name, "not finite")
            .Concat(Teaching.Charts.LeftOut.Sentence(notPositive, "height", Name, "at or below zero, which log heights cannot show"))
            .Concat(Teaching.Charts.LeftOut.Sentence(offAxis, "place", Name, "at or below zero, which a log axis cannot show"));
    }

    public override Mark OnScaleOf(IReadOnlyList<Mark> frames) =>
        this with { Levels = Levels.Of(Extent.Of(frames.Cast<SurfaceMark>().SelectMany(mark => mark.Z.Cast<double>()), Log), Log) };

    private double[,] Drawable(Panel panel) => Map(Z, (value, r, c) =>
        (Log && value <= 0) || (panel.X.Log && X[c] <= 0) || (panel.Y.Log && Y[r] <= 0) ? double.NaN : value);

    private static double[,] Map(double[,] grid, Func<double, int, int, double> change)
    {
        var mapped = new double[grid.GetLength(0), grid.GetLength(1)];
        for (int r = 0; r < grid.GetLength(0); r++)
        {
            for (int c = 0; c < grid.GetLength(1); c++) mapped[r, c] = change(grid[r, c], r, c);
        }
        return mapped;
    }
}
