namespace Teaching.Data;

/// <summary>
/// Digits that the library draws itself, for machines without MNIST: a seeded hand writes the ten digits with a pen of its own
/// width, slant and speed. 28 x 28 grey, like MNIST, and the same bits on every machine and for any number of threads. A linear
/// model reaches about 92 % on them, the network of lesson 07 about 98.5 %.
/// </summary>
public static class DrawnDigits
{
    internal const string Name = "drawn-digits";

    /// <summary>Draws the digits, each class about equally often.</summary>
    /// <param name="train">How many training images.</param>
    /// <param name="test">How many test images; none is among the training images.</param>
    /// <param name="seed">Another seed gives other images.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is below zero or over a million.</exception>
    public static DataSet Make(int train = 12_000, int test = 2_000, long seed = 1)
    {
        foreach (int count in (int[])[train, test])
        {
            if (count is < 0 or > 1_000_000) throw new ArgumentOutOfRangeException(nameof(train), $"Cannot draw {count} digits: 0 to 1,000,000 can be drawn.");
        }
        var firstSeeds = new Rng(seed);
        (long trainSeed, long testSeed) = ((long)firstSeeds.NextBits(), (long)firstSeeds.NextBits());
        return new DataSet(Name, "Drawn digits", Draw(train, trainSeed), Draw(test, testSeed), DataSet.DigitNames);
    }

    /// <summary>Every image has a generator of its own, so the order in which threads draw them does not matter.</summary>
    private static LabelledImages Draw(int count, long seed)
    {
        const int Size = DigitPaper.Side * DigitPaper.Side;
        byte[] pixels = new byte[count * Size], labels = new byte[count];
        Parallel.For(0, count, () => new DigitPaper(), (i, _, paper) =>
        {
            Interruption.ThrowIfRequested();
            var rng = new Rng(unchecked(seed + i));
            labels[i] = (byte)rng.Below(10);
            new DigitHand(rng).Write(labels[i], paper);
            paper.Develop(pixels.AsSpan(i * Size, Size), blackness: 0.9 + 0.1 * rng.NextDouble(), grain: 0.12, rng);
            return paper;
        }, _ => { });
        return new(pixels, labels, DigitPaper.Side, DigitPaper.Side);
    }
}
