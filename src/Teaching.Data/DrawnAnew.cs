namespace Teaching.Data;

/// <summary>Pictures drawn anew by bilinear sampling, all in the same way; <see cref="Augmentation"/> does it with each in its own.</summary>
public static class DrawnAnew
{
    /// <summary>The pictures in another size. Much smaller ones lose thin lines, since each new pixel looks at four old ones only.</summary>
    /// <exception cref="ArgumentException">A side is below 1.</exception>
    public static LabelledImages Resized(this LabelledImages images, int height, int width)
    {
        if (height < 1 || width < 1) throw new ArgumentException($"Pictures cannot be resized to {height} x {width} pixels: each side needs at least one.");
        return All(images, new(images.Height, images.Width, height, width, images.Height, images.Width, 0), height, width);
    }

    /// <summary>The pictures rotated counterclockwise about their middle, paper where nothing was.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The angle is not finite.</exception>
    public static LabelledImages Rotated(this LabelledImages images, double degrees)
    {
        if (!double.IsFinite(degrees)) throw new ArgumentOutOfRangeException(nameof(degrees), $"Pictures cannot be rotated by {NumberText.Significant(degrees, 6)} degrees.");
        return All(images, new(images.Height, images.Width, images.Height, images.Width, images.Height, images.Width, degrees), images.Height, images.Width);
    }

    /// <summary>The middle square of so many pixels a side, brought to full size.</summary>
    /// <exception cref="ArgumentException">The square is not inside the pictures.</exception>
    public static LabelledImages Zoomed(this LabelledImages images, int side)
    {
        if (side < 1 || side > Math.Min(images.Height, images.Width))
            throw new ArgumentException($"A square of {side} x {side} pixels cannot be cut from pictures of {images.Height} x {images.Width}.");
        return All(images, new(images.Height, images.Width, images.Height, images.Width, side, side, 0), images.Height, images.Width);
    }

    private static LabelledImages All(LabelledImages images, PictureMap map, int height, int width)
    {
        byte[] drawn = new byte[images.Count * height * width];
        for (int i = 0; i < images.Count; i++)
            map.Draw(images.Pixels.AsSpan(i * images.Size, images.Size), drawn.AsSpan(i * height * width, height * width));
        return new(drawn, [.. images.LabelBytes], height, width, images.Classes);
    }
}
