using System.Text.Json.Nodes;

namespace Teaching.Charts;

/// <summary>A series of points: joined by a line, shown as markers, or both.</summary>
internal sealed record SeriesMark(Series Series, bool Lines, bool Markers) : Mark
{
    public double Width { get; init; } = 2;

    /// <summary>The diameter of a marker in pixels.</summary>
    public double Size { get; init; } = 7;

    /// <summary>Dashed even where the palette would leave it solid.</summary>
    public bool Dashed { get; init; }

    public override string Kind => Lines ? "line" : "scatter";

    public override Extent XExtent(bool log) => Extent.Of(Series.X, log);

    public override Extent YExtent(bool log) => Extent.Of(Series.Y, log);

    public override IEnumerable<JsonObject> Traces(PanelView view, MarkStyle style)
    {
        List<(double X, double Y)> points = Series.Points(view.Panel);
        bool dots = Markers || Enumerable.Range(0, points.Count).Any(i => IsAlone(points, i));
        var trace = new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = Lines ? dots ? "lines+markers" : "lines" : "markers",
            ["name"] = PlotlyText.Of(Name),
            ["x"] = Numbers.Of(points.Select(p => p.X)),
            ["y"] = Numbers.Of(points.Select(p => p.Y)),
        };
        if (Lines) trace["line"] = new JsonObject { ["color"] = style.Color, ["width"] = Width, ["dash"] = PlotlyDash(Dash(style)) };
        if (dots)
        {
            trace["marker"] = new JsonObject
            {
                ["color"] = style.Color,
                ["size"] = Size,
                ["line"] = new JsonObject { ["color"] = "#ffffff", ["width"] = 0.6 },
            };
        }
        yield return trace;
    }

    public override string Describe(Panel panel)
    {
        double[] y = [.. Enumerable.Range(0, Series.Count).Where(i => Series.Shows(i, panel)).Select(i => Series.Y[i])];
        string name = Name == "" ? Kind : $"{Kind} '{Name}'";
        if (y.Length == 0) return $"{name}: {Summary.Count(Series.Count, "point")}, none can be drawn";
        return $"{name}: {Summary.Count(Series.Count, "point")}, min {NumberText.Significant(y.Min(), 6)}, max {NumberText.Significant(y.Max(), 6)}, "
            + $"{NumberText.Significant(y[0], 6)} → {NumberText.Significant(y[^1], 6)}";
    }

    public override IEnumerable<string> LeftOut(Panel panel)
    {
        (int notFinite, int notPositive) = Series.Hidden(panel);
        return Teaching.Charts.LeftOut.Sentence(notFinite, "value", Name, "not finite")
            .Concat(Teaching.Charts.LeftOut.Sentence(notPositive, "value", Name, "at or below zero, which a log axis cannot show"));
    }

    private string Dash(MarkStyle style) => Dashed && style.Dash == "" ? "6 4" : style.Dash;

    private static string PlotlyDash(string dash) => dash == "" ? "solid" : dash.Replace(" ", "px,") + "px";

    // A point between two gaps has no line to show it.
    private static bool IsAlone(List<(double X, double Y)> points, int i) =>
        !double.IsNaN(points[i].X)
        && (i == 0 || double.IsNaN(points[i - 1].X))
        && (i == points.Count - 1 || double.IsNaN(points[i + 1].X));
}
