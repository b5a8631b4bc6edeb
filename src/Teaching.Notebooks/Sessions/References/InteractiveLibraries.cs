using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Teaching.Cells;

namespace Teaching.Notebooks.Sessions;

/// <summary>
/// The libraries of .NET Interactive that lie beside the engine, with the one that joins them to it. A session that asks for them has these and
/// no others, as a kernel of .NET Interactive has its own; what they need besides may be newer in a package.
/// </summary>
internal static class InteractiveLibraries
{
    private const string Family = "Microsoft.DotNet.Interactive";
    private const string Joint = "Teaching.Interactive";

    private static readonly string folder = Path.Combine(AppContext.BaseDirectory, "interactive");

    /// <summary>The libraries to compile against.</summary>
    public static IReadOnlyList<string> Paths { get; } =
        Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.dll").Where(path => Path.GetFileNameWithoutExtension(path) != Joint).Order(StringComparer.Ordinal)] : [];

    /// <summary>Whether a library of this name is the engine's own, in whatever version a package asks for it.</summary>
    public static bool AreOwn(string name) => Paths.Any(path => Path.GetFileNameWithoutExtension(path) == name) && name.StartsWith(Family, StringComparison.Ordinal);

    /// <summary>Whether a package of a restore asks for them.</summary>
    public static bool AreAskedFor(IEnumerable<RestoredPackage> packages) =>
        packages.Any(package => package.Extensions.Count > 0 || package.Libraries.Any(library => AreOwn(library.Name)));

    /// <summary>Adds them to where cells are loaded. A library is left to the packages of a restore where those have a newer one.</summary>
    public static void AddTo(SessionLoadContext loadContext, IReadOnlyList<RestoredPackage> packages)
    {
        foreach (string path in Paths)
        {
            string name = Path.GetFileNameWithoutExtension(path);
            Version? version = LibraryVersion.Of(path)?.Assembly;
            bool isNewer = packages.SelectMany(package => package.Libraries)
                .Any(library => library.Name == name && library.Runtime is { } runtime && LibraryVersion.Of(runtime)?.Assembly > version);
            if (!isNewer) loadContext.AddLibrary(path);
        }
    }

    /// <summary>Joins them to the session.</summary>
    public static InteractiveKernel Join(SessionLoadContext loadContext) =>
        (InteractiveKernel)Activator.CreateInstance(loadContext.LoadFromAssemblyPath(Path.Combine(folder, Joint + ".dll")).GetType($"{Joint}.SessionInteractive")!)!;

    /// <summary>What of a package may extend the session: what lies in its folder for that, and libraries that refer to .NET Interactive.</summary>
    public static IEnumerable<PackageExtension> ExtensionsOf(RestoredPackage package)
    {
        foreach (string file in package.Extensions)
        {
            if (Path.GetExtension(file) == ".dll") yield return new PackageExtension(package.Id, Path.GetFileNameWithoutExtension(file), null);
            else yield return new PackageExtension(package.Id, null, File.ReadAllText(file));
        }
        foreach ((string name, _, string? runtime) in package.Libraries)
            if (runtime is not null && !AreOwn(name) && RefersToThem(runtime)) yield return new PackageExtension(package.Id, name, null);
    }

    /// <summary>Whether a library refers to them.</summary>
    public static bool RefersToThem(string path)
    {
        try
        {
            using PEReader file = new(File.OpenRead(path));
            if (!file.HasMetadata) return false;
            MetadataReader reader = file.GetMetadataReader();
            return reader.AssemblyReferences.Any(handle => reader.GetString(reader.GetAssemblyReference(handle).Name).StartsWith(Family, StringComparison.Ordinal));
        }
        catch (Exception error) when (error is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
