using System.Text.Json.Nodes;

namespace Teaching.Charts;

/// <summary>Bars over named places, beside those of the panel's other bar series.</summary>
internal sealed record BarMark(double[] Values) : Mark
{
    private const double GroupWidth = 0.8;

    public override string Kind => "bar chart";

    public override bool FromZero => true;

    public override Extent XExtent(bool log) => new(-0.5, Values.Length - 0.5);

    public override Extent YExtent(bool log)
    {
        Extent extent = Extent.Of(Values, log);
        return log || extent.IsEmpty ? extent : extent.With(0);
    }

    public override void Draw(SvgCanvas svg, PanelView view, MarkStyle style)
    {
        BarMark[] group = [.. view.Panel.Marks.OfType<BarMark>()];
        double width = GroupWidth / group.Length;
        int place = Array.FindIndex(group, bar => ReferenceEquals(bar, this));
        double zero = Math.Clamp(view.Panel.Y.Log ? view.Area.Bottom : view.Y.Pixel(0), view.Area.Top, view.Area.Bottom);
        for (int i = 0; i < Values.Length; i++)
        {
            if (!Shows(Values[i], view.Panel)) continue;
            double left = Inside(view.X.Pixel(i - GroupWidth / 2 + place * width), view.Area.Left, view.Area.Right);
            double right = Inside(view.X.Pixel(i - GroupWidth / 2 + (place + 1) * width), view.Area.Left, view.Area.Right);
            double end = Inside(view.Y.Pixel(Values[i]), view.Area.Top, view.Area.Bottom);
            if (right > left) svg.Rect(left, Math.Min(zero, end), right - left, Math.Abs(end - zero), style.Color);
        }
        if (!view.Panel.Y.Log) svg.Line(view.Area.Left, zero, view.Area.Right, zero, Palette.Axis);
    }

    public override IEnumerable<JsonObject> Traces(PanelView view, MarkStyle style)
    {
        int group = view.Panel.Marks.OfType<BarMark>().Count();
        int place = view.Panel.Marks.OfType<BarMark>().TakeWhile(bar => !ReferenceEquals(bar, this)).Count();
        yield return new JsonObject
        {
            ["type"] = "bar",
            ["name"] = PlotlyText.Of(Name),
            ["x"] = Numbers.Of(Enumerable.Range(0, Values.Length).Select(i => (double)i)),
            ["y"] = Numbers.Of(Values.Select(value => Shows(value, view.Panel) ? Numbers.Six(value) : double.NaN)),
            ["width"] = Numbers.Six(GroupWidth / group),
            ["offset"] = Numbers.Six(GroupWidth * place / group - GroupWidth / 2),
            ["marker"] = new JsonObject { ["color"] = style.Color },
            ["hovertemplate"] = "%{y}<extra>" + PlotlyText.Of(Name) + "</extra>",
        };
    }

    public override string Describe(Panel panel)
    {
        string name = Name == "" ? "bars" : $"bars '{Name}'";
        IEnumerable<string> values = Values.Take(12).Select((value, i) => $"{panel.X.Categories?[i]} {NumberText.Significant(value, 4)}");
        return $"{name}: {string.Join(", ", values)}{(Values.Length > 12 ? $", ... ({Values.Length} in all)" : "")}";
    }

    public override IEnumerable<string> LeftOut(Panel panel)
    {
        int notFinite = Values.Count(value => !double.IsFinite(value));
        int notPositive = Values.Count(value => double.IsFinite(value) && !Shows(value, panel));
        return Teaching.Charts.LeftOut.Sentence(notFinite, "value", Name, "not finite")
            .Concat(Teaching.Charts.LeftOut.Sentence(notPositive, "value", Name, "at or below zero, which a log axis cannot show"));
    }

    private static bool Shows(double value, Panel panel) => double.IsFinite(value) && (!panel.Y.Log || value > 0);

    private static double Inside(double value, double low, double high) => Math.Clamp(value, low, high);
}
