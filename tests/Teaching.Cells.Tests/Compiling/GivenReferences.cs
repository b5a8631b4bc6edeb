using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace Teaching.Cells.Tests.Compiling;

/// <summary>The libraries of the runtime, and those that a test adds.</summary>
internal sealed class GivenReferences : CellReferences
{
    private readonly List<MetadataReference> all = [.. Directory.EnumerateFiles(RuntimeEnvironment.GetRuntimeDirectory(), "System*.dll")
        .Where(path => !path.EndsWith(".Native.dll", StringComparison.Ordinal))
        .Append(typeof(CellFunctions).Assembly.Location)
        .Select(path => MetadataReference.CreateFromFile(path))];

    public override IReadOnlyList<MetadataReference> All => all;

    public override SourceReferenceResolver? Files => null;

    public override AssemblyLoadContext LoadContext => AssemblyLoadContext.Default;

    public override InteractiveKernel? Interactive => null;

    public void Add(Type typeOfLibrary) => all.Add(MetadataReference.CreateFromFile(typeOfLibrary.Assembly.Location));

    public override void Follow(IReadOnlyList<ReferenceLine> lines, CancellationToken interrupted)
    {
    }

    public override void BringInteractive()
    {
    }

    public override IReadOnlyList<PackageExtension> TakeExtensions() => [];

    public override string? Advice(Diagnostic error) => null;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties) => [];

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}
