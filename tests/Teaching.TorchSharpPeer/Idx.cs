using System.IO.Compression;
using TorchSharp;

namespace Teaching.TorchSharpPeer;

/// <summary>The training images and labels, from files in MNIST's form.</summary>
internal static class Idx
{
    /// <summary>(N), whole numbers.</summary>
    public static torch.Tensor Labels(string folder) => Bytes(folder, "train-labels-idx1-ubyte", header: 8).to_type(torch.ScalarType.Int64);

    /// <summary>(N, 784), from 0 to 1.</summary>
    public static torch.Tensor Images(string folder) =>
        Bytes(folder, "train-images-idx3-ubyte", header: 16).to_type(torch.ScalarType.Float32).div(255).reshape(-1, 784);

    private static torch.Tensor Bytes(string folder, string name, int header)
    {
        string path = Path.Combine(folder, name);
        using Stream file = File.Exists(path) ? File.OpenRead(path) : new GZipStream(File.OpenRead(path + ".gz"), CompressionMode.Decompress);
        using MemoryStream all = new();
        file.CopyTo(all);
        return torch.tensor(all.ToArray()[header..], torch.ScalarType.Byte);
    }
}
