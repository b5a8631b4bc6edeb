namespace Teaching.Benchmarks;

/// <summary>The machine in words, without its name.</summary>
internal static class Machine
{
    public static string Describe() =>
        $"{Environment.ProcessorCount} processors{(Model() is { } model ? $" ({model})" : "")}, vectors of {Bits.Width} bits, .NET {Environment.Version}";

    private static string? Model() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
        : null;
}
