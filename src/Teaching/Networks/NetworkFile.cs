using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// Saves and loads what a network has learned, its parameters and the running statistics of its layers, as safetensors: the format that
/// PyTorch's and Hugging Face's tools read too (<c>safetensors.torch.load_file</c>). A matrix is called 1.W, after its layer and itself.
/// <code>
/// network.Save("digits.safetensors");
/// network.Load("digits.safetensors");   // into a network of the same layers
/// </code>
/// Used in lessons 01, 08, 10.
/// </summary>
public static class NetworkFile
{
    /// <summary>Writes the parameters and statistics. The file appears when it is complete: until then an older one stays.</summary>
    public static void Save<T>(this Network<T> network, string path) where T : struct, IBinaryFloatingPointIeee754<T> =>
        Safetensors.Write(path, [.. network.Layers.Select(layer => layer.Name)], Kept(network));

    /// <summary>Reads parameters and statistics into a network of the same layers. On any error the network stays as it is.</summary>
    /// <exception cref="InvalidDataException">It is not such a file, was cut or altered, or is of another network; the message says how.</exception>
    public static void Load<T>(this Network<T> network, string path) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (Safetensors.Read(path, [.. network.Layers.Select(layer => layer.Name)], Kept(network)) is { } reason)
            throw new InvalidDataException($"Cannot load {path}: {reason}. The network is as it was.");
    }

    private static (string Name, Matrix<T> Value)[] Kept<T>(Network<T> network) where T : struct, IBinaryFloatingPointIeee754<T> =>
    [
        .. from at in network.Layers.Index()
           from kept in at.Item.Parameters.Select(p => (p.Name, p.Value)).Concat(at.Item.Statistics)
           select ($"{at.Index + 1}.{kept.Name}", kept.Value),
    ];
}
