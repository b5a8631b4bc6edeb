using System.Reflection;

namespace Teaching;

/// <summary>The start of a lesson: the one call in its setup cell.</summary>
public static class Course
{
    private static readonly string[] MnistFiles =
    [
        "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
    ];

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
        string? named = Environment.GetEnvironmentVariable("TEACHING_DATA");
        if (!string.IsNullOrEmpty(named) && HoldsMnist(named)) return "TEACHING_DATA";

        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            if (HoldsMnist(Path.Combine(folder.FullName, "data"))) return "the data folder";
        }
        return null;
    }

    private static bool HoldsMnist(string folder) =>
        HasAllFiles(folder) || HasAllFiles(Path.Combine(folder, "mnist"));

    private static bool HasAllFiles(string folder) =>
        MnistFiles.All(name => File.Exists(Path.Combine(folder, name)) || File.Exists(Path.Combine(folder, name + ".gz")));
}
