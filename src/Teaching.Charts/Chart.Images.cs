using System.Numerics;

namespace Teaching.Charts;

/// <content>Image grids.</content>
public sealed partial class Chart
{
    /// <summary>The most images a grid has.</summary>
    internal const int MostImages = 100;

    /// <summary>Grey images side by side: the smallest value of all is black, the largest white.</summary>
    /// <param name="images">Each image as its pixels row by row, height·width values: arrays, or the rows of a matrix.</param>
    /// <param name="height">The rows of an image.</param>
    /// <param name="width">The columns of an image.</param>
    /// <param name="captions">A text under each image; null for none.</param>
    /// <param name="columns">How many images stand in a row.</param>
    /// <param name="inverse">Whether the smallest value is white instead, like ink on paper.</param>
    /// <exception cref="ArgumentException">There is no image, too many, one of another size, or not as many captions.</exception>
    public static Chart Images<T>(
        IEnumerable<IEnumerable<T>> images, int height, int width, IEnumerable<string>? captions = null, int columns = 10, bool inverse = false)
        where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        double[][] all = [.. images.Take(MostImages + 1).Select((image, i) => Doubles(image, "Chart.Images", $"image {i}", "pixels"))];
        if (all.Length == 0) throw new ArgumentException("Chart.Images was given no image: it needs at least one.");
        if (all.Length > MostImages) throw new ArgumentException($"Chart.Images was given more than {MostImages} images; take the first few, as images.Take(20).");
        int odd = Array.FindIndex(all, image => image.Length != height * width);
        if (odd >= 0)
        {
            throw new ArgumentException($"Chart.Images: image {odd} has {all[odd].Length} values; {height} rows of {width} pixels are {height * width}.");
        }
        string[] texts = captions is null ? [] : [.. captions];
        if (captions is not null && texts.Length != all.Length)
        {
            throw new ArgumentException($"Chart.Images: there are {all.Length} images and {texts.Length} captions.");
        }
        return Of(new Panel
        {
            X = new Axis { Hidden = true },
            Y = new Axis { Hidden = true, Reversed = true },
            Marks = [new ImageGridMark(all, height, width, texts, Math.Min(columns, all.Length), inverse)],
        });
    }
}
