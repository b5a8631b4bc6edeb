namespace Teaching.Drawing;

/// <summary>Draws the title over the whole figure.</summary>
internal static class TitleDrawing
{
    public static void Draw(SvgCanvas svg, Node layout, Space space, Font whole)
    {
        Node title = layout.At("title");
        string text = layout.Title;
        if (text == "")
        {
            title.Skip("x", "y", "xanchor", "yanchor");
            return;
        }
        TextBlock block = new(text, (whole with { Size = whole.Size + 5 }).Of(title.At("font")));
        double at = title.Number("x", 0.5, 0, 1);
        string anchor = title.Choice("xanchor", "auto", "left", "center", "right") switch { "left" => "start", "right" => "end", "center" => "middle", _ => at < 1.0 / 3 ? "start" : at > 2.0 / 3 ? "end" : "middle" };
        double y = title.Number("y") is { } height ? space.Height * (1 - Math.Clamp(height, 0, 1)) + block.Height / 2 : Math.Max(space.Paper.Top / 2, block.Height / 2);
        title.Choice("yanchor", "auto", "top", "middle", "bottom");
        block.Draw(svg, at * space.Width, Digits.Within(y, block.Height / 2, space.Height), anchor);
    }
}
