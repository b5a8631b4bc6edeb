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
    private readonly Dictionary<string, DateTime> built = [];
    private readonly List<(string Reference, string Path)> followed = [];
    private readonly PackageReferences packages = new(workingDirectory);
    private CancellationToken interrupted;

    /// <summary>The managed libraries of the runtime.</summary>
    public IReadOnlyList<MetadataReference> Framework { get; } = FindFramework();

    /// <summary>Why the last compilation's reference could not be followed.</summary>
    public CellException? Failure { get; private set; }

    /// <summary>The libraries that <c>#r</c> named by path: how it was written, and where the copy lies.</summary>
    public IReadOnlyList<(string Reference, string Path)> Followed => followed;

    public override bool ResolveMissingAssemblies => true;

    /// <summary>Before each compilation that may follow references.</summary>
    public void Begin(CancellationToken interruption)
    {
        Failure = null;
        interrupted = interruption;
    }

    /// <summary>What is known already; for questions about code that is being typed, which must load nothing.</summary>
    public ImmutableArray<PortableExecutableReference> Known(string reference, string? baseFilePath)
    {
        lock (known) return known.GetValueOrDefault(KeyOf(reference.Trim(), baseFilePath), []);
    }

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
        string key = KeyOf(reference, baseFilePath);
        if (Known(reference, baseFilePath) is { Length: > 0 } references)
        {
            if (built.TryGetValue(key, out DateTime time) && File.GetLastWriteTimeUtc(key) != time)
                Console.Error.WriteLine($"{reference} has been built anew since it was loaded: restart the session to use what is new.");
            return references;
        }
        ImmutableArray<PortableExecutableReference> followed = IsPackage(reference) ? Restore(reference) : [Refer(Copy(reference, key))];
        lock (known) return known[key] = followed;
    }

    private static bool IsPackage(string reference) => reference.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase);

    private string KeyOf(string reference, string? baseFilePath)
    {
        if (IsPackage(reference)) return reference;
        string start = Path.IsPathRooted(baseFilePath) ? Path.GetDirectoryName(baseFilePath)! : workingDirectory;
        return Path.GetFullPath(reference, start);
    }

    private ImmutableArray<PortableExecutableReference> Restore(string reference)
    {
        PackageRequest request = PackageRequest.Parse(reference);
        RestoredPackages restored = packages.Add(request, interrupted);
        if (request.Version is null)
            Console.Error.WriteLine($"No version was named: took #r \"nuget: {request.Id}, {restored.VersionOf(request.Id)}\". Write it so to keep it.");

        // What another reference has brought already stays as it is, so that no type exists twice.
        string[] compile = [.. restored.CompileFiles.Where(file => loadContext.Find(Path.GetFileNameWithoutExtension(file)) is null)];
        foreach (string file in restored.RuntimeFiles.Concat(restored.NativeFiles)) loadContext.AddFolder(Path.GetDirectoryName(file)!);
        return [.. compile.Select(Refer)];
    }

    private string Copy(string reference, string path)
    {
        if (!File.Exists(path))
            return FrameworkFile(reference) ?? throw new CellException(
                "ReferenceError", $"#r \"{reference}\": there is no file {path}. A path starts from the notebook's folder; a library has to be built first.", []);
        if (!IsManaged(path))
            throw new CellException("ReferenceError", $"#r \"{reference}\": {path} is not a .NET library.", []);
        built[path] = File.GetLastWriteTimeUtc(path);
        string copy = Path.Combine(CopyFolder(reference, Path.GetDirectoryName(path)!), Path.GetFileName(path));
        loadContext.AddFolder(Path.GetDirectoryName(copy)!);
        followed.Add((reference, copy));
        return copy;
    }

    private string CopyFolder(string reference, string source)
    {
        try
        {
            return folder.CopyLibraries(source);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CellException(
                "ReferenceError", $"#r \"{reference}\": the libraries in {source} cannot be copied to the temporary folder {Path.GetTempPath()}: {error.Message}", []);
        }
    }

    private static PortableExecutableReference Refer(string path) =>
        MetadataReference.CreateFromFile(path, documentation: XmlDocumentation.Beside(path));

    private static string? FrameworkFile(string name)
    {
        if (Path.GetFileName(name) != name) return null;
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
        string[] others = ["mscorlib.dll", "netstandard.dll", "Microsoft.CSharp.dll", "Microsoft.VisualBasic.Core.dll", "Microsoft.Win32.Primitives.dll"];
        IEnumerable<string> paths = Directory.EnumerateFiles(runtime, "System*.dll")
            .Where(path => !path.EndsWith(".Native.dll", StringComparison.Ordinal))
            .Concat(others.Select(name => Path.Combine(runtime, name)).Where(File.Exists))
            .Append(typeof(ReferenceStore).Assembly.Location);
        return [.. paths.Select(Refer)];
    }
}
