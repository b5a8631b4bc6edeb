using System.Runtime.InteropServices;

namespace Teaching.Notebooks.Sessions;

/// <summary>The libraries that the runtime brings. Each is here in one version, whatever a package says.</summary>
internal static class Framework
{
    private static readonly string folder = RuntimeEnvironment.GetRuntimeDirectory();

    /// <summary>The managed libraries to compile against.</summary>
    public static IEnumerable<string> Libraries
    {
        get
        {
            string[] others = ["mscorlib.dll", "netstandard.dll", "Microsoft.CSharp.dll", "Microsoft.VisualBasic.Core.dll", "Microsoft.Win32.Primitives.dll"];
            return Directory.EnumerateFiles(folder, "System*.dll")
                .Where(path => !path.EndsWith(".Native.dll", StringComparison.Ordinal))
                .Concat(others.Select(name => Path.Combine(folder, name)).Where(File.Exists));
        }
    }

    /// <summary>The path of a library, or null.</summary>
    public static string? Find(string assemblyName) => Path.Combine(folder, assemblyName + ".dll") is var path && File.Exists(path) ? path : null;

    /// <summary>The libraries of another framework of the same installation and version, such as Microsoft.AspNetCore.App; empty when it is not there.</summary>
    public static string[] Other(string name)
    {
        string version = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        string other = Path.GetFullPath(Path.Combine(folder, "..", "..", name, version));
        return Directory.Exists(other) ? Directory.GetFiles(other, "*.dll") : [];
    }
}
