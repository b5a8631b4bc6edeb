namespace Teaching.Data.Tests;

/// <summary>Files cut short, with bits flipped or bytes added at random: an error that names the file, or the data that is there.</summary>
public sealed class IdxDamageTests(ITestOutputHelper output) : IDisposable
{
    private const int Seed = 20_251_121;
    private const int Trials = 400;
    private readonly TemporaryFolder folder = new();
    private readonly Random random = new(Seed);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_plain_file_that_was_cut_is_refused()
    {
        byte[] whole = RandomImages(out _);
        ForEachTrial(() => Assert.Throws<InvalidDataException>(() => Read(whole[..random.Next(whole.Length)])));
    }

    [Fact]
    public void A_packed_file_that_was_cut_is_refused_or_gives_all_data()
    {
        byte[] packed = TemporaryFolder.Gzip(RandomImages(out byte[] pixels));
        ForEachTrial(() => RefusedOrEqual(packed[..random.Next(packed.Length)], pixels));
    }

    [Fact]
    public void A_packed_file_with_a_flipped_bit_is_refused_or_gives_all_data()
    {
        byte[] packed = TemporaryFolder.Gzip(RandomImages(out byte[] pixels));
        ForEachTrial(() => RefusedOrEqual(Flipped(packed, packed.Length), pixels));
    }

    [Fact]
    public void A_flipped_bit_in_the_header_of_a_plain_file_is_noticed()
    {
        byte[] whole = RandomImages(out _);
        ForEachTrial(() => Assert.Throws<InvalidDataException>(() => Read(Flipped(whole, 16))));
    }

    [Fact]
    public void Random_bytes_are_never_more_than_refused()
    {
        byte[] start = [0x1f, 0x8b, 8, 0];
        ForEachTrial(() =>
        {
            byte[] bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            if (random.Next(2) == 0) bytes = [.. start, .. bytes];
            Assert.Throws<InvalidDataException>(() => Read(bytes));
        });
    }

    private void RefusedOrEqual(byte[] file, byte[] pixels)
    {
        try
        {
            Assert.Equal(pixels, Read(file).Pixels);
        }
        catch (InvalidDataException refused)
        {
            Assert.StartsWith(folder.Path, refused.Message);
        }
    }

    private IdxImages Read(byte[] file) => IdxFile.ReadImages(folder.Write("file", file));

    private byte[] RandomImages(out byte[] pixels)
    {
        pixels = new byte[3 * 5 * 7];
        random.NextBytes(pixels);
        return [.. IdxFile.Header(3, 5, 7), .. pixels];
    }

    private byte[] Flipped(byte[] file, int among)
    {
        byte[] copy = [.. file];
        copy[random.Next(among)] ^= (byte)(1 << random.Next(8));
        return copy;
    }

    private void ForEachTrial(Action trial)
    {
        output.WriteLine($"seed {Seed}");
        for (int i = 0; i < Trials; i++) trial();
    }
}
