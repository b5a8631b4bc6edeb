namespace Teaching.Data.Tests;

public sealed class DrawnDigitsTests
{
    /// <summary>Every bit of every image, on every machine. The figure changes only when the drawing itself is changed, and then lessons change too.</summary>
    [Fact]
    public void The_drawn_digits_are_the_same_bits_everywhere() =>
        Assert.Equal("f5e09a6d6a56b929268594b19933354c52a9f2cde9129b28b35f87ee97a8f7b0", DrawnDigits.Make().Sha256);

    [Fact]
    public void Images_do_not_depend_on_how_many_are_drawn_and_the_seed_changes_them()
    {
        DataSet few = DrawnDigits.Make(train: 5, test: 3), more = DrawnDigits.Make(train: 9, test: 8), other = DrawnDigits.Make(train: 5, test: 3, seed: 2);

        Assert.Equal(few.Train.Pixels, more.Train.Take(5).Pixels);
        Assert.Equal(few.Test.Labels, more.Test.Take(3).Labels);
        Assert.NotEqual(few.Train.Pixels, other.Train.Pixels);
        Assert.NotEqual(few.Sha256, other.Sha256);
    }

    [Fact]
    public void Every_image_is_an_ink_drawing_on_white_paper_and_no_test_image_is_a_training_image()
    {
        DataSet data = DrawnDigits.Make();

        HashSet<string> seen = [.. Enumerable.Range(0, data.Train.Count).Select(i => Key(data.Train, i))];
        Assert.Equal(data.Train.Count, seen.Count);
        Assert.DoesNotContain(Enumerable.Range(0, data.Test.Count), i => seen.Contains(Key(data.Test, i)));
        for (int i = 0; i < data.Train.Count; i++)
        {
            ReadOnlySpan<byte> image = data.Train.Pixels.AsSpan(i * 784, 784);
            Assert.InRange(784 - image.Count((byte)0), 20, 500);
            Assert.True(image.IndexOfAnyInRange((byte)128, (byte)255) >= 0);
        }
        Assert.All(data.Train.CountsByClass(), count => Assert.InRange(count, 1_000, 1_400));

        static string Key(LabelledImages images, int i) => Convert.ToBase64String(images.Pixels, i * 784, 784);
    }

    [Fact]
    public void A_count_below_zero_is_refused() =>
        Assert.Contains("Cannot draw -1 digits", Assert.Throws<ArgumentOutOfRangeException>(() => DrawnDigits.Make(train: -1)).Message);
}
