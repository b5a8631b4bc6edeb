using System.Runtime.InteropServices;
using System.Text;

namespace Teaching.Notebooks.Sessions;

/// <summary>The process's real standard output and error, which native libraries write to.</summary>
internal static partial class NativeStreams
{
    private static readonly Stream output = Console.OpenStandardOutput();
    private static readonly Stream error = Console.OpenStandardError();

    /// <summary>Marks the end of a cell in both, after what C's buffers still hold.</summary>
    public static void Mark(string marker)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(marker);
        try
        {
            if (OperatingSystem.IsWindows()) FlushWindows(0);
            else FlushUnix(0);
            output.Write(bytes);
            error.Write(bytes);
        }
        catch (Exception failure) when (failure is IOException or DllNotFoundException or EntryPointNotFoundException)
        {
            // The cell closed them, or there is no C library to ask: the client does not wait long for the mark.
        }
    }

    [LibraryImport("libc", EntryPoint = "fflush")]
    private static partial int FlushUnix(nint all);

    [LibraryImport("ucrtbase", EntryPoint = "fflush")]
    private static partial int FlushWindows(nint all);
}
