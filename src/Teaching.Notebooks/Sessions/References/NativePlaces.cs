using System.Runtime.InteropServices;

namespace Teaching.Notebooks.Sessions;

/// <summary>How native libraries are called here, and where a library's folder keeps them.</summary>
internal static class NativePlaces
{
    /// <summary>The system and processor as packages name them, such as <c>linux-x64</c>; a distribution's own name is known to few.</summary>
    public static string Platform { get; } =
        $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : IsMusl ? "linux-musl" : "linux")}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>Below a library's folder.</summary>
    public static IReadOnlyList<string> Folders { get; } =
    [
        "",
        .. new[] { RuntimeInformation.RuntimeIdentifier, Platform, Platform.Split('-')[0], OperatingSystem.IsWindows() ? "win" : "unix" }.Distinct()
            .Select(platform => Path.Combine("runtimes", platform, "native")),
    ];

    private static bool IsMusl =>
        RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) || RuntimeInformation.RuntimeIdentifier.StartsWith("alpine", StringComparison.Ordinal);

    /// <summary>The file names that a library goes by, the likeliest first.</summary>
    public static string[] FileNames(string library) =>
        [library, $"{library}.dll", $"lib{library}.so", $"{library}.so", $"lib{library}.dylib", $"{library}.dylib"];
}
