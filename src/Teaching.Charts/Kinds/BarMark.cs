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

    public override IEnumerable<JsonObject> Traces(PanelView view, MarkStyle style)
    {
        int group = view.Panel.Marks.OfType<BarMark>().Count();
        int place = view.Panel.Marks.OfType<BarMark>().TakeWhile(bar => !ReferenceEquals(bar, this)).Count();
        yield return new JsonObject
        {
            ["type"] = "bar",
            ["name"] = PlotlyText.Of(Name),
            ["x"] = Numbers.Of(Enumerable.Range(0, Values.Length).Select(i => (double)i)),
            ["y"] = Numbers.Of(Values.Select(value => Shows(value, view.Panel) ? Digits.Six(value) : double.NaN)),
            ["width"] = Digits.Six(GroupWidth / group),
            ["offset"] = Digits.Six(GroupWidth * place / group - GroupWidth / 2),
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
}
