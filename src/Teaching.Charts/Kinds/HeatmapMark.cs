using System.Text.Json.Nodes;

namespace Teaching.Charts;

/// <summary>A matrix as coloured cells, row 0 on top, with the values written in when there is room.</summary>
internal sealed record HeatmapMark(double[,] Values, bool ShowValues) : Mark
{
    private const double Font = 12;

    /// <summary>The values at the two ends of the colours.</summary>
    public Extent Range { get; init; } = RangeOf([Values]);

    public override string Kind => "heatmap";

    public override string LegendName => "";

    public override bool TakesColor => false;

    public override bool Fills => true;

    public override IReadOnlyList<string>? BarLabels => [.. Ticks.Of(new AxisScale(Range, log: false, from: 0, to: 1), 5).Select(tick => tick.Text)];

    private int Rows => Values.GetLength(0);

    private int Columns => Values.GetLength(1);

    public override Extent XExtent(bool log) => new(-0.5, Columns - 0.5);

    public override Extent YExtent(bool log) => new(-0.5, Rows - 0.5);

    public override IEnumerable<JsonObject> Traces(PanelView view, MarkStyle style)
    {
        var trace = new JsonObject
        {
            ["type"] = "heatmap",
            ["name"] = "",
            ["x"] = Numbers.Of(Enumerable.Range(0, Columns).Select(i => (double)i)),
            ["y"] = Numbers.Of(Enumerable.Range(0, Rows).Select(i => (double)i)),
            ["z"] = Numbers.Of(Values),
            ["zmin"] = Digits.Six(Range.Low),
            ["zmax"] = Digits.Six(Range.High),
            ["colorscale"] = PlotlyColors.Stops(Range.Low < 0 ? PlotlyColors.Signed : PlotlyColors.Amount),
            ["showscale"] = view.OwnsBar(this),
            ["hoverongaps"] = false,
            ["hovertemplate"] = "row %{y}, column %{x}: %{z}<extra></extra>",
        };
        if (view.OwnsBar(this)) trace["colorbar"] = PlotlyColors.Bar(view);
        if (HasRoom(view))
        {
            trace["text"] = new JsonArray([.. Enumerable.Range(0, Rows).Select(r =>
                (JsonNode)new JsonArray([.. Enumerable.Range(0, Columns).Select(c => (JsonNode)Cell(r, c))]))]);
            trace["texttemplate"] = "%{text}";
            trace["textfont"] = new JsonObject { ["size"] = Font };
        }
        yield return trace;
    }

    public override string Describe(Panel panel)
    {
        double[] finite = [.. Values.Cast<double>().Where(double.IsFinite)];
        string size = $"heatmap: {Summary.Count(Rows, "row")}, {Summary.Count(Columns, "column")}";
        return finite.Length == 0 ? $"{size}, none can be drawn" : $"{size}, min {NumberText.Significant(finite.Min(), 6)}, max {NumberText.Significant(finite.Max(), 6)}";
    }

    public override IEnumerable<string> LeftOut(Panel panel) =>
        Teaching.Charts.LeftOut.Sentence(Values.Cast<double>().Count(value => !double.IsFinite(value)), "value", Name, "not finite");

    public override Mark OnScaleOf(IReadOnlyList<Mark> frames) => this with { Range = RangeOf(frames.Cast<HeatmapMark>().Select(mark => mark.Values)) };

    // Values of both signs get a range with zero, which is white, in its middle.
    private static Extent RangeOf(IEnumerable<double[,]> grids)
    {
        Extent data = Extent.Of(grids.SelectMany(grid => grid.Cast<double>()), log: false);
        double largest = Math.Max(Math.Abs(data.Low), Math.Abs(data.High));
        if (!data.IsEmpty && data.Low < 0) data = new Extent(-largest, largest);
        return AxisRange.Of(new Axis(), data, room: 0);
    }

    // counts in full, other numbers to three digits
    private string Cell(int r, int c) => Values[r, c] switch
    {
        var x when !double.IsFinite(x) => "",
        var x when double.IsInteger(x) && Math.Abs(x) < 1e6 => NumberText.Significant(x, 6),
        var x => NumberText.Significant(x, 3),
    };

    private bool HasRoom(PanelView view)
    {
        if (!ShowValues || Rows * Columns > 900 || view.Area.Height / Rows < Font + 3) return false;
        double widest = Enumerable.Range(0, Rows).Max(r => Enumerable.Range(0, Columns).Max(c => TextSize.Of(Cell(r, c), Font)));
        return widest + 4 <= view.Area.Width / Columns;
    }
}
