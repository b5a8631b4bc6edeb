using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Data;

/// <summary>
/// Grey images with their classes. The pixels stay bytes, 784 for an image of MNIST where float would take 3,136; a batch
/// becomes numbers when it is needed.
/// <code>
/// var x = Matrix&lt;float&gt;.Build.Dense(64, images.Size);
/// images.Gather(indices, x);   // row i is image indices[i], 0 to 1
/// </code>
/// </summary>
[TypeFormatterSource(typeof(TableFormatters), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class LabelledImages : ITabular
{
    private readonly byte[] pixels;
    private readonly byte[] labels;

    /// <summary>Images and labels that belong together. The arrays are taken over, not copied.</summary>
    /// <param name="pixels">Image after image, row after row.</param>
    /// <param name="labels">The class of each image.</param>
    /// <param name="height">Rows of an image.</param>
    /// <param name="width">Columns of an image.</param>
    /// <param name="classes">The number of classes; labels are 0 to classes - 1.</param>
    /// <exception cref="ArgumentException">The counts do not fit, or a label is out of range.</exception>
    public LabelledImages(byte[] pixels, byte[] labels, int height, int width, int classes = 10)
    {
        if (height < 1 || width < 1 || classes is < 1 or > 256)
            throw new ArgumentException($"There are no images of {height} x {width} pixels in {classes} classes.");
        if (pixels.LongLength != (long)labels.Length * height * width)
            throw new ArgumentException($"{labels.Length} labels need {(long)labels.Length * height * width} pixels ({labels.Length} x {height} x {width}), but there are {pixels.Length}.");
        int wrong = labels.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(classes - 1));
        if (wrong >= 0) throw new ArgumentException($"Label {wrong} is {labels[wrong]}, but there are only the classes 0 to {classes - 1}.");
        (this.pixels, this.labels, Height, Width, Classes) = (pixels, labels, height, width, classes);
    }

    /// <summary>The number of images.</summary>
    public int Count => labels.Length;

    /// <summary>H, rows of an image.</summary>
    public int Height { get; }

    /// <summary>W, columns of an image.</summary>
    public int Width { get; }

    /// <summary>H·W, pixels of an image.</summary>
    public int Size => Height * Width;

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    /// <summary>The class of each image.</summary>
    public IReadOnlyList<byte> Labels => labels;

    /// <summary>All pixels, image after image, row after row.</summary>
    internal byte[] Pixels => pixels;

    /// <summary>All labels.</summary>
    internal byte[] LabelBytes => labels;

    /// <summary>How many images each class has.</summary>
    public int[] CountsByClass()
    {
        int[] counts = new int[Classes];
        foreach (byte label in labels) counts[label]++;
        return counts;
    }

    /// <summary>The pixels of one image as (H, W), 0 paper to 1 ink.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no image of this number.</exception>
    public Matrix<double> Picture(int index)
    {
        Matrix<double> row = Batch<double>([index]);
        return Matrix<double>.Build.Dense(Height, Width, (y, x) => row[0, y * Width + x]);
    }

    /// <summary>Fills row i of X (N, H·W) with image indices[i].</summary>
    /// <param name="indices">The numbers of the images, N of them.</param>
    /// <param name="x">A dense matrix (N, H·W).</param>
    /// <param name="scale">How bytes become numbers; at the start <see cref="PixelScale.ZeroToOne"/>.</param>
    /// <exception cref="ArgumentException">X has another shape, or a number names no image.</exception>
    public void Gather<T>(ReadOnlySpan<int> indices, Matrix<T> x, PixelScale? scale = null) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (x.RowCount != indices.Length || x.ColumnCount != Size)
            throw new ArgumentException($"Cannot gather {indices.Length} images of {Size} pixels into a matrix ({x.RowCount}, {x.ColumnCount}): it must be ({indices.Length}, {Size}).");
        PixelGather.Into(pixels, Size, indices, x, scale ?? PixelScale.ZeroToOne);
    }

    /// <summary>A new matrix (N, H·W) of these images.</summary>
    /// <exception cref="ArgumentException">There is no number, or one names no image.</exception>
    public Matrix<T> Batch<T>(ReadOnlySpan<int> indices, PixelScale? scale = null) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (indices.Length == 0) throw new ArgumentException("A batch needs at least one image.");
        var x = Matrix<T>.Build.Dense(indices.Length, Size);
        Gather(indices, x, scale);
        return x;
    }

    /// <summary>All images as one matrix (N, H·W): 188 MB for MNIST's training images in float.</summary>
    public Matrix<T> ToMatrix<T>(PixelScale? scale = null) where T : struct, IBinaryFloatingPointIeee754<T> =>
        Batch<T>([.. Enumerable.Range(0, Count)], scale);

    /// <summary>The images of these numbers, in this order; a number may come twice.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number names no image.</exception>
    public LabelledImages Pick(IEnumerable<int> indices)
    {
        int[] chosen = [.. indices];
        byte[] chosenPixels = new byte[(long)chosen.Length * Size];
        byte[] chosenLabels = new byte[chosen.Length];
        for (int i = 0; i < chosen.Length; i++)
        {
            int index = Checked(chosen[i]);
            pixels.AsSpan(index * Size, Size).CopyTo(chosenPixels.AsSpan(i * Size));
            chosenLabels[i] = labels[index];
        }
        return new(chosenPixels, chosenLabels, Height, Width, Classes);
    }

    /// <summary>The images whose class passes the test, in their order.</summary>
    public LabelledImages Where(Func<int, bool> label) => Pick(Enumerable.Range(0, Count).Where(i => label(labels[i])));

    /// <summary>The first images.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer.</exception>
    public LabelledImages Take(int count) => Split(count).First;

    /// <summary>The first images and the rest, as training and validation images.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer.</exception>
    public (LabelledImages First, LabelledImages Others) Split(int count)
    {
        if (count < 0 || count > Count) throw new ArgumentOutOfRangeException(nameof(count), $"Cannot split {count} images off {Count}.");
        return (Pick(Enumerable.Range(0, count)), Pick(Enumerable.Range(count, Count - count)));
    }

    /// <summary>The same images in another order.</summary>
    public LabelledImages Shuffled(Rng rng)
    {
        int[] order = [.. Enumerable.Range(0, Count)];
        rng.Shuffle(order);
        return Pick(order);
    }

    /// <summary>Mean and standard deviation over all pixels, 0 to 1, for <see cref="PixelScale.Normalised"/>.</summary>
    /// <exception cref="InvalidOperationException">There is no image.</exception>
    public (double Mean, double Deviation) PixelStatistics()
    {
        if (Count == 0) throw new InvalidOperationException("Without an image there is no mean.");
        long[] counts = new long[256];
        foreach (byte b in pixels) counts[b]++;
        double mean = counts.Select((count, b) => count * (b / 255.0)).Sum() / pixels.LongLength;
        double variance = counts.Select((count, b) => count * (b / 255.0 - mean) * (b / 255.0 - mean)).Sum() / pixels.LongLength;
        return (mean, Math.Sqrt(variance));
    }

    /// <summary>A row for each class with its count and share.</summary>
    public Table ToTable()
    {
        var table = new Table("class", "images", "share in %").Caption($"{this}").Digits(3);
        int[] counts = CountsByClass();
        for (int c = 0; c < Classes; c++) table.Add(c, counts[c], Count == 0 ? null : 100.0 * counts[c] / Count);
        return table;
    }

    /// <summary>One line, such as <c>60,000 images of 28 x 28 pixels in 10 classes</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Count:N0} images of {Height} x {Width} pixels in {Classes} classes");

    private int Checked(int index) => (uint)index < (uint)Count
        ? index
        : throw new ArgumentOutOfRangeException(nameof(index), $"There is no image {index}: the {Count} images have the numbers 0 to {Count - 1}.");
}
