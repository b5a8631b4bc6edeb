using System.Collections.Immutable;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace Teaching.Notebooks.Sessions;

/// <summary>
/// Follows <c>#r</c>: libraries by path are copied first, so that a rebuild is never blocked; packages are restored.
/// </summary>
internal sealed class ReferenceStore(SessionLoadContext loadContext, SessionFolder folder, string workingDirectory) : MetadataReferenceResolver
{
    private readonly Dictionary<string, ImmutableArray<PortableExecutableReference>> known = [];

    /// <summary>The managed libraries of the runtime.</summary>
    public IReadOnlyList<MetadataReference> Framework { get; } = FindFramework();

    /// <summary>Why the last compilation's reference could not be followed.</summary>
    public CellException? Failure { get; private set; }

    public override bool ResolveMissingAssemblies => true;

    public void ClearFailure() => Failure = null;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        try
        {
            return Follow(reference.Trim(), baseFilePath);
        }
        catch (CellException failure)
        {
            Failure ??= failure;
            return [];
        }
    }

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        loadContext.Find(referenceIdentity.Name) is { } path ? Refer(path) : null;

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private ImmutableArray<PortableExecutableReference> Follow(string reference, string? baseFilePath)
    {
        if (reference.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase))
            throw new CellException("ReferenceError", "#r \"nuget:\" comes later.", []);

        string start = Path.IsPathRooted(baseFilePath) ? Path.GetDirectoryName(baseFilePath)! : workingDirectory;
        string path = Path.GetFullPath(reference, start);
        if (known.TryGetValue(path, out var references)) return references;
        return known[path] = [Refer(Copy(reference, path))];
    }

    private string Copy(string reference, string path)
    {
        if (!File.Exists(path))
        {
            string? framework = loadContext.Find(reference) ?? (Path.GetFileName(reference) == reference ? FrameworkFile(reference) : null);
            return framework ?? throw new CellException(
                "ReferenceError", $"#r \"{reference}\": there is no file {path}. A path starts from the notebook's folder; build the library first.", []);
        }
        if (!IsManaged(path))
            throw new CellException("ReferenceError", $"#r \"{reference}\": {path} is not a .NET library.", []);
        string copy = Path.Combine(folder.CopyLibraries(Path.GetDirectoryName(path)!), Path.GetFileName(path));
        loadContext.AddFolder(Path.GetDirectoryName(copy)!);
        return copy;
    }

    private static PortableExecutableReference Refer(string path) =>
        MetadataReference.CreateFromFile(path, documentation: XmlDocumentation.Beside(path));

    private static string? FrameworkFile(string name)
    {
        string folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return new[] { Path.Combine(folder, name), Path.Combine(folder, name + ".dll") }.FirstOrDefault(File.Exists);
    }

    private static bool IsManaged(string path)
    {
        try
        {
            using PEReader reader = new(File.OpenRead(path));
            return reader.HasMetadata;
        }
        catch (Exception error) when (error is BadImageFormatException or IOException)
        {
            return false;
        }
    }

    private static List<MetadataReference> FindFramework()
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string[] others = ["mscorlib.dll", "netstandard.dll", "Microsoft.CSharp.dll", "Microsoft.VisualBasic.Core.dll", "Microsoft.Win32.Primitives.dll", "Microsoft.Win32.Registry.dll", "WindowsBase.dll"];
        IEnumerable<string> paths = Directory.EnumerateFiles(runtime, "System*.dll").Where(path => !path.EndsWith(".Native.dll", StringComparison.Ordinal))
            .Concat(others.Select(name => Path.Combine(runtime, name)).Where(File.Exists))
            .Append(typeof(ReferenceStore).Assembly.Location);
        return [.. paths.Select(path => MetadataReference.CreateFromFile(path, documentation: XmlDocumentation.Beside(path)))];
    }
}
