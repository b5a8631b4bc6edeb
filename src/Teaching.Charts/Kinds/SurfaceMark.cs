using System.Text;
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

    public override ColorBar? Bar => new(
        [.. Enumerable.Range(0, Levels.Count + 1).Select(i => (i / (Levels.Count + 1.0), (i + 1) / (Levels.Count + 1.0), BandColor(i)))],
        [.. Levels.Labels().Select(label => ((label.Level + 1) / (Levels.Count + 1.0), label.Text))]);

    public override Extent XExtent(bool log) => Extent.Of(X, log);

    public override Extent YExtent(bool log) => Extent.Of(Y, log);

    public override void Draw(SvgCanvas svg, PanelView view, MarkStyle style)
    {
        double[] x = [.. X.Select(view.X.Pixel)], y = [.. Y.Select(view.Y.Pixel)];
        double[,] z = Drawable(view.Panel);
        // Each band is painted over the one below it: everything at or above its height.
        for (int band = 0; band <= Levels.Count; band++)
        {
            double level = band == 0 ? double.NegativeInfinity : Levels.Value(band - 1);
            string path = PathOf(Region.Loops(x, y, z, level), view.Area);
            if (path != "") svg.Path(path, BandColor(band), band == 0 ? "" : LineColor, 0.6);
        }
    }

    public override IEnumerable<JsonObject> Traces(PanelView view, MarkStyle style)
    {
        double[,] z = Drawable(view.Panel);
        if (Log) z = Map(z, (value, _, _) => Math.Log10(value));
        JsonObject bar = PlotlyColors.Bar(view);
        bar["tickvals"] = new JsonArray([.. Levels.Labels().Select(label => (JsonNode)Numbers.Six(Levels.First + label.Level * Levels.Step))]);
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
                ["start"] = Numbers.Six(Levels.First),
                ["end"] = Numbers.Six(Levels.First + (Levels.Count - 1) * Levels.Step),
                ["size"] = Numbers.Six(Levels.Step),
                ["coloring"] = "fill",
            },
            ["colorscale"] = PlotlyColors.Stops(ColorScale.Height),
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

    private string BandColor(int band) => ColorScale.Height.At(Levels.Place(band));

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

    private static string PathOf(List<List<(double X, double Y)>> loops, Box area)
    {
        var path = new StringBuilder();
        foreach (List<(double X, double Y)> loop in loops)
        {
            (double X, double Y) last = (double.NaN, double.NaN);
            int count = 0;
            foreach ((double px, double py) in Clip.Polygon(loop, area))
            {
                (double X, double Y) point = (Math.Round(px, 1), Math.Round(py, 1));
                if (point == last) continue;
                path.Append(count++ == 0 ? 'M' : 'L').Append(SvgCanvas.Pixel(point.X)).Append(' ').Append(SvgCanvas.Pixel(point.Y));
                last = point;
            }
            if (count > 0) path.Append('Z');
        }
        return path.ToString();
    }
}
