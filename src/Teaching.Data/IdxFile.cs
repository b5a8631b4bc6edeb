using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Teaching.Data;

/// <summary>
/// Reads and writes IDX files, the format of MNIST: a magic number (two zero bytes, 8 for unsigned bytes, the number of
/// dimensions), then each dimension as 32 bits with the highest byte first, then the bytes. Packed with gzip or plain.
/// Every claim of the file is checked before it is believed; what is wrong is an <see cref="InvalidDataException"/> that
/// names the file. Only unsigned bytes are read, in one dimension (labels) or three (images).
/// </summary>
public static class IdxFile
{
    private const long MostBytes = 1L << 30;
    private const int LargestSide = 4096;
    private const int GzipGrowsAtMost = 1040; // deflate packs at best 1032 to 1

    /// <summary>Reads images: how many, their height and width, and the pixels, image after image, row after row.</summary>
    /// <exception cref="InvalidDataException">The file is not what it should be; the message says file, place and what to do.</exception>
    public static IdxImages ReadImages(string path)
    {
        (int[] sizes, byte[] pixels, string sha256) = Read(path, "images", dimensions: 3);
        return new(sizes[0], sizes[1], sizes[2], pixels, sha256);
    }

    /// <summary>Reads labels, each from 0 to <paramref name="classes"/> - 1.</summary>
    /// <exception cref="InvalidDataException">The file is not what it should be, or a label is out of range.</exception>
    public static IdxLabels ReadLabels(string path, int classes = 10)
    {
        (_, byte[] labels, string sha256) = Read(path, "labels", dimensions: 1);
        int wrong = labels.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(classes - 1));
        if (wrong >= 0) throw Damaged(path, $"label {wrong:N0} is {labels[wrong]}, but there are only the classes 0 to {classes - 1}");
        return new(labels, sha256);
    }

    /// <summary>The first bytes of a file with these dimensions.</summary>
    internal static byte[] Header(params int[] sizes)
    {
        byte[] header = new byte[4 + 4 * sizes.Length];
        (header[2], header[3]) = (8, (byte)sizes.Length);
        for (int i = 0; i < sizes.Length; i++) BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + 4 * i), sizes[i]);
        return header;
    }

    /// <summary>The SHA-256 of the plain file with this header and these bytes, in hexadecimal.</summary>
    internal static string Sum(byte[] header, byte[] bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header);
        hash.AppendData(bytes);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static (int[] Sizes, byte[] Bytes, string Sha256) Read(string path, string what, int dimensions)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            bool packed = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
            file.Position = 0;
            if (!packed) return Read(path, what, file, dimensions, possible: file.Length);
            using var unpacked = new GZipStream(file, CompressionMode.Decompress);
            return Read(path, what, unpacked, dimensions, possible: file.Length * GzipGrowsAtMost);
        }
        catch (InvalidDataException broken) when (!broken.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw Damaged(path, $"its gzip packing is damaged or cut off");
        }
    }

    private static (int[] Sizes, byte[] Bytes, string Sha256) Read(string path, string what, Stream stream, int dimensions, long possible)
    {
        byte[] header = new byte[4 + 4 * dimensions];
        int got = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        CheckMagic(path, what, header.AsSpan(0, got), dimensions);
        if (got < header.Length) throw Damaged(path, $"it ends within its header of {header.Length} bytes");

        int[] sizes = [.. Enumerable.Range(0, dimensions).Select(i => BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 + 4 * i)))];
        long length = LengthOf(path, sizes);
        if (length > possible)
            throw Damaged(path, $"its header announces {Sizes(sizes)} = {length:N0} bytes, more than a file of this size can hold");

        byte[] bytes = new byte[length];
        got = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (got < length) throw Damaged(path, $"its header announces {Sizes(sizes)} = {length:N0} bytes, but only {got:N0} follow");
        if (stream.ReadByte() >= 0) throw Damaged(path, $"more bytes follow after the {Sizes(sizes)} = {length:N0} that its header announces");
        return (sizes, bytes, Sum(header, bytes));
    }

    private static void CheckMagic(string path, string what, ReadOnlySpan<byte> start, int dimensions)
    {
        if (start.Length == 0) throw Damaged(path, $"it holds nothing");
        if (start[0] == '<') throw Damaged(path, $"it is a web page, not a data file");
        if (start.Length < 4) throw Damaged(path, $"it ends within its magic number");
        uint magic = BinaryPrimitives.ReadUInt32BigEndian(start), expected = 0x800u + (uint)dimensions;
        if (magic == expected) return;
        string hint = magic switch { 0x801 => " (a file of labels)", 0x803 => " (a file of images)", _ => "" };
        throw Damaged(path, $"it begins with 0x{magic:x8}{hint}, but a file of {what} begins with 0x{expected:x8}");
    }

    private static long LengthOf(string path, int[] sizes)
    {
        if (sizes.Any(size => size < 0) || sizes.Skip(1).Any(side => side is 0 or > LargestSide))
            throw Damaged(path, $"its header announces {Sizes(sizes)}, which no data set has");
        long length = sizes.Aggregate(1L, (product, size) => product * size); // below 2^31 · 2^12 · 2^12
        return length <= MostBytes ? length : throw Damaged(path, $"its header announces {Sizes(sizes)} = {length:N0} bytes; at most {MostBytes:N0} are read");
    }

    private static string Sizes(int[] sizes) => string.Join(" x ", sizes);

    private static InvalidDataException Damaged(string path, FormattableString what) =>
        new($"{path}: {FormattableString.Invariant(what)}. Fetch it again with `teach data fetch`, or remove it.");
}
