namespace Teaching.Data;

/// <summary>
/// Makes new training pictures of old ones that show the same: now and then zoomed into the middle (a centre crop brought back
/// to full size), rotated by a random angle. A network that never sees the same picture twice cannot learn pictures by heart.
/// <code>
/// var augmentation = new Augmentation { CropTo = 22, CropProbability = 0.1, Rotation = 15, Seed = 1 };
/// augmentation.Apply(data.Train.Take(20), epoch: 3);                        // to look at them
/// var train = ImageExamples&lt;float&gt;.OfClasses(data.Train).Augmented(augmentation);   // new ones in every epoch
/// </code>
/// </summary>
/// <remarks>
/// What becomes of a picture depends on the seed, the epoch and the picture's number alone, not on batches or threads. Crop, resize
/// and rotation are one bilinear sampling, so nothing is blurred twice and the rotation turns in true neighbours; around the
/// picture there is paper, 0. Pixels are normalised afterwards, by the <see cref="PixelScale"/> of the examples.
/// </remarks>
public sealed class Augmentation
{
    private readonly int cropTo;
    private readonly double cropProbability = 1, rotation;

    /// <summary>The side in pixels of the middle square that a crop brings to full size; 0, as at the start, for no crop.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 0.</exception>
    public int CropTo
    {
        get => cropTo;
        init => cropTo = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(CropTo), $"A crop keeps a square of at least one pixel, not of {value}; 0 is for no crop.");
    }

    /// <summary>The share of pictures that are cropped, 0 to 1; 1 at the start.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not from 0 to 1.</exception>
    public double CropProbability
    {
        get => cropProbability;
        init => cropProbability = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(CropProbability), $"A probability is from 0 to 1, not {NumberText.Significant(value, 6)}.");
    }

    /// <summary>The largest angle in degrees: each picture is rotated by an angle between minus and plus this, all equally likely.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not from 0 to 180.</exception>
    public double Rotation
    {
        get => rotation;
        init => rotation = value is >= 0 and <= 180 ? value : throw new ArgumentOutOfRangeException(nameof(Rotation), $"Pictures can be rotated by 0 to 180 degrees either way, not by {NumberText.Significant(value, 6)}.");
    }

    /// <summary>For the random choices.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The pictures as this epoch sees them, in their order.</summary>
    /// <exception cref="ArgumentException">The pictures are smaller than the crop.</exception>
    public LabelledImages Apply(LabelledImages images, int epoch = 1)
    {
        RequireFit(images);
        byte[] drawn = new byte[images.Pixels.Length];
        Parallel.For(0, images.Count, i => Draw(images, i, epoch, drawn.AsSpan(i * images.Size, images.Size)));
        return new(drawn, [.. images.LabelBytes], images.Height, images.Width, images.Classes);
    }

    /// <summary>Drawing a pixel costs as much as this many multiplications of a product.</summary>
    internal const int WorkPerPixel = 256;

    /// <summary>Throws when the pictures are smaller than the crop.</summary>
    internal void RequireFit(LabelledImages images)
    {
        if (CropTo <= Math.Min(images.Height, images.Width)) return;
        throw new ArgumentException($"A crop to {CropTo} x {CropTo} pixels cannot be taken of pictures of {images.Height} x {images.Width}.");
    }

    /// <summary>Draws one picture as this epoch sees it.</summary>
    internal void Draw(LabelledImages images, int index, int epoch, Span<byte> to)
    {
        (int height, int width) = (images.Height, images.Width);
        ulong state = (ulong)Seed;
        state = Rng.SplitMix(ref state) + (ulong)epoch;
        state = Rng.SplitMix(ref state) + (ulong)index;
        double chance = Unit(ref state), turn = Unit(ref state);
        bool crop = CropTo > 0 && chance < CropProbability;
        double degrees = Rotation * (2 * turn - 1);
        new PictureMap(height, width, height, width, crop ? CropTo : height, crop ? CropTo : width, degrees)
            .Draw(images.Pixels.AsSpan(index * images.Size, images.Size), to);
    }

    /// <summary>Such as <c>centre crop to 22 x 22 with probability 0.1, rotation up to 15°</c>.</summary>
    public override string ToString()
    {
        string crop = CropTo > 0 && CropProbability > 0 ? $"centre crop to {CropTo} x {CropTo} with probability {NumberText.Significant(CropProbability, 6)}" : "";
        string rotation = Rotation > 0 ? $"rotation up to {NumberText.Significant(Rotation, 6)}°" : "";
        return crop + rotation == "" ? "no augmentation" : string.Join(", ", new[] { crop, rotation }.Where(text => text != ""));
    }

    private static double Unit(ref ulong state) => (Rng.SplitMix(ref state) >> 11) * (1.0 / (1L << 53));
}
