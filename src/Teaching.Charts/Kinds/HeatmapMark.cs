using System.Text;
using System.Text.Json.Nodes;

namespace Teaching.Charts;

/// <summary>A matrix as coloured cells, row 0 on top, with the values written in when there is room.</summary>
internal sealed record HeatmapMark(double[,] Values, bool ShowValues) : Mark
{
    private const int Shades = 64;
    private const double Font = 12;

    /// <summary>The values at the two ends of the colours.</summary>
    public Extent Range { get; init; } = RangeOf([Values]);

    public override string Kind => "heatmap";

    public override string LegendName => "";

    public override bool TakesColor => false;

    public override bool Fills => true;

    public override ColorBar? Bar => ColorBar.Smooth(Scale, Range);

    private int Rows => Values.GetLength(0);

    private int Columns => Values.GetLength(1);

    private ColorScale Scale => Range.Low < 0 ? ColorScale.Signed : ColorScale.Amount;

    public override Extent XExtent(bool log) => new(-0.5, Columns - 0.5);

    public override Extent YExtent(bool log) => new(-0.5, Rows - 0.5);

    public override void Draw(SvgCanvas svg, PanelView view, MarkStyle style)
    {
        var colors = new int[Rows, Columns];
        for (int r = 0; r < Rows; r++)
        {
            for (int c = 0; c < Columns; c++) colors[r, c] = double.IsFinite(Values[r, c]) ? (int)Math.Round(Place(Values[r, c]) * Shades) : -1;
        }
        var paths = new SortedDictionary<int, StringBuilder>();
        Box area = view.Area;
        ColorRuns.Add(colors, ColorRuns.Edges(view.X, Columns, area.Left, area.Right), ColorRuns.Edges(view.Y, Rows, area.Top, area.Bottom), paths);
        foreach ((int color, StringBuilder path) in paths) svg.Path(path.ToString(), Scale.At((double)color / Shades), crisp: true);
        if (HasRoom(view)) DrawValues(svg, view);
    }

    public override IEnumerable<JsonObject> Traces(PanelView view, MarkStyle style)
    {
        var trace = new JsonObject
        {
            ["type"] = "heatmap",
            ["name"] = "",
            ["x"] = Numbers.Of(Enumerable.Range(0, Columns).Select(i => (double)i)),
            ["y"] = Numbers.Of(Enumerable.Range(0, Rows).Select(i => (double)i)),
            ["z"] = Numbers.Of(Values),
            ["zmin"] = Numbers.Six(Range.Low),
            ["zmax"] = Numbers.Six(Range.High),
            ["colorscale"] = PlotlyColors.Stops(Scale),
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

    private double Place(double value) => Math.Clamp(new AxisScale(Range, false, 0, 1).Pixel(value), 0, 1);

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

    private void DrawValues(SvgCanvas svg, PanelView view)
    {
        for (int r = 0; r < Rows; r++)
        {
            for (int c = 0; c < Columns; c++)
            {
                if (!view.X.Contains(c) || !view.Y.Contains(r)) continue;
                string color = Scale.IsDark(Place(Values[r, c])) ? "#ffffff" : Palette.Ink;
                svg.Text(view.X.Pixel(c), view.Y.Pixel(r) + Font * 0.36, Cell(r, c), Font, color, "middle");
            }
        }
    }
}
