using MathNet.Numerics.LinearAlgebra;
using Teaching.Tests;

namespace Teaching.Data.Tests;

[Collection(Alone.Name)]
public sealed class AugmentationTests : IDisposable
{
    private static readonly Augmentation Usual = new() { CropTo = 22, CropProbability = 0.1, Rotation = 15, Seed = 7 };

    private readonly int threads = Course.Threads;
    private readonly LabelledImages digits = DrawnDigits.Make(train: 600, test: 10).Train;

    public void Dispose() => Course.Threads = threads;

    [Fact]
    public void The_same_seed_and_epoch_give_the_same_pictures_whatever_the_threads()
    {
        byte[] expected = Usual.Apply(digits, epoch: 2).Pixels;
        foreach (int several in new[] { 1, 2, 3, 7 })
        {
            Course.Threads = several;
            Assert.Equal(expected, Usual.Apply(digits, epoch: 2).Pixels);
        }
        Assert.NotEqual(expected, Usual.Apply(digits, epoch: 3).Pixels);
        Assert.NotEqual(expected, new Augmentation { CropTo = 22, CropProbability = 0.1, Rotation = 15, Seed = 8 }.Apply(digits, epoch: 2).Pixels);
    }

    [Fact]
    public void A_picture_does_not_depend_on_its_neighbours() =>
        Assert.Equal(Usual.Apply(digits).Take(20).Pixels, Usual.Apply(digits.Take(20)).Pixels);

    [Fact]
    public void About_the_asked_share_is_cropped_and_angles_fill_their_range()
    {
        LabelledImages cropped = new Augmentation { CropTo = 22, CropProbability = 0.1 }.Apply(digits), always = digits.Zoomed(22);
        int count = Enumerable.Range(0, digits.Count).Count(i => Same(cropped, always, i));
        Assert.InRange(count, 35, 90);   // 60 expected, deviation 7.3
        Assert.Equal(digits.Count - count, Enumerable.Range(0, digits.Count).Count(i => Same(cropped, digits, i)));
        Assert.Equal(always.Pixels, new Augmentation { CropTo = 22 }.Apply(digits).Pixels);

        // A bar through the middle: the farther it turns, the fewer of its own pixels it keeps.
        byte[] bar = [.. Enumerable.Range(0, 21 * 21).Select(i => (byte)(i / 21 == 10 ? 255 : 0))];
        LabelledImages turned = new Augmentation { Rotation = 30 }.Apply(new([.. Enumerable.Repeat(bar, 400).SelectMany(b => b)], new byte[400], 21, 21));
        int[] tips = [.. Enumerable.Range(0, 400).Select(i => RowOfInk(turned, i, column: 19) - 10)];
        Assert.InRange(tips.Max(), 4, 6);   // tan 30° · 9 = 5.2
        Assert.InRange(tips.Min(), -6, -4);
        Assert.InRange(tips.Average(), -0.5, 0.5);
    }

    [Fact]
    public void Nothing_asked_for_changes_nothing() => Assert.Equal(digits.Pixels, new Augmentation().Apply(digits).Pixels);

    [Fact]
    public void Training_sees_the_pictures_that_Apply_shows_and_new_ones_in_every_epoch()
    {
        var batches = new Batches(digits.Count, 64, new Rng(1));
        var scale = PixelScale.Normalised(0.13, 0.31);
        var augmented = ImageExamples<float>.OfClasses(digits, scale).Augmented(Usual);
        foreach (int epoch in new[] { 1, 2 })
        {
            var shown = ImageExamples<float>.OfClasses(Usual.Apply(digits, epoch), scale);
            for (int i = 0; i < batches.Count; i++)
            {
                int n = batches[i].Length;
                Matrix<float> X = Matrix<float>.Build.Dense(n, 784), Y = Matrix<float>.Build.Dense(n, 10);
                Matrix<float> trainedX = X.Clone(), trainedY = Y.Clone();
                ((Examples<float>)augmented).Fill(batches[i], 0, n, trainedX, trainedY, epoch);
                shown.Gather(batches[i], X, Y);
                Assert.Equal(X, trainedX);
                Assert.Equal(Y, trainedY);
            }
            batches.Shuffle();
        }
    }

    [Fact]
    public void Training_with_augmentation_gives_the_same_bits_for_every_number_of_threads()
    {
        double[] Run(int several, Augmentation? augmentation)
        {
            Course.Threads = several;
            var network = Network.OfDense<float>([784, 16, 10], Activation.Relu, Initializer.He, new Rng(1));
            return [.. new Trainer<float>(network, new SoftmaxCrossEntropyLoss<float>(), new Sgd<float>(network, 0.1), ImageExamples<float>.OfClasses(digits).Augmented(augmentation))
                .Run(2, TestContext.Current.CancellationToken).Updates];
        }
        double[] expected = Run(1, Usual);
        Assert.Equal(expected, Run(3, Usual));
        Assert.NotEqual(expected, Run(1, null));
    }

    [Fact]
    public void After_the_first_epochs_training_with_it_and_Adam_allocates_nothing()
    {
        var network = Network.OfDense<float>([784, 16, 10], Activation.Relu, Initializer.He, new Rng(1));
        List<long> allocated = new(10);
        new Trainer<float>(network, new SoftmaxCrossEntropyLoss<float>(), new Adam<float>(network), ImageExamples<float>.OfClasses(digits).Augmented(Usual))
        {
            BatchSize = 3,
            Progress = p =>
            {
                if (p.Ended is not null) allocated.Add(GC.GetTotalAllocatedBytes(precise: true));
            },
        }.Run(4, TestContext.Current.CancellationToken);
        Assert.InRange(allocated[3] - allocated[2], 0, 2_000);   // one object a batch would be 4,800 bytes at least
    }

    [Fact]
    public void What_cannot_be_augmented_is_refused()
    {
        Assert.Contains("22 x 22", Assert.Throws<ArgumentException>(() => Usual.Apply(digits.Resized(20, 30))).Message);
        Assert.Contains("not 1.5", Assert.Throws<ArgumentOutOfRangeException>(() => new Augmentation { CropProbability = 1.5 }).Message);
        Assert.Contains("not by NaN", Assert.Throws<ArgumentOutOfRangeException>(() => new Augmentation { Rotation = double.NaN }).Message);
        Assert.Contains("not of -1", Assert.Throws<ArgumentOutOfRangeException>(() => new Augmentation { CropTo = -1 }).Message);
        Assert.Contains("22 x 22", Assert.Throws<ArgumentException>(() => ImageExamples<float>.OfClasses(digits.Resized(20, 30)).Augmented(Usual)).Message);
        Assert.Equal("centre crop to 22 x 22 with probability 0.1, rotation up to 15°", Usual.ToString());
        Assert.Equal("no augmentation", new Augmentation().ToString());
    }

    private static bool Same(LabelledImages a, LabelledImages b, int i) => a.Pixels.AsSpan(i * a.Size, a.Size).SequenceEqual(b.Pixels.AsSpan(i * b.Size, b.Size));

    private static int RowOfInk(LabelledImages images, int i, int column) =>
        Enumerable.Range(0, images.Height).MaxBy(row => images.Pixels[i * images.Size + row * images.Width + column]);
}
