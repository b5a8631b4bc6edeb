using System.Text;

namespace Teaching.Notebooks.Documents;

/// <summary>Reads and writes notebook files: UTF-8 without byte order mark; a file is written whole or not at all.</summary>
internal static class NotebookFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a file.</summary>
    public static string ReadText(string path)
    {
        byte[] bytes = ReadBytes(path);
        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            throw new NotebookException(path, "line 1, column 1", "the file starts with a byte order mark, which Jupyter refuses; save it as UTF-8 without one");
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException error)
        {
            throw NotUtf8(path, bytes, error.Index);
        }
    }

    /// <summary>Writes a file of text by way of a temporary one beside it.</summary>
    public static void Write(string path, Action<TextWriter> write) => WriteBytes(path, stream =>
    {
        using StreamWriter text = new(stream, Utf8, bufferSize: 1 << 16, leaveOpen: true);
        write(text);
    });

    /// <summary>Writes a file by way of a temporary one beside it.</summary>
    public static void WriteBytes(string path, Action<Stream> write)
    {
        try
        {
            string target = TargetOf(path);
            if (Directory.Exists(target)) throw new IOException("it is a directory");
            if (File.Exists(target) && new FileInfo(target).IsReadOnly) throw new IOException("it is read-only");
            string temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{Guid.NewGuid():N}.tmp");
            FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            try
            {
                using (stream)
                {
                    write(stream);
                    stream.Flush(flushToDisk: true);
                }
                Replace(target, temporary);
            }
            catch
            {
                File.Delete(temporary);
                throw;
            }
        }
        catch (Exception error) when (IsExpected(error))
        {
            throw new NotebookException(path, "", "cannot write the file: " + Cause(error), error);
        }
    }

    private static void Replace(string target, string temporary)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(target)) File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
        File.Move(temporary, target, overwrite: true);
    }

    private static byte[] ReadBytes(string path)
    {
        if (Directory.Exists(path)) throw new NotebookException(path, "", "is a directory, not a notebook file");
        try
        {
            // To open a pipe would be to wait for its writer; like an empty file it has the length 0.
            if (new FileInfo(TargetOf(path)) is { Exists: true, Length: 0 })
                throw new NotebookException(path, "", "the file is empty (a pipe or a device is not read)");
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            long known = stream.CanSeek ? stream.Length : 0;
            using MemoryStream bytes = new(known <= Notebook.MaximumBytes ? (int)known : throw TooLarge(path));
            byte[] block = new byte[1 << 16];
            for (int count; (count = stream.Read(block)) > 0; bytes.Write(block, 0, count))
                if (bytes.Length + count > Notebook.MaximumBytes) throw TooLarge(path);
            return bytes.Length == bytes.Capacity ? bytes.GetBuffer() : bytes.ToArray();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NotebookException(path, "", "there is no such file", error);
        }
        catch (Exception error) when (IsExpected(error))
        {
            throw new NotebookException(path, "", "cannot read the file: " + Cause(error), error);
        }
    }

    private static NotebookException TooLarge(string path) =>
        new(path, "", $"the file is larger than {Notebook.MaximumBytes >> 20} MB, the most that is read");

    private static bool IsExpected(Exception error) =>
        error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    private static string Cause(Exception error) => error switch
    {
        UnauthorizedAccessException => "permission denied",
        DirectoryNotFoundException => "there is no such folder",
        _ => error.Message.TrimEnd('.'),
    };

    private static string TargetOf(string path) =>
        Path.GetFullPath(new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName);

    private static NotebookException NotUtf8(string path, byte[] bytes, int index)
    {
        ReadOnlySpan<byte> before = bytes.AsSpan(0, index);
        int lineStart = before.LastIndexOf((byte)'\n') + 1;
        string place = $"line {before.Count((byte)'\n') + 1}, column {Encoding.UTF8.GetCharCount(before[lineStart..]) + 1}";
        return new NotebookException(path, place, $"the file is not UTF-8 (byte 0x{bytes[index]:X2}); save it as UTF-8");
    }
}
