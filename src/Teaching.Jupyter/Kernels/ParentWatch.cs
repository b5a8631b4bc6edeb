using System.Diagnostics;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Teaching.Jupyter.Kernels;

/// <summary>Notices the end of the program that started the kernel, which Jupyter names in JPY_PARENT_PID: its id, on Windows a handle.</summary>
internal static class ParentWatch
{
    private static readonly TimeSpan interval = TimeSpan.FromSeconds(1);

    /// <summary>Done when the parent has ended; never when there is none to watch.</summary>
    public static Task EndAsync()
    {
        string? named = Environment.GetEnvironmentVariable("JPY_PARENT_PID");
        if (!long.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out long id) || id <= 1) return Task.Delay(Timeout.Infinite);
        return OperatingSystem.IsWindows() ? Task.Factory.StartNew(() => WaitFor((nint)id), TaskCreationOptions.LongRunning) : PollAsync((int)id);
    }

    private static void WaitFor(nint handle)
    {
        using ManualResetEvent process = new(false) { SafeWaitHandle = new SafeWaitHandle(handle, ownsHandle: true) };
        process.WaitOne();
    }

    private static async Task PollAsync(int id)
    {
        while (IsAlive(id)) await Task.Delay(interval).ConfigureAwait(false);
    }

    private static bool IsAlive(int id)
    {
        try
        {
            using Process process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
