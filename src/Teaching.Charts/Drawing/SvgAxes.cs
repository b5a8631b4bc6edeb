namespace Teaching.Charts;

/// <summary>Draws what stands around the data of a panel: title, grid, axes with their labels, reference lines, notes.</summary>
internal static class SvgAxes
{
    public static void DrawTitle(SvgCanvas svg, PanelView view)
    {
        double y = view.Outer.Top + 20;
        foreach (string line in view.TitleLines)
        {
            svg.Text(view.Area.Left, y, line, PanelLayout.TitleSize, bold: true);
            y += PanelLayout.TitleLine;
        }
    }

    public static void DrawGrid(SvgCanvas svg, PanelView view)
    {
        if (view.Panel.Marks.Any(mark => mark.Fills)) return;
        Box area = view.Area;
        if (view.Panel.X.Categories is null)
        {
            foreach (Tick tick in view.XTicks) svg.Line(view.X.Pixel(tick.Value), area.Top, view.X.Pixel(tick.Value), area.Bottom, Palette.Grid);
        }
        if (view.Panel.Y.Categories is null)
        {
            foreach (Tick tick in view.YTicks) svg.Line(area.Left, view.Y.Pixel(tick.Value), area.Right, view.Y.Pixel(tick.Value), Palette.Grid);
        }
    }

    public static void DrawAxes(SvgCanvas svg, PanelView view)
    {
        Box area = view.Area;
        if (!view.Panel.X.Hidden) DrawX(svg, view, area);
        if (!view.Panel.Y.Hidden) DrawY(svg, view, area);
    }

    public static void DrawReferences(SvgCanvas svg, PanelView view)
    {
        Box area = view.Area;
        foreach (Reference line in view.Panel.References)
        {
            AxisScale scale = line.Horizontal ? view.Y : view.X;
            if (!scale.Contains(line.Value)) continue;
            double place = scale.Pixel(line.Value);
            if (line.Horizontal)
            {
                svg.Line(area.Left, place, area.Right, place, line.Color, 1.4, "6 4");
                double below = place - area.Top < 18 ? 14 : -5;
                svg.TextOverLines(area.Right - 4, place + below, line.Text, 11, line.Color, "end");
            }
            else
            {
                svg.Line(place, area.Top, place, area.Bottom, line.Color, 1.4, "6 4");
                bool left = place + TextSize.Of(line.Text, 11) + 6 > area.Right;
                svg.TextOverLines(place + (left ? -5 : 5), area.Top + 13, line.Text, 11, line.Color, left ? "end" : "start");
            }
        }
        foreach (Annotation note in view.Panel.Annotations) DrawNote(svg, view, note);
    }

    private static void DrawNote(SvgCanvas svg, PanelView view, Annotation note)
    {
        if (!view.X.Contains(note.X) || !view.Y.Contains(note.Y)) return;
        (double x, double y) = (view.X.Pixel(note.X), view.Y.Pixel(note.Y));
        bool left = x + TextSize.Of(note.Text, 12) + 8 > view.Area.Right;
        bool below = y - view.Area.Top < 20;
        svg.TextOverLines(x + (left ? -6 : 6), y + (below ? 16 : -6), note.Text, 12, Palette.Ink, left ? "end" : "start");
    }

    private static void DrawX(SvgCanvas svg, PanelView view, Box area)
    {
        svg.Line(area.Left, area.Bottom, area.Right, area.Bottom, Palette.Axis);
        foreach (Tick tick in view.XTicks)
        {
            double x = view.X.Pixel(tick.Value);
            svg.Line(x, area.Bottom, x, area.Bottom + 5, Palette.Axis);
            if (view.Slanted) svg.Text(x + 4, area.Bottom + 15, tick.Text, TextSize.Axis, anchor: "end", turn: -35);
            else svg.Text(x, area.Bottom + 18, tick.Text, TextSize.Axis, anchor: "middle");
        }
        double titleY = view.Outer.Bottom - 10;
        svg.Text(area.Left + area.Width / 2, titleY, TextSize.Cut(view.Panel.X.Title, view.Outer.Width - 20, 13), 13, anchor: "middle");
    }

    private static void DrawY(SvgCanvas svg, PanelView view, Box area)
    {
        svg.Line(area.Left, area.Top, area.Left, area.Bottom, Palette.Axis);
        foreach (Tick tick in view.YTicks)
        {
            double y = view.Y.Pixel(tick.Value);
            svg.Line(area.Left - 5, y, area.Left, y, Palette.Axis);
            svg.Text(area.Left - 8, y + 4, tick.Text, TextSize.Axis, anchor: "end");
        }
        string title = TextSize.Cut(view.Panel.Y.Title, view.Outer.Height - 10, 13);
        svg.Text(view.Outer.Left + 15, area.Top + area.Height / 2, title, 13, anchor: "middle", turn: -90);
    }
}
