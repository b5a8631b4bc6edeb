using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Teaching.Cells;

namespace Teaching.Browser;

/// <summary>
/// What cells in a page compile against: the libraries that the site brings, read where the runtime has loaded them, so that nothing is
/// fetched twice. A reference line for one of them says nothing new; any other cannot be followed.
/// </summary>
internal sealed class PageReferences : CellReferences
{
    private readonly Dictionary<string, MetadataReference> brought = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> known;
    private readonly List<MetadataReference> all = [];

    /// <summary>Refers to the libraries that every cell knows; the others wait for a line that asks.</summary>
    /// <param name="framework">Names of the libraries that every cell knows.</param>
    /// <param name="brings">Names of all libraries that the site brings.</param>
    public PageReferences(IEnumerable<string> framework, IEnumerable<string> brings)
    {
        known = new HashSet<string>(brings, StringComparer.OrdinalIgnoreCase);
        foreach (string name in framework) Refer(name);
        Refer(typeof(CellFunctions).Assembly.GetName().Name!);
    }

    public override IReadOnlyList<MetadataReference> All => [.. all];

    public override SourceReferenceResolver? Files { get; } = new LessonFiles();

    public override AssemblyLoadContext LoadContext => AssemblyLoadContext.Default;

    public override InteractiveKernel? Interactive => null;

    public override bool ResolveMissingAssemblies => true;

    public override void Follow(IReadOnlyList<ReferenceLine> lines, CancellationToken interrupted)
    {
        foreach (ReferenceLine line in lines.Where(line => !line.IsSource))
        {
            string name = line.IsPackage ? PackageOf(line.Target!) : NameOf(line.Target!);
            if (!known.Contains(name)) throw line.Failure(line.IsPackage
                ? $"the package {name} does not lie beside this page. Download the notebook and run it with teach, or in Jupyter."
                : $"there is no library {name} beside this page. It has the course's own, those that they need, and .NET's.");
            Refer(name);
        }
    }

    public override void BringInteractive() => throw new CellException(
        "ReferenceError", "The packages of .NET Interactive are not in this page. Download the notebook and run it with teach, or in Jupyter.", []);

    public override IReadOnlyList<PackageExtension> TakeExtensions() => [];

    public override string? Advice(Diagnostic error) => null;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties) => [];

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        known.Contains(referenceIdentity.Name) ? Reference(referenceIdentity.Name) as PortableExecutableReference : null;

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private void Refer(string name)
    {
        if (Reference(name) is { } reference && !all.Contains(reference)) all.Add(reference);
    }

    private MetadataReference? Reference(string name)
    {
        if (!brought.TryGetValue(name, out MetadataReference? reference) && Make(name) is { } made) brought[name] = reference = made;
        return reference;
    }

    private static unsafe MetadataReference? Make(string name)
    {
        Assembly assembly;
        try
        {
            assembly = Assembly.Load(new AssemblyName(name));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        if (!assembly.TryGetRawMetadata(out byte* metadata, out int length)) return null;
        return AssemblyMetadata.Create(ModuleMetadata.CreateFromMetadata((nint)metadata, length)).GetReference(filePath: name + ".dll");
    }

    private static string NameOf(string target)
    {
        string file = target[(target.LastIndexOfAny(['/', '\\']) + 1)..];
        return file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? file[..^4] : file;
    }

    private static string PackageOf(string target) => target["nuget:".Length..].Split(',')[0].Trim();

    /// <summary>Files that cells load, in UTF-8: the compiler's own reading asks for the code pages of Windows, which the site does not bring.</summary>
    private sealed class LessonFiles() : SourceFileResolver([], "/lesson")
    {
        public override SourceText ReadText(string resolvedPath)
        {
            using StreamReader file = new(OpenRead(resolvedPath));
            return SourceText.From(ReferenceLine.Mask(file.ReadToEnd()), Encoding.UTF8);
        }
    }
}
