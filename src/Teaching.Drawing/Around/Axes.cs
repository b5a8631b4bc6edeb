namespace Teaching.Drawing;

/// <summary>Draws what stands around the data of a panel: background, grid, axes with their labels and titles.</summary>
internal static class Axes
{
    private static readonly Paint Dark = new(68, 68, 68), Pale = new(238, 238, 238);

    /// <summary>The lines behind the data.</summary>
    public static void DrawGrid(SvgCanvas svg, Axis axis, Box area)
    {
        if (!axis.Visible) return;
        if (axis.Node.Flag("showgrid", axis.Type != "category"))
        {
            Stroke grid = new(axis.Node.Color("gridcolor") ?? Pale, axis.Node.Number("gridwidth", 1, 0, 20));
            foreach (Tick tick in axis.Labels) Across(svg, axis, area, tick.Value, grid);
        }
        else
        {
            axis.Node.Skip("gridcolor", "gridwidth");
        }
        bool zero = axis.Node.Flag("zeroline", axis.Type == "linear") && axis.Type == "linear" && axis.Scale.Contains(0);
        if (zero) Across(svg, axis, area, 0, new Stroke(axis.Node.Color("zerolinecolor") ?? Dark, axis.Node.Number("zerolinewidth", 1, 0, 20)));
        else axis.Node.Skip("zerolinecolor", "zerolinewidth");
    }

    /// <summary>The axis itself, on the side where it belongs.</summary>
    public static void Draw(SvgCanvas svg, Axis axis, Box area, Space space)
    {
        if (!axis.Visible) return;
        Node node = axis.Node;
        bool far = axis.IsFar;
        node.Text("anchor");
        Paint line = node.Color("linecolor") ?? Dark, tickColor = node.Color("tickcolor") ?? Dark;
        double mark = node.Choice("ticks", "", "outside") == "outside" ? node.Number("ticklen", 5, 0, 50) : 0;
        double at = axis.Horizontal ? (far ? area.Top : area.Bottom) : far ? area.Right : area.Left, away = far == axis.Horizontal ? -1 : 1;
        if (!axis.Horizontal) away = far ? 1 : -1;
        if (node.Flag("showline", false)) Line(svg, axis, axis.Scale.From, at, axis.Scale.To, at, new Stroke(line, node.Number("linewidth", 1, 0, 20)));
        double turn = Turn(axis), widest = 0;
        foreach (Tick tick in axis.Labels)
        {
            double place = axis.Scale.Pixel(tick.Value);
            if (mark > 0) Line(svg, axis, place, at, place, at + away * mark, new Stroke(tickColor, 1));
            widest = Math.Max(widest, TextSize.Of(tick.Text, axis.Font.Size));
            if (!axis.Horizontal) svg.Text(at + away * (mark + 3), place + axis.Font.Size * 0.35, tick.Text, axis.Font.Size, axis.Font.Color, far ? "start" : "end");
            else if (turn == 0) svg.Text(place, at + (far ? -mark - 5 : mark + 1 + axis.Font.Size), tick.Text, axis.Font.Size, axis.Font.Color, "middle");
            else svg.Text(place + (turn < 0 ? 4 : -4), at + away * (mark + 10), tick.Text, axis.Font.Size, axis.Font.Color, turn < 0 == far ? "start" : "end", turn: turn);
        }
        DrawTitle(svg, axis, area, space, at, away, mark + (axis.Horizontal ? Height(axis, turn, widest) : widest));
    }

    /// <summary>How much room an axis wants beside its panel.</summary>
    public static double Room(Axis axis)
    {
        if (!axis.Visible) return 0;
        double widest = axis.Labels.Select(tick => TextSize.Of(tick.Text, axis.Font.Size)).DefaultIfEmpty(0).Max();
        return (axis.Horizontal ? Height(axis, Turn(axis), widest) : widest) + 12 + (axis.Title == "" ? 0 : axis.TitleFont.Size * 1.3 + 14);
    }

    private static double Height(Axis axis, double turn, double widest) =>
        axis.Font.Size + Math.Abs(Math.Sin(turn * Math.PI / 180)) * widest + 4;

    // Labels that would touch stand slanted unless the figure says how they stand.
    private static double Turn(Axis axis)
    {
        if (!axis.Horizontal) axis.Node.Skip("tickangle");
        if (!axis.Horizontal || axis.Labels.Count == 0) return 0;
        if (axis.Node.Number("tickangle") is { } angle) return Math.Clamp(angle, -90, 90);
        double widest = axis.Labels.Max(tick => TextSize.Of(tick.Text, axis.Font.Size));
        return axis.Labels.Count > 1 && widest + 6 > Math.Abs(axis.Scale.Pixel(axis.Labels[1].Value) - axis.Scale.Pixel(axis.Labels[0].Value)) ? -35 : 0;
    }

    private static void DrawTitle(SvgCanvas svg, Axis axis, Box area, Space space, double at, double away, double labels)
    {
        if (axis.Title == "") return;
        double size = axis.TitleFont.Size;
        string text = TextSize.Cut(Markup.Plain(axis.Title), (axis.Horizontal ? space.Width : space.Height) - 10, size);
        TextBlock title = new(System.Net.WebUtility.HtmlEncode(text), axis.TitleFont);
        double middle = axis.Horizontal ? area.Left + area.Width / 2 : area.Top + area.Height / 2;
        if (axis.Horizontal) title.Draw(svg, middle, Digits.Within(at + away * (labels + 2 + size * 0.65), size, space.Height - size * 0.6), "middle");
        else title.DrawTurned(svg, Digits.Within(at + away * (labels + 16) + (away > 0 ? size : 0), size + 2, space.Width - 4), middle, "middle", -90);
    }

    private static void Across(SvgCanvas svg, Axis axis, Box area, double value, Stroke stroke)
    {
        double place = axis.Scale.Pixel(value);
        if (axis.Horizontal) svg.Line(place, area.Top, place, area.Bottom, stroke.Color, stroke.Width, stroke.Dash);
        else svg.Line(area.Left, place, area.Right, place, stroke.Color, stroke.Width, stroke.Dash);
    }

    private static void Line(SvgCanvas svg, Axis axis, double along1, double across1, double along2, double across2, Stroke stroke)
    {
        if (axis.Horizontal) svg.Line(along1, across1, along2, across2, stroke.Color, stroke.Width);
        else svg.Line(across1, along1, across2, along2, stroke.Color, stroke.Width);
    }
}
