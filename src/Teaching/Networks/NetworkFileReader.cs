using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Teaching;

/// <summary>
/// Reads the file of a network, which may be anything: it checks what kind of file it is, its length and its checksum, then goes
/// along it with the layers that are expected and stops at the first difference. It believes no size that the file names.
/// </summary>
internal sealed class NetworkFileReader
{
    private const int HeaderLength = 8 + sizeof(int) + sizeof(long);

    /// <summary>No name is longer, and no message should be.</summary>
    private const int LongestText = 200;

    private readonly string path;
    private readonly byte[] bytes;
    private int at = HeaderLength;

    /// <summary>Opens the file and checks that it is a whole one.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public NetworkFileReader(string path)
    {
        this.path = path;
        long length = new FileInfo(path).Length;   // of a missing file this throws FileNotFoundException
        if (length > Array.MaxLength) throw Wrong($"it has {length:N0} bytes, more than any network that can be loaded");
        bytes = File.ReadAllBytes(path);
        if (!bytes.AsSpan().StartsWith(NetworkFile.Magic)) throw Wrong($"it is no file of a network: those begin with TEACHNET, and it does not");
        if (bytes.Length < HeaderLength + SHA256.HashSizeInBytes) throw Wrong($"it was cut: only {bytes.Length} bytes are left");
        int version = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8));
        if (version != NetworkFile.Version) throw Wrong($"it is of version {version} of the format, and this library reads version {NetworkFile.Version}");
        long said = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(12));
        if (said > bytes.Length) throw Wrong($"it was cut or altered: {bytes.Length:N0} bytes are there of {said:N0}");
        if (said < bytes.Length) throw Wrong($"it was altered: {bytes.Length:N0} bytes are there, and it should have {said:N0}");
        int end = bytes.Length - SHA256.HashSizeInBytes;
        if (!SHA256.HashData(bytes.AsSpan(0, end)).AsSpan().SequenceEqual(bytes.AsSpan(end)))
            throw Wrong($"it was altered: its checksum is not that of its bytes");
    }

    /// <summary>The numbers of all matrices, row by row, when they are those of these layers.</summary>
    /// <exception cref="InvalidDataException">They are of another network.</exception>
    public double[][] Read(string numberType, IReadOnlyList<(string Name, (string Name, int Rows, int Columns)[] Matrices)> layers)
    {
        string type = Text("its number type");
        if (type != numberType) throw Other($"its numbers are {type}, those of the network {numberType}");
        int count = Int("its number of layers");
        List<double[]> numbers = [];
        for (int i = 0; i < Math.Min(count, layers.Count); i++)
        {
            string where = $"layer {i + 1}", name = Text($"the name of {where}");
            if (name != layers[i].Name) throw Other($"its {where} is {name}, that of the network {layers[i].Name}");
            int matrices = Int($"the number of matrices of {where}");
            if (matrices != layers[i].Matrices.Length) throw Other($"its {where} ({name}) has {matrices} matrices, that of the network {layers[i].Matrices.Length}");
            foreach (var matrix in layers[i].Matrices) numbers.Add(Matrix($"{where} ({name})", matrix, type == "Single"));
        }
        if (count != layers.Count) throw Other($"it has {count} layers, the network {layers.Count}");
        if (at != bytes.Length - SHA256.HashSizeInBytes) throw Wrong($"it goes on after its last layer");
        return [.. numbers];
    }

    private double[] Matrix(string where, (string Name, int Rows, int Columns) expected, bool single)
    {
        string name = Text($"the name of a matrix of {where}");
        (int rows, int columns) = (Int($"the shape of {name}"), Int($"the shape of {name}"));
        if ((name, rows, columns) != expected)
            throw Other($"its {where} has {name} ({rows}, {columns}), that of the network {expected.Name} ({expected.Rows}, {expected.Columns})");
        double[] numbers = new double[rows * columns];
        int size = single ? sizeof(float) : sizeof(double);
        ReadOnlySpan<byte> from = Next((long)numbers.Length * size, $"the numbers of {name} of {where}");
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = single ? BinaryPrimitives.ReadSingleLittleEndian(from[(i * size)..]) : BinaryPrimitives.ReadDoubleLittleEndian(from[(i * size)..]);
        return numbers;
    }

    private int Int(string what) => BinaryPrimitives.ReadInt32LittleEndian(Next(sizeof(int), what));

    private string Text(string what)
    {
        int length = Int(what);
        ReadOnlySpan<byte> text = Next(length < 0 ? long.MaxValue : length, what);
        return length <= LongestText ? Encoding.UTF8.GetString(text) : Encoding.UTF8.GetString(text[..LongestText]) + "…";
    }

    private ReadOnlySpan<byte> Next(long length, string what)
    {
        int end = bytes.Length - SHA256.HashSizeInBytes;
        if (length > end - at) throw Wrong($"it ends before {what}");
        at += (int)length;
        return bytes.AsSpan(at - (int)length, (int)length);
    }

    private InvalidDataException Other(FormattableString difference) => Wrong($"it is of another network: {difference}");

    private InvalidDataException Wrong(FormattableString reason) =>
        new($"Cannot load {path}: {reason.ToString(CultureInfo.InvariantCulture)}. The network is as it was.");
}
