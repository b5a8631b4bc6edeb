namespace Teaching.Charts;

internal static class SvgWriter
{
    private const double SliderHeight = 24;

    public static string Write(FrameSeries frames)
    {
        FigureLayout layout = FigureLayout.Of(frames.All, frames.Start);
        var svg = new SvgCanvas();
        if (layout.Title != "") svg.Text(14, 25, TextSize.Cut(layout.Title, layout.Width - 28, 18), 17, bold: true);
        foreach (PanelView view in layout.Views) DrawPanel(svg, view);
        double y = layout.NotesTop;
        foreach (string note in layout.Notes)
        {
            svg.Text(12, y, note, 11, Palette.Muted);
            y += FigureLayout.NoteLine;
        }
        double height = layout.Height;
        if (frames.Slider is { } name)
        {
            string text = $"{name}: {frames.Shown.Label}   (step {frames.Start + 1} of {frames.All.Count}; the interactive chart has a slider)";
            svg.Text(12, height + 12, TextSize.Cut(text, layout.Width - 24, 12), 12, Palette.Muted);
            height += SliderHeight;
        }
        return svg.Document(layout.Width, height, Summary.Of(frames));
    }

    private static void DrawPanel(SvgCanvas svg, PanelView view)
    {
        SvgAxes.DrawTitle(svg, view);
        SvgAxes.DrawGrid(svg, view);
        for (int i = 0; i < view.Panel.Marks.Count; i++) view.Panel.Marks[i].Draw(svg, view, view.Style(i));
        SvgAxes.DrawReferences(svg, view);
        SvgAxes.DrawAxes(svg, view);
        SvgLegend.Draw(svg, view);
    }
}
