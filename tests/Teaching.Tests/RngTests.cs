namespace Teaching.Tests;

public class RngTests
{
    [Fact]
    public void The_bits_are_those_of_the_published_xoshiro256_starstar()
    {
        var rng = new Rng(1, 2, 3, 4);
        ulong[] expected = [11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600];
        Assert.Equal(expected, expected.Select(_ => rng.NextBits()));
    }

    [Fact]
    public void A_seed_is_spread_by_splitmix64()
    {
        var rng = new Rng(1);
        ulong[] expected = [12966619160104079557, 9600361134598540522, 10590380919521690900, 7218738570589545383];
        Assert.Equal(expected, expected.Select(_ => rng.NextBits()));
    }

    [Fact]
    public void Gaussians_of_seed_1_are_the_same_everywhere()
    {
        // From a Python program of the same method with the correctly rounded logarithm.
        var rng = new Rng(1);
        double[] expected = [1.884396104787977, 0.18978089448693036, 1.302090250702661, -1.9094343319583578, 0.43832091511541, -0.7923272422638171];
        foreach (double x in expected) Assert.Equal(x, rng.Gaussian(), 1e-15);
    }

    [Fact]
    public void Gaussians_have_the_moments_of_the_normal_distribution()
    {
        var rng = new Rng(42);
        const int N = 200_000;
        double[] x = [.. Enumerable.Range(0, N).Select(_ => rng.Gaussian())];
        Assert.Equal(0, x.Average(), 0.01);
        Assert.Equal(1, x.Average(v => v * v), 0.02);
        Assert.Equal(0, x.Average(v => v * v * v), 0.04);
        Assert.Equal(3, x.Average(v => v * v * v * v), 0.1);
        Assert.Equal(0.6827, x.Count(v => Math.Abs(v) < 1) / (double)N, 0.005);
    }

    [Fact]
    public void Uniform_numbers_are_at_least_0_and_below_1()
    {
        var rng = new Rng(7);
        double[] doubles = [.. Enumerable.Range(0, 100_000).Select(_ => rng.NextDouble())];
        Assert.All(doubles, x => Assert.InRange(x, 0, Math.BitDecrement(1.0)));
        Assert.Equal(0.5, doubles.Average(), 0.005);
    }

    [Fact]
    public void Below_gives_each_number_equally_often()
    {
        var rng = new Rng(3);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) counts[rng.Below(7)]++;
        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
        Assert.Equal(0, rng.Below(1));
        Assert.InRange(rng.Below(int.MaxValue), 0, int.MaxValue - 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void Below_refuses_an_empty_range(int n)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new Rng(1).Below(n));
        Assert.Contains($"below {n}.", error.Message);
    }

    [Fact]
    public void Shuffle_gives_each_order_equally_often()
    {
        var rng = new Rng(11);
        var counts = new Dictionary<string, int>();
        for (int i = 0; i < 60_000; i++)
        {
            char[] letters = ['a', 'b', 'c'];
            rng.Shuffle<char>(letters);
            string order = new(letters);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }
        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 9_600, 10_400));
    }
}
