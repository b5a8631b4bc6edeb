namespace Teaching.Drawing;

/// <summary>A rectangle in pixels, y running down.</summary>
internal readonly record struct Box(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;
}
