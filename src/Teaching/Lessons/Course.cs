using System.Reflection;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// The start of a lesson: the one call in its setup cell.
/// Used in lessons 01, 02, 03, 04, 05, 06, 07, 08, 09, 10, 11, 12, ap.
/// Used in lessons 01, 02, 03, 04, 05, 06, 07, 08, 09, 10, 11, 12, 13.
/// </summary>
public static class Course
{
    /// <summary>The library's version, such as <c>0.1.0</c>.</summary>
    internal static string Version { get; } =
        typeof(Course).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>
    /// How many threads a training may use, the calling one included; at the start as many as the machine has processors. The results
    /// have the same bits whatever the number.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static int Threads
    {
        get => Numerics.Threads;
        set => Numerics.Threads = value;
    }

    /// <summary>
    /// Makes matrices show as matrices in the notebook host, and prints the library's version and what else a lesson
    /// has found, such as <c>Course.Start(DataSets.Found())</c>. It may be called again: a host is told once.
    /// </summary>
    public static void Start(params string[] found)
    {
        InteractiveHost.RegisterMatrices();
        Console.WriteLine($"Teaching {Version}");
        foreach (string line in found) Console.WriteLine(line);
    }
}
