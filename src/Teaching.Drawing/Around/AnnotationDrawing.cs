namespace Teaching.Drawing;

/// <summary>Draws the annotations of a layout: texts, on a background or with an arrow if they have one.</summary>
internal static class AnnotationDrawing
{
    public static void Draw(SvgCanvas svg, Node node, Places places, Space space, Font whole)
    {
        if (!node.Flag("visible", true) || node.Text("text") is not { } text) return;
        if (places.Pixel(node, 'x', "x", true) is not { } x || places.Pixel(node, 'y', "y", true) is not { } y) return;
        Box limits = places.Limits(node);
        if (!Clip.Holds(new Box(limits.Left - 1, limits.Top - 1, limits.Width + 2, limits.Height + 2), x, y) && node.Text("xref") != "paper") return;
        bool arrow = node.Flag("showarrow", true);
        double opacity = node.Number("opacity", 1, 0, 1);
        TextBlock block = new(text, whole.Of(node.At("font")));
        double pad = node.Number("borderpad", 1, 0, 50), width = block.Width + 2 * pad, height = block.Height + 2 * pad;
        (double toX, double toY) = (x + node.Number("xshift", 0, -5000, 5000), y - node.Number("yshift", 0, -5000, 5000));
        (double atX, double atY) = arrow ? (toX + node.Number("ax", -10, -5000, 5000), toY + node.Number("ay", -30, -5000, 5000)) : (toX, toY);
        double shareX = space.Paper.Width > 0 ? (x - space.Paper.Left) / space.Paper.Width : 0.5, shareY = (space.Paper.Bottom - y) / space.Paper.Height;
        bool onPaper = !arrow && node.Text("xref") == "paper", onPaperY = !arrow && node.Text("yref") == "paper";
        string across = node.Choice("xanchor", "auto", "left", "center", "right"), up = node.Choice("yanchor", "auto", "top", "middle", "bottom");
        if (across == "auto") across = !onPaper ? "center" : shareX < 1.0 / 3 ? "left" : shareX > 2.0 / 3 ? "right" : "center";
        if (up == "auto") up = !onPaperY ? "middle" : shareY < 1.0 / 3 ? "bottom" : shareY > 2.0 / 3 ? "top" : "middle";
        double left = across switch { "left" => atX, "right" => atX - width, _ => atX - width / 2 }, top = up switch { "top" => atY, "bottom" => atY - height, _ => atY - height / 2 };
        if (arrow)
        {
            (double X, double Y) middle = (left + width / 2, top + height / 2), end = (toX, toY);
            Arrow(svg, node, Clip.Segment(middle, end, new Box(left, top, width, height)) is { } hidden ? hidden.B : middle, end, opacity);
        }
        svg.Rect(left, top, width, height, (node.Color("bgcolor") ?? Paint.White with { Opacity = 0 }).Fainter(opacity));
        if (node.Color("bordercolor") is { } border) Outline.Draw(svg, [(left, top), (left + width, top), (left + width, top + height), (left, top + height), (left, top)], new Box(0, 0, space.Width, space.Height), new Stroke(border, node.Number("borderwidth", 1, 0, 20)));
        if (node.Number("textangle") is { } turn and not 0) block.DrawTurned(svg, left + width / 2, top + height / 2, "middle", Math.Clamp(turn, -360, 360));
        else if (node.Choice("align", "center", "left", "right") is "left") block.Draw(svg, left + pad, top + height / 2, "start", opacity);
        else block.Draw(svg, left + width / 2, top + height / 2, "middle", opacity);
    }

    private static void Arrow(SvgCanvas svg, Node node, (double X, double Y) from, (double X, double Y) to, double opacity)
    {
        Paint color = (node.Color("arrowcolor") ?? new Paint(68, 68, 68)).Fainter(opacity);
        double width = node.Number("arrowwidth", 1, 0, 20), dx = to.X - from.X, dy = to.Y - from.Y, length = Math.Sqrt(dx * dx + dy * dy);
        svg.Line(from.X, from.Y, to.X, to.Y, color, width);
        if (node.Number("arrowhead", 1, 0, 8) == 0 || length < 1) return;
        (double ux, double uy, double size) = (dx / length, dy / length, 6 + 2 * width);
        string Point(double back, double side) => $"{SvgCanvas.Pixel(to.X - ux * back - uy * side)} {SvgCanvas.Pixel(to.Y - uy * back + ux * side)}";
        svg.Path($"M{Point(0, 0)}L{Point(size, size * 0.4)}L{Point(size, -size * 0.4)}Z", color);
    }
}
