namespace Teaching.Notebooks.Data;

/// <summary>A file that grows beside its place. What the disk refuses becomes a <see cref="DataSetException"/>, and the part goes.</summary>
internal sealed class PartFile : IDisposable
{
    private const int NoSpaceUnix = 28, NoSpaceWindows = 0x70;
    private readonly string path;
    private readonly FileStream stream;

    /// <summary>Opens the part to begin it anew, or to add to what is there.</summary>
    /// <exception cref="DataSetException">It cannot be opened.</exception>
    public PartFile(string path, bool append)
    {
        this.path = path;
        try
        {
            stream = new FileStream(path, append ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Refused(path, failure);
        }
    }

    /// <summary>Adds bytes.</summary>
    /// <exception cref="DataSetException">The disk is full or fails; the part is gone.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            stream.Write(bytes);
        }
        catch (IOException failure)
        {
            stream.Dispose();
            File.Delete(path);
            throw Refused(path, failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    /// <summary>Puts a complete part in its place, where it replaces what was there.</summary>
    /// <exception cref="DataSetException">The disk refuses.</exception>
    public static void Finish(string part, string path)
    {
        try
        {
            using (FileStream stream = new(part, FileMode.Open, FileAccess.Write)) stream.Flush(flushToDisk: true);
            File.Move(part, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Refused(path, failure);
        }
    }

    private static DataSetException Refused(string path, Exception failure) => new((failure.HResult & 0xffff) is NoSpaceUnix or NoSpaceWindows
        ? $"{path}: the disk is full. Free some space, or name another folder with TEACHING_DATA."
        : $"{path}: cannot be written: {failure.Message}");
}
