namespace Teaching.Data.Tests.Fetching;

public sealed class FileCheckTests : IDisposable
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 5_000).Select(i => (byte)(i * i))];
    private static readonly byte[] Packed = FetchedSet.Gzip(Bytes);
    private static readonly DataFile File = new("a.gz", Packed.Length, FetchedSet.Sum(Packed), Bytes.Length, FetchedSet.Sum(Bytes));
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => System.IO.File.Delete(path);

    [Fact]
    public async Task The_right_bytes_are_right_packed_or_not()
    {
        Assert.Null(await ProblemOf(Packed));
        Assert.Null(await ProblemOf(Bytes));
        Assert.Null(await ProblemOf(FetchedSet.Gzip(Bytes, System.IO.Compression.CompressionLevel.NoCompression)));
    }

    [Fact]
    public async Task What_is_wrong_is_said()
    {
        Assert.Equal("unpacked it has 4,999 bytes instead of 5,000", await ProblemOf(Bytes[..^1]));
        Assert.StartsWith("unpacked it has the SHA-256", await ProblemOf([.. Bytes[..^1], 77]));
        Assert.Equal("its gzip packing is damaged or cut off", await ProblemOf([.. Packed[..10], 7, .. Packed[11..]]));
        Assert.Equal("unpacked it has 0 bytes instead of 5,000", await ProblemOf([]));
    }

    [Fact]
    public async Task A_decompression_bomb_is_not_unpacked_whole() =>
        Assert.Equal("unpacked it has more than 5,000 bytes", await ProblemOf(FetchedSet.Gzip(new byte[20_000_000])));

    [Fact]
    public async Task Where_the_unpacked_sum_is_not_known_the_packed_one_counts()
    {
        DataFile known = File with { UnpackedSha256 = null };
        System.IO.File.WriteAllBytes(path, Packed);
        Assert.Null(await FileCheck.ProblemAsync(path, known, TestContext.Current.CancellationToken));
        System.IO.File.WriteAllBytes(path, FetchedSet.Gzip(Bytes, System.IO.Compression.CompressionLevel.NoCompression));
        Assert.StartsWith("it has ", await FileCheck.ProblemAsync(path, known, TestContext.Current.CancellationToken));
    }

    private Task<string?> ProblemOf(byte[] bytes)
    {
        System.IO.File.WriteAllBytes(path, bytes);
        return FileCheck.ProblemAsync(path, File, TestContext.Current.CancellationToken);
    }
}
