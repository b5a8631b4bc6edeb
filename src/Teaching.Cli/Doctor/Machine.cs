using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Teaching.Cli;

/// <summary>This program, its runtime, and what the processor offers the matrix product.</summary>
internal static class Machine
{
    /// <summary>What runs here and on what.</summary>
    public static async IAsyncEnumerable<Finding> FindingsAsync()
    {
        yield return new("teach", typeof(Machine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);
        yield return new("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}, culture {CultureName}");
        yield return await SdkAsync().ConfigureAwait(false);
        yield return new("runtime", $"{RuntimeInformation.FrameworkDescription} ({RuntimeInformation.RuntimeIdentifier})");
        yield return Vectors();
        yield return new("threads", Invariant($"{Environment.ProcessorCount}"));
        yield return new("memory", Invariant($"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9:0.0} GB for this process"));
    }

    private static string CultureName => CultureInfo.CurrentCulture.Name is { Length: > 0 } name ? name : "invariant";

    private static async Task<Finding> SdkAsync()
    {
        string? version = await Tools.AskAsync("dotnet", ["--version"], default).ConfigureAwait(false);
        return Version.TryParse(version?.Split('-')[0], out Version? number) && number.Major >= 10
            ? new("SDK", version!)
            : new("SDK", version ?? "none found", "install the .NET 10 SDK: https://dotnet.microsoft.com/download");
    }

    private static Finding Vectors()
    {
        int bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
        bool fused = Fma.IsSupported || AdvSimd.IsSupported;
        string detail = Invariant($"{bits} bits, {(fused ? "with" : "without")} fused multiply-add");
        return fused
            ? new("vectors", detail)
            : new("vectors", detail, "training works, but slower, and its last digits differ from the printed ones");
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
