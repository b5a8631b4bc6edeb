namespace Teaching.Drawing;

/// <summary>Draws the lines, rectangles and circles of a layout.</summary>
internal static class ShapeDrawing
{
    public static void Draw(SvgCanvas svg, Node shape, Places places)
    {
        if (!shape.Flag("visible", true)) return;
        string type = shape.Choice("type", "", "line", "rect", "circle");
        double? x0 = places.Pixel(shape, 'x', "x0", false), x1 = places.Pixel(shape, 'x', "x1", false), y0 = places.Pixel(shape, 'y', "y0", false), y1 = places.Pixel(shape, 'y', "y1", false);
        shape.Choice("layer", "above", "below");
        if (type == "" || x0 is not { } l || x1 is not { } r || y0 is not { } t || y1 is not { } b) return;
        double opacity = shape.Number("opacity", 1, 0, 1);
        Stroke line = shape.At("line").Stroke(new Stroke(new Paint(68, 68, 68), 2));
        line = line with { Color = line.Color.Fainter(opacity) };
        Box limits = places.Limits(shape);
        List<(double X, double Y)> points = type switch
        {
            "line" => [(l, t), (r, b)],
            "rect" => [(l, t), (r, t), (r, b), (l, b), (l, t)],
            _ => [.. Enumerable.Range(0, 73).Select(i => (Math.Cos(i * Math.PI / 36), Math.Sin(i * Math.PI / 36))).Select(at => ((l + r) / 2 + at.Item1 * (r - l) / 2, (t + b) / 2 + at.Item2 * (b - t) / 2))],
        };
        if (type != "line" && shape.Color("fillcolor") is { } fill) svg.Path(Outline.Path([points], limits), fill.Fainter(opacity));
        Outline.Draw(svg, points, limits, line);
    }

    public static bool IsBelow(Node shape) => shape.Choice("layer", "above", "below") == "below";
}
