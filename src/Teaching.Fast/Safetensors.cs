using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Fast;

/// <summary>
/// A file of a network's named matrices in the safetensors format: the length of the header (8 bytes, little-endian), the header (JSON), then
/// the numbers of all matrices, row by row and little-endian. For each matrix the header has a name such as <c>1.W</c> (layer 1), its type F32
/// or F64, its shape and where its numbers begin and end. Its <c>__metadata__</c> names the layers and has the SHA-256 of the numbers.
/// Source: the safetensors format, Hugging Face, 2022.
/// </summary>
internal static class Safetensors
{
    private const int LengthBytes = sizeof(long);
    private const string MetadataName = "__metadata__", Checksum = "sha256";

    /// <summary>Writes a file, which appears when it is complete: until then an older one stays.</summary>
    public static void Write<T>(string path, IReadOnlyList<string> layers, IReadOnlyList<(string Name, Matrix<T> Value)> matrices)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        byte[] numbers = [.. matrices.SelectMany(one => Rows.ToBytes(one.Value))];
        byte[] header = HeaderOf(layers, matrices, numbers).ToJson();
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

    /// <summary>Reads a file into the matrices; where they do not fit, nothing is read and the difference is returned.</summary>
    public static string? Read<T>(string path, IReadOnlyList<string> layers, IReadOnlyList<(string Name, Matrix<T> Value)> matrices)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        byte[] bytes = File.ReadAllBytes(path);
        long length = bytes.Length < LengthBytes ? -1 : BitConverter.ToInt64(bytes);
        if (length < 2 || length > bytes.Length - LengthBytes) return "it is no safetensors file, or was cut: there is no header";
        byte[] json = bytes[LengthBytes..(LengthBytes + (int)length)], numbers = bytes[(LengthBytes + (int)length)..];
        if (ReadHeader(json) is not { } header) return "it is no safetensors file: its header is not the JSON of one";
        if (Difference(header, HeaderOf(layers, matrices, numbers), numbers.Length) is { } difference) return difference;
        foreach ((string name, Matrix<T> matrix) in matrices) Rows.FromBytes(numbers, (int)header.Matrices[name].data_offsets[0], matrix);
        return null;
    }

    private static Header? ReadHeader(byte[] json)
    {
        try
        {
            var entries = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json) ?? [];
            var metadata = entries.Remove(MetadataName, out JsonElement found) ? found.Deserialize<Dictionary<string, string>>() ?? [] : [];
            return new(metadata, entries.ToDictionary(entry => entry.Key, entry => entry.Value.Deserialize<MatrixEntry>()!));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)   // the second for text that is not UTF-8
        {
            return null;
        }
    }

    /// <summary>The header of a file with these layers, matrices and numbers.</summary>
    private static Header HeaderOf<T>(IReadOnlyList<string> layers, IReadOnlyList<(string Name, Matrix<T> Value)> matrices, byte[] numbers)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        (string type, int size) = typeof(T) == typeof(float) ? ("F32", sizeof(float)) : typeof(T) == typeof(double) ? ("F64", sizeof(double))
            : throw new NotSupportedException($"Networks of float and double can be saved, not of {typeof(T).Name}.");
        var metadata = layers.Select((layer, i) => ($"{i + 1}", layer)).Append((Checksum, Convert.ToHexStringLower(SHA256.HashData(numbers))));
        Dictionary<string, MatrixEntry> entries = [];
        long at = 0;
        foreach ((string name, Matrix<T> matrix) in matrices)
            entries[name] = new(type, [matrix.RowCount, matrix.ColumnCount], [at, at += matrix.RowCount * matrix.ColumnCount * size]);
        return new(metadata.ToDictionary(), entries);
    }

    /// <summary>
    /// The first thing in which a file's header differs from the one expected, or null. Another program's file may have another order and no
    /// metadata.
    /// </summary>
    private static string? Difference(Header found, Header expected, long available)
    {
        foreach ((string name, MatrixEntry here) in expected.Matrices)
        {
            if (!found.Matrices.TryGetValue(name, out MatrixEntry? there) || there is not { dtype: not null, shape: not null, data_offsets: not null })
                return $"it is of another network: it has no {name} {here.Shape}";
            if (there.dtype != here.dtype) return $"it is of another network: the numbers of {name} are {Short(there.dtype)}, here they are {here.dtype}";
            if (!there.shape.SequenceEqual(here.shape)) return $"it is of another network: {name} is {Short(there.Shape)}, here it is {here.Shape}";
            if (there.data_offsets is not [var begin, var end] || end - begin != here.data_offsets[1] - here.data_offsets[0])
                return $"it was altered: {name} does not have as many numbers as its shape says";
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
            return name == Checksum ? "it was cut or altered: its checksum is not that of its numbers"
                : $"it is of another network: its layer {name} is {Short(there)}, here it is {here}";
        }
        return null;
    }

    /// <summary>A text from a file, which may be anything, no longer than a message should be.</summary>
    private static string Short(string? text) => text is null ? "missing" : text.Length > 100 ? text[..100] + "…" : text;

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
