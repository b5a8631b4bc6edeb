namespace Teaching.Drawing;

/// <summary>A slider in a picture that does not move: which step is shown, of how many.</summary>
internal static class SliderDrawing
{
    /// <summary>Draws what the slider shows and gives the height at which it ends.</summary>
    public static double Draw(SvgCanvas svg, Node slider, Space space, Font whole)
    {
        IReadOnlyList<Node> steps = slider.Items("steps");
        if (!slider.Flag("visible", true) || steps.Count == 0) return 0;
        int active = (int)slider.Number("active", 0, 0, steps.Count - 1);
        Node value = slider.At("currentvalue");
        Font font = whole.Of(slider.At("font")), large = font.Of(value.At("font"));
        slider.Skip("pad", "transition", "bgcolor", "steps");
        double left = space.X(slider.Number("x", 0, -2, 3)), length = slider.Number("len", 1, 0, 2) * space.Paper.Width, top = space.Y(slider.Number("y", 0, -2, 3));
        slider.Choice("yanchor", "top");
        string text = $"{Markup.Plain(value.Text("prefix") ?? "")}{Markup.Plain(steps[active].Text("label") ?? "")}{Markup.Plain(value.Text("suffix") ?? "")}";
        svg.Text(left, top + large.Size, TextSize.Cut($"{text}   (step {active + 1} of {steps.Count}; the interactive chart has a slider)", length, large.Size), large.Size, large.Color);
        return top + 2 * large.Size;
    }
}
