using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Teaching.Data;

/// <summary>Compares a file with what the manifest says of it. Never unpacks more than the manifest announces.</summary>
public static class FileCheck
{
    /// <summary>What is wrong with a file that lies here, or null. Another packing of the right bytes is right.</summary>
    /// <exception cref="DataSetException">The file cannot be read.</exception>
    public static async Task<string?> ProblemAsync(string path, DataFile file, CancellationToken cancellation = default)
    {
        try
        {
            bool packed = await IsPackedAsync(path, cancellation).ConfigureAwait(false);
            if (file.UnpackedSha256 is { } sum) return await UnpackedProblemAsync(path, packed, file, sum, cancellation).ConfigureAwait(false);
            return packed
                ? await PackedProblemAsync(path, file, cancellation).ConfigureAwait(false)
                : await UnpackedProblemAsync(path, packed, file, sum: null, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DataSetException($"{path}: cannot be read: {failure.Message}");
        }
    }

    /// <summary>What is wrong with a file that was downloaded, or null: packed and unpacked it must be the published one.</summary>
    internal static async Task<string?> DownloadProblemAsync(string path, DataFile file, CancellationToken cancellation) =>
        await PackedProblemAsync(path, file, cancellation).ConfigureAwait(false)
        ?? await UnpackedProblemAsync(path, packed: true, file, file.UnpackedSha256, cancellation).ConfigureAwait(false);

    private static async Task<bool> IsPackedAsync(string path, CancellationToken cancellation)
    {
        byte[] start = new byte[2];
        using FileStream stream = File.OpenRead(path);
        return await stream.ReadAtLeastAsync(start, 2, throwOnEndOfStream: false, cancellation).ConfigureAwait(false) == 2 && start is [0x1f, 0x8b];
    }

    private static async Task<string?> PackedProblemAsync(string path, DataFile file, CancellationToken cancellation)
    {
        using FileStream stream = File.OpenRead(path);
        if (stream.Length != file.Bytes) return Say($"it has {stream.Length:N0} bytes instead of {file.Bytes:N0}");
        return SumProblem("", await SHA256.HashDataAsync(stream, cancellation).ConfigureAwait(false), file.Sha256);
    }

    private static async Task<string?> UnpackedProblemAsync(string path, bool packed, DataFile file, string? sum, CancellationToken cancellation)
    {
        using FileStream stream = File.OpenRead(path);
        using Stream unpacked = packed ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        try
        {
            int got;
            while ((got = await unpacked.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
            {
                length += got;
                if (length > file.UnpackedBytes) return Say($"unpacked it has more than {file.UnpackedBytes:N0} bytes");
                hash.AppendData(buffer, 0, got);
            }
        }
        catch (InvalidDataException)
        {
            return "its gzip packing is damaged or cut off";
        }
        if (length != file.UnpackedBytes) return Say($"unpacked it has {length:N0} bytes instead of {file.UnpackedBytes:N0}");
        return sum is null ? null : SumProblem("unpacked ", hash.GetHashAndReset(), sum);
    }

    private static string? SumProblem(string state, byte[] got, string expected)
    {
        string text = Convert.ToHexStringLower(got);
        return text == expected ? null : $"{state}it has the SHA-256 {text} instead of {expected}";
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
