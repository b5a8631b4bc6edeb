using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Data.Tests;

public sealed class LabelledImagesTests
{
    private static readonly LabelledImages Three = new([0, 51, 102, 255, 10, 20, 30, 40, 1, 2, 3, 4], [2, 0, 2], height: 2, width: 2, classes: 3);

    [Fact]
    public void A_batch_has_an_image_in_each_row_and_a_pixel_in_each_column()
    {
        Matrix<double> x = Three.Batch<double>([1, 0]);

        Assert.Equal([10 / 255.0, 20 / 255.0, 30 / 255.0, 40 / 255.0], x.Row(0));
        Assert.Equal([0, 0.2, 0.4, 1], x.Row(1));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(64, 784)]
    [InlineData(61, 25)]
    [InlineData(7, 9)]
    [InlineData(8, 7)]
    [InlineData(17, 64)]
    public void Row_i_of_a_batch_is_image_i_pixel_by_pixel(int n, int size)
    {
        var rng = new Rng(n * 1000 + size);
        byte[] pixels = new byte[100 * size];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)rng.Below(256);
        var images = new LabelledImages(pixels, new byte[100], size, 1);
        int[] indices = [.. Enumerable.Range(0, n).Select(_ => rng.Below(100))];

        foreach (PixelScale scale in (PixelScale[])[PixelScale.ZeroToOne, PixelScale.Normalised(0.1307, 0.3081)])
        {
            float[] table = scale.Table<float>();
            float[] plain = [.. Enumerable.Range(0, size * n).Select(at => table[pixels[indices[at % n] * size + at / n]])];
            Assert.Equal(plain, images.Batch<float>(indices, scale).AsColumnMajorArray());
            Matrix<double> wide = images.Batch<double>(indices, scale);
            Assert.All(plain.Zip(wide.AsColumnMajorArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
        }
    }

    [Fact]
    public void Gathering_allocates_nothing()
    {
        LabelledImages images = DrawnDigits.Make(train: 64, test: 0).Train;
        Matrix<float> x = Matrix<float>.Build.Dense(64, 784);
        int[] indices = [.. Enumerable.Range(0, 64)];
        images.Gather(indices, x);
        long before = GC.GetAllocatedBytesForCurrentThread();

        images.Gather(indices, x);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Normalised_pixels_have_mean_0_and_deviation_1()
    {
        LabelledImages images = DrawnDigits.Make(train: 200, test: 0).Train;
        (double mean, double deviation) = images.PixelStatistics();

        Matrix<double> x = images.ToMatrix<double>(PixelScale.Normalised(mean, deviation));

        double[] all = x.AsColumnMajorArray(); // a sum of 156,800 numbers: rounding up to that many times 1e-16
        Assert.Equal(0, all.Average(), 1e-10);
        Assert.Equal(1, all.Average(value => value * value), 1e-10);
    }

    [Fact]
    public void A_matrix_of_another_shape_is_refused_with_both_shapes()
    {
        var error = Assert.Throws<ArgumentException>(() => Three.Gather([0, 1], Matrix<float>.Build.Dense(2, 5)));
        Assert.Equal("Cannot gather 2 images of 4 pixels into a matrix (2, 5): it must be (2, 4).", error.Message);
        Assert.Contains("dense", Assert.Throws<ArgumentException>(() => Three.Gather([0, 1], Matrix<float>.Build.Sparse(2, 4))).Message);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void A_number_that_names_no_image_is_refused(int index)
    {
        Assert.Contains($"There is no image {index}: the 3 images have the numbers 0 to 2.", Assert.Throws<ArgumentOutOfRangeException>(() => Three.Batch<float>([index])).Message);
        Assert.Contains("There is no image", Assert.Throws<ArgumentOutOfRangeException>(() => Three.Pick([index])).Message);
    }

    [Fact]
    public void Counts_and_labels_must_fit()
    {
        Assert.Contains("2 labels need 8 pixels (2 x 2 x 2), but there are 4", Assert.Throws<ArgumentException>(() => new LabelledImages(new byte[4], new byte[2], 2, 2)).Message);
        Assert.Contains("Label 1 is 3", Assert.Throws<ArgumentException>(() => new LabelledImages(new byte[2], [0, 3], 1, 1, classes: 3)).Message);
        Assert.Throws<ArgumentException>(() => Three.Batch<float>([]));
        Assert.Throws<ArgumentException>(() => PixelScale.Normalised(0, 0));
        Assert.Throws<ArgumentException>(() => PixelScale.Normalised(double.NaN, 1));
    }

    [Fact]
    public void Images_are_counted_picked_and_split()
    {
        Assert.Equal([1, 0, 2], Three.CountsByClass());
        Assert.Equal([2, 2], Three.Where(label => label == 2).Labels);
        Assert.Equal([2, 2, 0], Three.Pick([2, 0, 1]).Labels);
        (LabelledImages first, LabelledImages others) = Three.Split(1);
        Assert.Equal((1, 2), (first.Count, others.Count));
        Assert.Equal(0.2, Three.Picture(0)[0, 1]);
        Assert.Equal(3, Three.Shuffled(new Rng(1)).Count);
        Assert.Contains("Cannot split 4 images off 3", Assert.Throws<ArgumentOutOfRangeException>(() => Three.Take(4)).Message);
    }

    [Fact]
    public void No_images_have_counts_but_no_mean()
    {
        LabelledImages none = Three.Take(0);
        Assert.Equal([0, 0, 0], none.CountsByClass());
        Assert.Throws<InvalidOperationException>(() => none.PixelStatistics());
        Assert.Contains("0 images", none.ToTable().ToString());
    }
}
