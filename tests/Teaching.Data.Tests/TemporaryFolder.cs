using System.IO.Compression;

namespace Teaching.Data.Tests;

/// <summary>A folder of a test's own, gone when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("teaching-data-").FullName;

    public string Write(string name, params byte[] bytes)
    {
        string path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Writes the four files of a data set into a folder of this name.</summary>
    public string Write(string name, DataSet data, bool packed = false)
    {
        string folder = System.IO.Path.Combine(Path, name);
        data.Write(folder);
        if (!packed) return folder;
        foreach (string file in Directory.GetFiles(folder))
        {
            File.WriteAllBytes(file + ".gz", Gzip(File.ReadAllBytes(file)));
            File.Delete(file);
        }
        return folder;
    }

    public static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(bytes);
        return packed.ToArray();
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
