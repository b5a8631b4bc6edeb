using System.Collections.Immutable;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Teaching.Cells;

namespace Teaching.Notebooks.Sessions;

/// <summary>
/// Follows reference lines: libraries by path are copied first, so that a rebuild is never blocked; packages are
/// restored. What they bring belongs to every later cell. The compiler itself follows none, as it takes one library
/// for a line only; it asks for what the libraries need in their turn.
/// </summary>
internal sealed class ReferenceStore(SessionFolder folder, string workingDirectory) : CellReferences
{
    private static readonly Dictionary<string, PortableExecutableReference> ofEveryCell =
        Framework.Libraries.Append(typeof(CellFunctions).Assembly.Location).ToDictionary(path => path, NewReference);

    private readonly SessionLoadContext loadContext = new();
    private readonly Dictionary<string, PortableExecutableReference> references = new(ofEveryCell);
    private readonly Dictionary<string, DateTime> built = [];
    private readonly List<(string Reference, string Path)> followed = [];
    private readonly Dictionary<string, RestoredPackage> owners = [];
    private readonly PackageReferences packages = new(folder, workingDirectory);
    private readonly List<PackageExtension> extensions = [];
    private readonly HashSet<PackageExtension> known = [];
    private bool isInteractive;
    private InteractiveKernel? interactive;
    private volatile IReadOnlyList<MetadataReference> all = [.. ofEveryCell.Values];

    public override IReadOnlyList<MetadataReference> All => all;

    public override SourceReferenceResolver Files { get; } = new LoadedFiles(workingDirectory);

    public override AssemblyLoadContext LoadContext => loadContext;

    public override bool ResolveMissingAssemblies => true;

    public override InteractiveKernel? Interactive => isInteractive ? interactive ??= InteractiveLibraries.Join(loadContext) : null;

    /// <summary>All packages of a cell are restored together, where the first of them stands.</summary>
    public override void Follow(IReadOnlyList<ReferenceLine> lines, CancellationToken interrupted)
    {
        foreach (ReferenceLine line in lines.Where(line => line.IsSource)) packages.AddSource(line);
        ReferenceLine[] packageLines = [.. lines.Where(line => line.IsPackage)];
        foreach (ReferenceLine line in lines.Where(line => !line.IsSource))
        {
            if (!line.IsPackage) Add(line);
            else if (line == packageLines[0]) Restore(packageLines, interrupted);
        }
    }

    public override void BringInteractive() => BringInteractive([]);

    public override IReadOnlyList<PackageExtension> TakeExtensions()
    {
        PackageExtension[] taken = [.. extensions];
        extensions.Clear();
        return taken;
    }

    public override string? Advice(Diagnostic error) => new Neighbours(followed, all).Advice(error);

    /// <summary>Called only for a line that is not of the form; the compiler says what is wrong with it.</summary>
    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties) => [];

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        loadContext.Find(referenceIdentity.Name) is { } path ? ReferenceTo(path) : null;

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private void Add(ReferenceLine line)
    {
        string path = line.FullPath(line.Target!, workingDirectory);
        if (built.TryGetValue(path, out DateTime time))
        {
            if (File.GetLastWriteTimeUtc(path) != time)
                Console.Error.WriteLine($"{line.Target} has been built anew since it was loaded: restart the session to use what is new.");
        }
        else if (File.Exists(path))
        {
            AddFile(line, path);
        }
        else
        {
            string name = line.Target!;
            string? known = Path.GetFileName(name) == name ? Framework.Find(name) ?? Framework.Find(Path.GetFileNameWithoutExtension(name)) : null;
            Refer(known ?? throw line.Failure($"there is no file {path}. A path starts from the notebook's folder; a library has to be built first."));
        }
    }

    private void AddFile(ReferenceLine line, string path)
    {
        LibraryVersion asked = LibraryVersion.Of(path) ?? throw line.Failure($"{path} is not a .NET library.");
        if (InteractiveLibraries.RefersToThem(path)) BringInteractive();
        DateTime time = File.GetLastWriteTimeUtc(path);
        string name = Path.GetFileNameWithoutExtension(path);
        string copy = Path.Combine(CopyFolder(line, Path.GetDirectoryName(path)!), Path.GetFileName(path));
        if (loadContext.Find(name) is { } held && held != copy)
        {
            LibraryVersion loaded = LibraryVersion.Of(held)!;
            if (loaded != asked) throw Conflict(line, name, held, asked.Product);
            copy = held;
        }
        else
        {
            loadContext.AddFolder(Path.GetDirectoryName(copy)!);
        }
        built[path] = time;
        followed.Add((line.Target!, copy));
        Refer(copy);
    }

    private string CopyFolder(ReferenceLine line, string source)
    {
        try
        {
            return folder.CopyLibraries(source);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw line.Failure($"the libraries in {source} cannot be copied to the temporary folder {Path.GetTempPath()}: {error.Message}");
        }
    }

    private void Restore(ReferenceLine[] lines, CancellationToken interrupted)
    {
        PackageRequest[] asked = [.. lines.Select(PackageRequest.Parse).Where(request => !ReferToHeld(request))];
        if (packages.Restore(asked, interrupted) is not var (restored, requests)) return;
        if (InteractiveLibraries.AreAskedFor(restored.Packages)) BringInteractive(restored.Packages);
        foreach (RestoredPackage package in restored.Packages)
            Check(package, requests.FirstOrDefault(request => request.IsFor(package.Id)), requests[0].Line);
        string[] frameworks = [.. restored.Packages.SelectMany(package => package.Frameworks).Distinct().SelectMany(name => FrameworkOf(name, requests[0].Line))];

        foreach (RestoredPackage package in restored.Packages) Load(package);
        if (isInteractive) AddExtensions(restored.Packages);
        foreach (string library in frameworks)
        {
            loadContext.AddLibrary(library);
            if (LibraryVersion.Of(library) is not null) Refer(library);
        }
        packages.Keep(restored, requests);
        foreach (PackageRequest request in requests.Where(request => request.Version == "*"))
            Console.Error.WriteLine($"No version was named: took #r \"nuget: {request.Id}, {restored.VersionOf(request.Id)}\". Write it so to keep it.");
    }

    /// <summary>The engine's own libraries of .NET Interactive belong to every later cell.</summary>
    private void BringInteractive(IReadOnlyList<RestoredPackage> restored)
    {
        if (isInteractive || InteractiveLibraries.Paths.Count == 0) return;
        isInteractive = true;
        InteractiveLibraries.AddTo(loadContext, restored);
        foreach (string path in InteractiveLibraries.Paths)
            if (loadContext.Find(Path.GetFileNameWithoutExtension(path)) is { } held) Refer(held);
    }

    private void AddExtensions(IReadOnlyList<RestoredPackage> restored)
    {
        foreach (RestoredPackage package in restored)
        {
            foreach (string library in package.Extensions.Where(file => Path.GetExtension(file) == ".dll")) loadContext.AddLibrary(library);
            extensions.AddRange(InteractiveLibraries.ExtensionsOf(package).Where(known.Add));
        }
    }

    /// <summary>Where any version will do, that of a library of the package's name that is here does.</summary>
    private bool ReferToHeld(PackageRequest request)
    {
        if (request.IsExact || loadContext.Find(request.Id) is not { } held || LibraryVersion.Of(held) is not { } loaded || !request.Allows(loaded.Product)) return false;
        Refer(held);
        return true;
    }

    /// <summary>A library that is here stays, so that no type exists twice. It must be what was asked for, or at least as new as what is needed.</summary>
    private void Check(RestoredPackage package, PackageRequest? request, ReferenceLine line)
    {
        foreach ((string name, string? compile, string? runtime) in package.Libraries)
        {
            if (InteractiveLibraries.AreOwn(name)) continue;
            string file = runtime ?? compile!;
            string? framework = Framework.Find(name);
            if ((framework ?? loadContext.Find(name)) is not { } held || held == file) continue;
            if (LibraryVersion.Of(held) is not { } loaded || LibraryVersion.Of(file) is not { } asked) continue;

            if (framework is not null && asked.Assembly > loaded.Assembly)
                throw (request?.Line ?? line).Failure(
                    $"{package.Id} {package.Version} brings {name} {asked.Assembly}, but the runtime, .NET {Environment.Version}, has {loaded.Assembly}, "
                    + "which cannot be replaced. Ask for an older version of the package.");
            if (framework is null && (asked.Assembly > loaded.Assembly || (request is { IsExact: true } && asked != loaded)))
                throw Conflict(request?.Line ?? line, name, held, package.Version);
        }
    }

    private CellException Conflict(ReferenceLine line, string name, string held, string asked)
    {
        (string id, string version) = owners.TryGetValue(held, out RestoredPackage? owner)
            ? (owner.Id, owner.Version)
            : (name, LibraryVersion.Of(held)?.Product ?? "of unknown version");
        return line.Failure(
            $"{id} {version} is loaded already, {asked} was asked for, and a loaded library cannot be replaced. "
            + $"Restart the session and refer to {asked} before anything that brings {version}, or use {version}.");
    }

    private void Load(RestoredPackage package)
    {
        foreach ((string name, string? compile, string? runtime) in package.Libraries.Where(library => Framework.Find(library.Name) is null))
        {
            string? held = loadContext.Find(name);
            if (held is null && runtime is not null)
            {
                loadContext.AddLibrary(runtime);
                owners[runtime] = package;
            }
            if (compile is not null) Refer(held is null || held == runtime ? compile : held);
        }
        foreach (string native in package.Native) loadContext.AddNative(native);
        foreach (string resources in package.Resources) loadContext.AddResources(resources);
    }

    private static string[] FrameworkOf(string name, ReferenceLine line) =>
        name == "Microsoft.NETCore.App" ? [] : Framework.Other(name) is { Length: > 0 } libraries ? libraries
            : throw line.Failure($"it needs the framework {name} {Environment.Version}, which is not installed here.");

    /// <summary>Every later cell compiles against it.</summary>
    private void Refer(string path)
    {
        PortableExecutableReference reference = ReferenceTo(path);
        if (!all.Contains(reference)) all = [.. all, reference];
    }

    private PortableExecutableReference ReferenceTo(string path)
    {
        lock (references)
            return references.TryGetValue(path, out PortableExecutableReference? known) ? known : references[path] = NewReference(path);
    }

    /// <summary>
    /// A reference that does not tell its path: the compiler would open each anew for each cell, to write its build into the cell's debug
    /// information, which nobody reads.
    /// </summary>
    private static PortableExecutableReference NewReference(string path)
    {
        var metadata = (AssemblyMetadata)MetadataReference.CreateFromFile(path).GetMetadata();
        return metadata.GetReference(XmlDocumentation.Beside(path), filePath: null, display: path);
    }
}
