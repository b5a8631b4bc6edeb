namespace Teaching.Data.Tests;

public sealed class IdxFileTests : IDisposable
{
    private static readonly byte[] TwoImages = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255];
    private static readonly byte[] ThreeLabels = [0, 0, 8, 1, 0, 0, 0, 3, 9, 0, 4];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Images_are_read_packed_or_plain_whatever_the_name(bool packed)
    {
        IdxImages images = IdxFile.ReadImages(folder.Write("images", packed ? TemporaryFolder.Gzip(TwoImages) : TwoImages));

        Assert.Equal((2, 2, 3), (images.Count, images.Height, images.Width));
        Assert.Equal(TwoImages[16..], images.Pixels);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(TwoImages)), images.Sha256);
    }

    [Fact]
    public void Labels_are_read() => Assert.Equal([9, 0, 4], IdxFile.ReadLabels(folder.Write("labels", ThreeLabels)).Labels);

    [Fact]
    public void No_images_are_a_file_too()
    {
        Assert.Empty(IdxFile.ReadLabels(folder.Write("none", IdxFile.Header(0))).Labels);
        Assert.Equal(0, IdxFile.ReadImages(folder.Write("none", IdxFile.Header(0, 28, 28))).Count);
    }

    [Theory]
    [InlineData("", "it holds nothing")]
    [InlineData("00 00", "ends within its magic number")]
    [InlineData("00 00 08 03 00 00", "ends within its header of 16 bytes")]
    [InlineData("00 00 08 01 00 00 00 01 05", "begins with 0x00000801 (a file of labels), but a file of images begins with 0x00000803")]
    [InlineData("00 00 09 03 00 00 00 01 00 00 00 01 00 00 00 01 05", "begins with 0x00000903, but")]
    [InlineData("3c 68 74 6d 6c 3e", "it is a web page")]
    [InlineData("00 00 08 03 00 00 00 01 00 00 00 02 00 00 00 02 01 02 03", "announces 1 x 2 x 2 = 4 bytes")]
    [InlineData("00 00 08 03 00 00 00 01 00 00 00 01 00 00 00 01 01 02", "more bytes follow after the 1 x 1 x 1 = 1")]
    [InlineData("00 00 08 03 ff ff ff ff 00 00 00 01 00 00 00 01", "announces -1 x 1 x 1, which no data set has")]
    [InlineData("00 00 08 03 00 00 00 01 00 00 00 00 00 00 00 01", "announces 1 x 0 x 1, which no data set has")]
    [InlineData("00 00 08 03 7f ff ff ff 00 00 10 00 00 00 10 00", "at most 1,073,741,824 are read")]
    [InlineData("1f 8b 08 00", "it holds nothing")]
    [InlineData("1f 8b 08 00 00 00 00 00 00 03 ff ff ff", "gzip packing is damaged or cut off")]
    public void What_is_wrong_with_a_file_of_images_is_said(string hex, string said)
    {
        string path = folder.Write("images", Convert.FromHexString(hex.Replace(" ", "")));

        string message = Assert.Throws<InvalidDataException>(() => IdxFile.ReadImages(path)).Message;

        Assert.StartsWith(path + ": ", message);
        Assert.Contains(said, message);
        Assert.EndsWith("Fetch it again with `teach data fetch`, or remove it.", message);
    }

    [Fact]
    public void A_label_out_of_range_is_named()
    {
        string path = folder.Write("labels", 0, 0, 8, 1, 0, 0, 0, 3, 1, 10, 2);

        Assert.Contains("label 1 is 10, but there are only the classes 0 to 9", Assert.Throws<InvalidDataException>(() => IdxFile.ReadLabels(path)).Message);
        Assert.Equal(3, IdxFile.ReadLabels(path, classes: 11).Labels.Length);
    }

    [Fact]
    public void A_small_packed_file_that_claims_much_is_refused_before_memory_is_taken()
    {
        string path = folder.Write("bomb", TemporaryFolder.Gzip(IdxFile.Header(1000, 1000, 1000)));
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains("more than a file of this size can hold", Assert.Throws<InvalidDataException>(() => IdxFile.ReadImages(path)).Message);

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }

    [Fact]
    public void What_unpacks_to_more_than_it_announces_is_not_unpacked_further()
    {
        string path = folder.Write("bomb", TemporaryFolder.Gzip([.. IdxFile.Header(1, 1, 1), .. new byte[50_000_000]]));
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains("more bytes follow", Assert.Throws<InvalidDataException>(() => IdxFile.ReadImages(path)).Message);

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("nowhere", Assert.Throws<FileNotFoundException>(() => IdxFile.ReadImages(Path.Combine(folder.Path, "nowhere"))).Message);
}
