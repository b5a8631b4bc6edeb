using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// Saves and loads what a network has learned: its parameters and the running statistics of its layers.
/// <code>
/// network.Save("digits.network");
/// network.Load("digits.network");   // into a network of the same layers
/// </code>
/// </summary>
/// <remarks>
/// The file, all numbers little-endian, a text as its length in bytes (int32) and UTF-8:
/// <code>
/// TEACHNET                8 bytes ASCII
/// version                 int32, 1
/// length of the file      int64, in bytes
/// number type             text, Single or Double
/// number of layers        int32, then for each layer
///   name                  text, as Dense 784-256 ReLU
///   number of matrices    int32, parameters first, then statistics, and for each
///     name                text, as W
///     rows, columns       int32, int32
///     numbers             row by row, IEEE 754
/// SHA-256                 32 bytes, of all before
/// </code>
/// </remarks>
public static class NetworkFile
{
    internal const int Version = 1;

    internal static ReadOnlySpan<byte> Magic => "TEACHNET"u8;

    /// <summary>Writes the parameters and statistics. The file appears when it is complete: until then an older one stays.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static void Save<T>(this Network<T> network, string path)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        byte[] bytes = Bytes(network);
        string part = path + ".part";
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        try
        {
            using (FileStream stream = File.Create(part))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }
            File.Move(part, path, overwrite: true);
        }
        catch
        {
            if (File.Exists(part)) File.Delete(part);
            throw;
        }
    }

    /// <summary>Reads parameters and statistics into a network of the same layers. On any error the network stays as it is.</summary>
    /// <exception cref="InvalidDataException">The file is none of this kind, was cut or altered, or is of another network; the message says what differs.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void Load<T>(this Network<T> network, string path)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        var reader = new NetworkFileReader(path);
        Matrix<T>[] matrices = [.. network.Layers.SelectMany(Kept).Select(kept => kept.Value)];
        double[][] numbers = reader.Read(NumberType<T>(), [.. network.Layers.Select(layer =>
            (layer.Name, Kept(layer).Select(kept => (kept.Name, kept.Value.RowCount, kept.Value.ColumnCount)).ToArray()))]);
        foreach ((Matrix<T> matrix, double[] read) in matrices.Zip(numbers))
            matrix.MapIndexedInplace((i, j, _) => T.CreateChecked(read[i * matrix.ColumnCount + j]), Zeros.Include);
    }

    private static byte[] Bytes<T>(Network<T> network)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        var stream = new MemoryStream();
        var writer = new BinaryWriter(stream);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(0L);   // the length, known at the end
        Write(writer, NumberType<T>());
        writer.Write(network.Layers.Count);
        foreach (Layer<T> layer in network.Layers)
        {
            Write(writer, layer.Name);
            (string Name, Matrix<T> Value)[] kept = Kept(layer);
            writer.Write(kept.Length);
            foreach ((string name, Matrix<T> matrix) in kept) Write(writer, name, matrix);
        }
        stream.Position = Magic.Length + sizeof(int);
        writer.Write(stream.Length + SHA256.HashSizeInBytes);
        byte[] bytes = stream.ToArray();
        return [.. bytes, .. SHA256.HashData(bytes)];
    }

    private static void Write(BinaryWriter writer, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static void Write<T>(BinaryWriter writer, string name, Matrix<T> matrix)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Write(writer, name);
        writer.Write(matrix.RowCount);
        writer.Write(matrix.ColumnCount);
        foreach (T number in matrix.ToRowMajorArray())
        {
            if (number is float single) writer.Write(single);
            else writer.Write(double.CreateChecked(number));
        }
    }

    private static (string Name, Matrix<T> Value)[] Kept<T>(Layer<T> layer)
        where T : struct, IBinaryFloatingPointIeee754<T> => [.. layer.Parameters.Select(p => (p.Name, p.Value)), .. layer.Statistics];

    private static string NumberType<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(double)
        ? typeof(T).Name
        : throw new NotSupportedException($"Networks of float and double can be saved, not of {typeof(T).Name}.");
}
