using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// Saves and loads what a network has learned, its parameters and the running statistics of its layers, as safetensors: the format that
/// PyTorch's and Hugging Face's tools read too (<c>safetensors.torch.load_file</c>).
/// <code>
/// network.Save("digits.safetensors");
/// network.Load("digits.safetensors");   // into a network of the same layers
/// </code>
/// Used in lessons 08, 09.
/// </summary>
/// <remarks>
/// The file: the length of the header (8 bytes, little-endian), the header (JSON), then the numbers of all matrices, row by row and
/// little-endian. For each matrix the header has a name such as <c>1.W</c> (layer 1), its type F32 or F64, its shape and where its numbers
/// begin and end. Its <c>__metadata__</c> names the layers and has the SHA-256 of the numbers.
/// Source: the safetensors format, Hugging Face, 2022.
/// </remarks>
public static class NetworkFile
{
    private const int LengthBytes = sizeof(long);
    private const string MetadataName = "__metadata__";

    /// <summary>Writes the parameters and statistics. The file appears when it is complete: until then an older one stays.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static void Save<T>(this Network<T> network, string path)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        byte[] numbers = [.. Kept(network).SelectMany(kept => Rows.ToBytes(kept.Value))];
        byte[] header = HeaderOf(network, numbers).ToJson();
        string part = path + ".part";
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            File.WriteAllBytes(part, [.. BitConverter.GetBytes((long)header.Length), .. header, .. numbers]);
            File.Move(part, path, overwrite: true);
        }
        catch
        {
            if (File.Exists(part)) File.Delete(part);
            throw;
        }
    }

    /// <summary>Reads parameters and statistics into a network of the same layers. On any error the network stays as it is.</summary>
    /// <exception cref="InvalidDataException">The file is no safetensors file, was cut or altered, or is of another network; the message says what differs.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void Load<T>(this Network<T> network, string path)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        byte[] bytes = File.ReadAllBytes(path);
        long length = bytes.Length < LengthBytes ? -1 : BitConverter.ToInt64(bytes);
        if (length < 2 || length > bytes.Length - LengthBytes) throw Wrong(path, "it is no safetensors file, or was cut: there is no header");
        Header header = ReadHeader(path, bytes[LengthBytes..(LengthBytes + (int)length)]);
        byte[] numbers = bytes[(LengthBytes + (int)length)..];
        if (Difference(header, HeaderOf(network, numbers), numbers.Length) is { } difference) throw Wrong(path, difference);
        foreach ((string name, Matrix<T> matrix) in Kept(network))
            Rows.FromBytes(numbers, (int)header.Matrices[name].data_offsets[0], matrix);
    }

    private static Header ReadHeader(string path, byte[] json)
    {
        try
        {
            var entries = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json) ?? [];
            var metadata = entries.Remove(MetadataName, out JsonElement found) ? found.Deserialize<Dictionary<string, string>>() ?? [] : [];
            return new(metadata, entries.ToDictionary(entry => entry.Key, entry => entry.Value.Deserialize<MatrixEntry>()!));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)   // the second for text that is no UTF-8
        {
            throw Wrong(path, "it is no safetensors file: its header is not the JSON of one");
        }
    }

    /// <summary>The header that a file of this network with these numbers has.</summary>
    private static Header HeaderOf<T>(Network<T> network, byte[] numbers)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        var metadata = network.Layers.Select((layer, i) => ($"{i + 1}", layer.Name)).Append(("sha256", Convert.ToHexStringLower(SHA256.HashData(numbers))));
        Dictionary<string, MatrixEntry> matrices = [];
        long at = 0;
        foreach ((string name, Matrix<T> matrix) in Kept(network))
            matrices[name] = new(NumberType<T>(), [matrix.RowCount, matrix.ColumnCount], [at, at += matrix.RowCount * matrix.ColumnCount * (NumberType<T>() == "F32" ? sizeof(float) : sizeof(double))]);
        return new(metadata.ToDictionary(), matrices);
    }

    /// <summary>The first thing in which a file's header differs from the one expected, or null. Another program's file may have another order and no metadata.</summary>
    private static string? Difference(Header found, Header expected, long available)
    {
        foreach ((string name, MatrixEntry here) in expected.Matrices)
        {
            if (!found.Matrices.TryGetValue(name, out MatrixEntry? there) || there is not { dtype: not null, shape: not null, data_offsets: not null })
                return $"it is of another network: it has no {name} {here.Shape}";
            if (there.dtype != here.dtype) return $"it is of another network: the numbers of {name} are {Short(there.dtype)}, here they are {here.dtype}";
            if (!there.shape.SequenceEqual(here.shape)) return $"it is of another network: {name} is {Short(there.Shape)}, here it is {here.Shape}";
            if (there.data_offsets is not [var begin, var end] || end - begin != here.data_offsets[1] - here.data_offsets[0])
                return $"it was altered: the numbers of {name} are not as many as its shape says";
        }
        if (found.Matrices.Keys.FirstOrDefault(name => !expected.Matrices.ContainsKey(name)) is { } more)
            return $"it is of another network: it has {Short(more)}, which the network does not have";
        long at = 0;
        foreach (MatrixEntry entry in found.Matrices.Values.OrderBy(entry => entry.data_offsets[0]))
        {
            if (entry.data_offsets[0] != at) return "it was altered: its matrices overlap, or leave gaps";
            at = entry.data_offsets[1];
        }
        if (at != available) return FormattableString.Invariant($"it was cut or altered: {available:N0} bytes of numbers are there of {at:N0}");
        foreach ((string name, string here) in expected.Metadata)
        {
            if (!found.Metadata.TryGetValue(name, out string? there) || there == here) continue;
            return name == "sha256" ? "it was cut or altered: its checksum is not that of its numbers"
                : $"it is of another network: its layer {name} is {Short(there)}, here it is {here}";
        }
        return null;
    }

    private static IEnumerable<(string Name, Matrix<T> Value)> Kept<T>(Network<T> network)
        where T : struct, IBinaryFloatingPointIeee754<T> =>
        network.Layers.SelectMany((layer, i) => layer.Parameters.Select(p => (p.Name, p.Value)).Concat(layer.Statistics)
            .Select(kept => ($"{i + 1}.{kept.Item1}", kept.Item2)));

    private static string NumberType<T>() => typeof(T) == typeof(float) ? "F32" : typeof(T) == typeof(double) ? "F64"
        : throw new NotSupportedException($"Networks of float and double can be saved, not of {typeof(T).Name}.");

    /// <summary>A text from a file, which may be anything, no longer than a message should be.</summary>
    private static string Short(string? text) => text is null ? "missing" : text.Length > 100 ? text[..100] + "…" : text;

    private static InvalidDataException Wrong(string path, string reason) => new($"Cannot load {path}: {reason}. The network is as it was.");

    private sealed record Header(Dictionary<string, string> Metadata, Dictionary<string, MatrixEntry> Matrices)
    {
        public byte[] ToJson()
        {
            var json = new JsonObject { [MetadataName] = JsonSerializer.SerializeToNode(Metadata) };
            foreach ((string name, MatrixEntry entry) in Matrices) json[name] = JsonSerializer.SerializeToNode(entry);
            return JsonSerializer.SerializeToUtf8Bytes(json);
        }
    }

    /// <summary>What the header says of one matrix, with the format's own names.</summary>
    private sealed record MatrixEntry(string dtype, long[] shape, long[] data_offsets)
    {
        internal string Shape => $"({string.Join(", ", shape)})";
    }
}
