using System.Globalization;

namespace Teaching.Cli;

/// <summary>Numbers of bytes for people: 4.5 kB, 9.9 MB.</summary>
internal static class ByteText
{
    /// <summary>The number with a unit, thousand by thousand.</summary>
    public static string Of(long bytes) => bytes switch
    {
        < 1_000 => $"{bytes} B",
        < 1_000_000 => (bytes / 1e3).ToString("0.0", CultureInfo.InvariantCulture) + " kB",
        _ => (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture) + " MB",
    };
}
