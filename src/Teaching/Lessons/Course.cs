using System.Reflection;

namespace Teaching;

/// <summary>The start of a lesson: the one call in its setup cell.</summary>
public static class Course
{
    /// <summary>The library's version, as <c>0.1.0</c>.</summary>
    public static string Version { get; } =
        typeof(Course).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>
    /// Makes matrices show as matrices in the notebook host, and prints the library's version and which data it found.
    /// It may be called again: a host is told once.
    /// </summary>
    public static void Start()
    {
        InteractiveHost.RegisterMatrices();
        Console.WriteLine($"Teaching {Version}");
        Console.WriteLine(FindMnist() is { } place
            ? $"MNIST: found in {place}"
            : "MNIST: not found in TEACHING_DATA or a data folder");
    }

    /// <summary>Where MNIST is, in words that hold no path of the machine, or null.</summary>
    private static string? FindMnist()
    {
        if (DataSets.Find("mnist") is not { } folder) return null;
        string? named = Environment.GetEnvironmentVariable("TEACHING_DATA");
        return !string.IsNullOrEmpty(named) && folder == Path.Combine(named, "mnist") ? "TEACHING_DATA" : "the data folder";
    }
}
