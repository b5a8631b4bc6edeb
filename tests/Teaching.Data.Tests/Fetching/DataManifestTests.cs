namespace Teaching.Data.Tests.Fetching;

public sealed class DataManifestTests : IDisposable
{
    private const string Sum = "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609";
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void The_course_knows_MNIST_and_Fashion_MNIST_with_several_addresses_each()
    {
        DataManifest manifest = DataManifest.BuiltIn();

        Assert.Equal(["mnist", "fashion-mnist"], manifest.DataSets.Select(set => set.Name));
        Assert.All(manifest.DataSets, set => Assert.Equal(
            ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"], set.Files.Select(file => file.UnpackedName)));
        Assert.All(manifest.DataSets, set => Assert.Equal([47_040_016, 60_008, 7_840_016, 10_008], set.Files.Select(file => file.UnpackedBytes)));
        Assert.All(manifest.DataSets, set => Assert.True(set.Addresses.Distinct().Count() >= 3 && set.Licence != "" && set.Source != ""));
        Assert.Equal(8, manifest.DataSets.SelectMany(set => set.Files).Select(file => file.Sha256).Distinct().Count());
        Assert.All(manifest.Find("mnist")!.Files, file => Assert.NotNull(file.UnpackedSha256));
        Assert.All(manifest.Find("fashion-mnist")!.Files, file => Assert.Null(file.UnpackedSha256));
    }

    [Theory]
    [InlineData("{", "not a manifest of data sets")]
    [InlineData("[]", "not a manifest of data sets")]
    [InlineData("{\"datasets\": [{}]}", "not a manifest of data sets")]
    [InlineData("{\"datasets\": [SET]}", null)]
    [InlineData("{\"datasets\": [SET]}|\"n\"|\"../n\"", "\"../n\" is not a name for a folder")]
    [InlineData("{\"datasets\": [SET]}|a.gz|../a.gz", "\"../a.gz\" is not the name of a .gz file")]
    [InlineData("{\"datasets\": [SET]}|http://h/|file:///h/", "not an http or https address")]
    [InlineData("{\"datasets\": [SET]}|http://h/|http://h", "that ends with a slash")]
    [InlineData("{\"datasets\": [SET]}|440f|440F", "not 64 digits")]
    [InlineData("{\"datasets\": [SET]}|: 7|: 0", "a.gz has no length")]
    public void A_manifest_is_checked(string text, string? said)
    {
        string[] parts = text.Split('|');
        string json = parts[0].Replace("SET", $$"""
            {"name": "n", "title": "N", "what": "w", "source": "s", "licence": "l", "addresses": ["http://h/"],
             "files": [{"name": "a.gz", "bytes": 7, "sha256": "{{Sum}}", "unpackedBytes": 9, "unpackedSha256": null}]}
            """);
        File.WriteAllText(path, parts.Length == 3 ? json.Replace(parts[1], parts[2]) : json);

        if (said is null)
        {
            Assert.Equal(7, DataManifest.Read(path).Find("n")!.Bytes);
            return;
        }
        string message = Assert.Throws<DataSetException>(() => DataManifest.Read(path)).Message;
        Assert.StartsWith(path, message);
        Assert.Contains(said, message);
    }

    [Fact]
    public void A_missing_manifest_is_named() => Assert.Contains("nowhere.json", Assert.Throws<DataSetException>(() => DataManifest.Read("nowhere.json")).Message);

    [Fact]
    public void Data_go_to_TEACHING_DATA_else_to_the_course_else_beside_the_reader()
    {
        string root = Directory.CreateTempSubdirectory("teaching-folder-").FullName;
        string deep = Directory.CreateDirectory(Path.Combine(root, "notebooks", "own")).FullName;
        try
        {
            Assert.Equal(Path.Combine(deep, "named"), DataFolder.Find("named", deep));
            Assert.Equal(Path.Combine(deep, "data"), DataFolder.Find(null, deep));
            Directory.CreateDirectory(Path.Combine(root, "data"));
            File.WriteAllText(Path.Combine(root, "data", "datasets.json"), "{}");
            Assert.Equal(Path.Combine(root, "data"), DataFolder.Find("", deep));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
