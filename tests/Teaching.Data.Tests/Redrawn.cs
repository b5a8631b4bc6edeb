namespace Teaching.Data.Tests;

/// <summary>Pictures drawn anew by the map that augmentation uses, all in the same way.</summary>
internal static class Redrawn
{
    public static LabelledImages Resized(this LabelledImages images, int height, int width) =>
        All(images, new(images.Height, images.Width, height, width, images.Height, images.Width, 0), height, width);

    public static LabelledImages Rotated(this LabelledImages images, double degrees) =>
        All(images, new(images.Height, images.Width, images.Height, images.Width, images.Height, images.Width, degrees), images.Height, images.Width);

    public static LabelledImages Zoomed(this LabelledImages images, int side) =>
        All(images, new(images.Height, images.Width, images.Height, images.Width, side, side, 0), images.Height, images.Width);

    private static LabelledImages All(LabelledImages images, PictureMap map, int height, int width)
    {
        byte[] drawn = new byte[images.Count * height * width];
        for (int i = 0; i < images.Count; i++)
            map.Draw(images.Pixels.AsSpan(i * images.Size, images.Size), drawn.AsSpan(i * height * width, height * width));
        return new(drawn, [.. images.LabelBytes], height, width, images.Classes);
    }
}
