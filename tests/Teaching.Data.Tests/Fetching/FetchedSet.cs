using System.IO.Compression;
using System.Security.Cryptography;

namespace Teaching.Data.Tests.Fetching;

/// <summary>A data set of two files of random bytes, a server that has them, and a folder to fetch them to.</summary>
public sealed class FetchedSet : IDisposable
{
    public FetchedSet()
    {
        var random = new Random(1);
        Dictionary<string, byte[]> packed = [];
        List<DataFile> files = [];
        foreach (string name in (string[])["images.gz", "labels.gz"])
        {
            byte[] bytes = new byte[300_000];
            random.NextBytes(bytes);
            packed[name] = Gzip(bytes);
            Unpacked[name] = bytes;
            files.Add(new(name, packed[name].Length, Sum(packed[name]), bytes.Length, Sum(bytes)));
        }
        (Packed, Files) = (packed, files);
        Server = new(packed);
    }

    public MisbehavingServer Server { get; }

    public Dictionary<string, byte[]> Packed { get; }

    public Dictionary<string, byte[]> Unpacked { get; } = [];

    public List<DataFile> Files { get; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("teaching-fetch-").FullName;

    public List<FetchEvent> Events { get; } = [];

    public DataSetEntry Entry(params string[] ways) =>
        new("small", "Small", "Random bytes.", "http://localhost/", "none", [.. ways.Select(Server.Address)], Files);

    public async Task FetchAsync(string[] ways, double patience = 20, CancellationToken cancellation = default)
    {
        using DataFetcher fetcher = new() { Patience = TimeSpan.FromSeconds(patience) };
        await fetcher.FetchAsync(Entry(ways), Folder, Events.Add, cancellation);
    }

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Both files are there, right, and nothing else.</summary>
    public void AssertComplete()
    {
        Assert.Equal(["images.gz", "labels.gz"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order());
        Assert.All(Files, file => Assert.Equal(Packed[file.Name], File.ReadAllBytes(PathOf(file.Name))));
    }

    public static byte[] Gzip(byte[] bytes, CompressionLevel level = CompressionLevel.Optimal)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, level)) gzip.Write(bytes);
        return packed.ToArray();
    }

    public static string Sum(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public void Dispose()
    {
        Server.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
