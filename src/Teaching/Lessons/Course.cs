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
    /// Whether this is a small run, as <see cref="Size"/> says: the numbers that a lesson tells are those of the full one.
    /// </summary>
    public static bool IsSmall => Environment.GetEnvironmentVariable("TEACHING_RUN") switch
    {
        "small" => true,
        null or "" => OperatingSystem.IsBrowser(),
        "full" => false,
        string other => throw new InvalidOperationException($"The environment variable TEACHING_RUN is \"{other}\": set it to full or small."),
    };

    /// <summary>
    /// How much a cell that trains does, such as <c>Course.Size(5, small: 2)</c> seeds: the first in a full run, the second in a small one.
    /// A run is small where the environment variable TEACHING_RUN is <c>small</c>, full where it is <c>full</c>. Where it is not set, a run
    /// in a browser is small, since training takes several times as long there, and any other is full.
    /// </summary>
    /// <exception cref="InvalidOperationException">TEACHING_RUN is neither.</exception>
    public static T Size<T>(T full, T small) => IsSmall ? small : full;

    /// <summary>
    /// Makes matrices show as matrices in the notebook host, and prints the library's version and what else a lesson
    /// has found, such as <c>Course.Start(DataSets.Found())</c>; in a small run also that it is one. It may be called again: a host is told once.
    /// </summary>
    public static void Start(params string[] found)
    {
        InteractiveHost.RegisterMatrices();
        Console.WriteLine($"Teaching {Version}");
        if (IsSmall) Console.WriteLine("A small run: sizes and bounds of a browser. Some numbers differ from those in the text.");
        foreach (string line in found) Console.WriteLine(line);
    }
}
