namespace Teaching.Data;

/// <summary>A sweep over images.</summary>
public static class ImageSweep
{
    /// <summary>A sweep over training images, of which some are split off at random to choose by.</summary>
    /// <param name="images">The training images.</param>
    /// <param name="grid">What to try.</param>
    /// <param name="validation">How many of the images are for choosing and not for learning.</param>
    /// <param name="seed">For the split and for the seed of each trial.</param>
    /// <exception cref="ArgumentException">The grid is empty, or the split leaves nothing to learn from or to choose by.</exception>
    public static Sweep<LabelledImages> Sweep(this LabelledImages images, Grid grid, int validation, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (validation < 1 || validation >= images.Count)
        {
            throw new ArgumentException($"Of {images.Count} images, {validation} cannot be split off for validation: at least one must be there "
                + "to choose the best trial by, and at least one to learn from.");
        }
        (LabelledImages chooseBy, LabelledImages train) = images.Shuffled(new Rng(seed)).Split(validation);
        return new(grid, train, chooseBy, seed);
    }
}
