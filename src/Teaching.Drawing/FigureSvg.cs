using System.Text.Json;

namespace Teaching.Drawing;

/// <summary>
/// Draws plotly figures, whoever made them, as SVG: shapes and text only, all strings escaped. What of a figure it does
/// not draw is named under the picture.
/// </summary>
public static class FigureSvg
{
    private const double NoteLine = 16, NoteSize = 11;

    /// <summary>The figure as an SVG document.</summary>
    /// <param name="plotlyJson">An object with data and layout, as plotly.js takes it.</param>
    /// <param name="words">The figure in words, for readers who cannot see it; null makes them from the figure.</param>
    /// <exception cref="ArgumentException">The text is no JSON, or no object with a list "data"; the message says where.</exception>
    public static string Draw(string plotlyJson, string? words = null)
    {
        ArgumentNullException.ThrowIfNull(plotlyJson);
        try
        {
            using var figure = JsonDocument.Parse(plotlyJson);
            return Draw(figure.RootElement, words);
        }
        catch (JsonException wrong)
        {
            throw new ArgumentException($"The figure is no JSON at line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}: give the text of a plotly figure, {{\"data\": [...], \"layout\": {{...}}}}.", nameof(plotlyJson), wrong);
        }
    }

    /// <summary>The figure as an SVG document.</summary>
    /// <inheritdoc cref="Draw(string, string?)"/>
    public static string Draw(JsonElement figure, string? words = null)
    {
        if (figure.ValueKind != JsonValueKind.Object || !figure.TryGetProperty("data", out JsonElement data) || data.ValueKind != JsonValueKind.Array)
        {
            throw new ArgumentException($"The figure is {(figure.ValueKind == JsonValueKind.Object ? "an object without a list \"data\"" : $"of kind {figure.ValueKind}")}: give {{\"data\": [...], \"layout\": {{...}}}}.", nameof(figure));
        }
        try
        {
            return Drawn(figure, words);
        }
        catch (InvalidOperationException wrong) when (wrong.TargetSite?.DeclaringType?.Namespace?.StartsWith("System.Text.Json", StringComparison.Ordinal) == true)
        {
            throw new ArgumentException("A text of the figure holds half of a sign (a lone surrogate such as \\ud800): write it whole.", nameof(figure), wrong);
        }
    }

    private static string Drawn(JsonElement root, string? words)
    {
        var record = new Record();
        var figure = new Figure(root, record);
        var svg = new SvgCanvas();
        DrawBehind(svg, figure);
        DrawData(svg, figure);
        bool full = svg.MakeRoom();
        double bottom = DrawAround(svg, figure);
        if (full | svg.MakeRoom()) record.Say("Not drawn: what makes the picture larger than four million signs.");
        double y = bottom + 4;
        foreach (string line in record.Notes(root).SelectMany(note => TextSize.Wrap(note, figure.Space.Width - 24, NoteSize)).ToArray())
        {
            svg.Text(12, y + 8, line, NoteSize, Paint.Muted);
            y += NoteLine;
        }
        double height = y > bottom + 4 ? y + 4 : bottom;
        return svg.Document(figure.Space.Width, height, words ?? Words(figure), figure.Layout.Color("paper_bgcolor") is { Opacity: 1 } paper ? paper : Paint.White);
    }

    private static void DrawBehind(SvgCanvas svg, Figure figure)
    {
        Paint back = figure.Layout.Color("plot_bgcolor") ?? Paint.White;
        Paint paper = figure.Layout.Color("paper_bgcolor") ?? Paint.White;
        foreach (Panel panel in figure.Panels)
        {
            Box area = panel.Area;
            if (back != paper) svg.Rect(area.Left, area.Top, area.Width, area.Height, back);
        }
        foreach (Node shape in figure.Layout.Items("shapes").Where(ShapeDrawing.IsBelow)) ShapeDrawing.Draw(svg, shape, figure.Places);
        foreach (Axis axis in figure.AllAxes) Axes.DrawGrid(svg, axis, figure.HomeOf(axis).Area);
    }

    private static void DrawData(SvgCanvas svg, Figure figure)
    {
        var runs = new ColorRuns();
        foreach (Panel panel in figure.Panels)
        {
            Trace[] traces = [.. figure.Traces.Where(trace => trace.Panel == panel).OrderBy(trace => trace.Layer)];
            foreach (CellsTrace cells in traces.OfType<CellsTrace>()) cells.AddTo(runs);
            runs.Draw(svg);
            foreach (Trace trace in traces) trace.Draw(svg);
        }
    }

    private static double DrawAround(SvgCanvas svg, Figure figure)
    {
        Node layout = figure.Layout;
        foreach (Axis axis in figure.AllAxes) Axes.Draw(svg, axis, figure.HomeOf(axis).Area, figure.Space);
        foreach (Node shape in layout.Items("shapes").Where(shape => !ShapeDrawing.IsBelow(shape))) ShapeDrawing.Draw(svg, shape, figure.Places);
        foreach (ListTrace list in figure.Lists) list.Draw(svg, figure.Space);
        foreach (ColorBar bar in figure.Bars) bar.Draw(svg, figure.Space, figure.Font);
        foreach (Legend legend in figure.Legends) legend.Draw(svg, figure.Space);
        foreach (Node annotation in layout.Items("annotations")) AnnotationDrawing.Draw(svg, annotation, figure.Places, figure.Space, figure.Font);
        TitleDrawing.Draw(svg, figure.Layout, figure.Space, figure.Font);
        // A slider that does not move needs less room than one that does.
        double slider = layout.Items("sliders").Select(one => SliderDrawing.Draw(svg, one, figure.Space, figure.Font)).DefaultIfEmpty(0).Max();
        return slider > figure.Space.Height * 0.5 ? Math.Min(slider, figure.Space.Height) : figure.Space.Height;
    }

    private static string Words(Figure figure)
    {
        string title = Markup.Plain(figure.Layout.Title);
        string[] axes = [.. figure.AllAxes.Where(axis => axis.Title != "").Select(axis => $"{axis.Id}: {Markup.Plain(axis.Title)}{(axis.IsLog ? " (log)" : "")}")];
        string all = string.Join("\n", new[] { title == "" ? "Figure" : title }.Concat(axes).Concat(figure.Traces.Select(trace => Markup.Plain(trace.Name))).Concat(figure.Lists.Select(list => list.Words)));
        return all.Length > 4000 ? all[..4000] + "…" : all;
    }
}
