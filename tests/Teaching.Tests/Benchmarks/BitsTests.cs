using System.Diagnostics;
using System.Runtime.Intrinsics.X86;
using Teaching.Benchmarks;

namespace Teaching.Tests.Benchmarks;

/// <summary>
/// The same bits for every width of vectors and number of threads: processes that may not use the wide ones print checksums. The
/// checksums stand here, so they hold for every machine on which the tests pass, and not only within one.
/// </summary>
public class BitsTests
{
    private static readonly string[] Checksums = ["product 0166210982f1def1", "exp 74939a9dd44be71d", "log 25846c8c49f72e63", "training d2868db83685bc69"];

    [Theory]
    [InlineData("", "")]
    [InlineData("DOTNET_EnableAVX512", "width 256")]
    [InlineData("DOTNET_EnableAVX2", "width 128")]
    [InlineData("DOTNET_PROCESSOR_COUNT", "threads 1")]
    public void Every_width_and_number_of_threads_gives_the_same_checksums(string setting, string line)
    {
        if (setting.Contains("AVX", StringComparison.Ordinal) && !Avx2.IsSupported)
            Assert.Skip("this machine has no AVX2 to take away");
        ProcessStartInfo info = new("dotnet", [typeof(Options).Assembly.Location, "bits"]) { RedirectStandardOutput = true };
        if (setting.Length > 0)
            info.Environment[setting] = line.StartsWith("threads", StringComparison.Ordinal) ? "1" : "0";
        using Process process = Process.Start(info)!;
        string[] lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();

        Assert.Equal(0, process.ExitCode);
        Assert.Equal(Checksums, lines[2..]);
        if (line.Length > 0)
            Assert.Contains(line, lines);
    }
}
