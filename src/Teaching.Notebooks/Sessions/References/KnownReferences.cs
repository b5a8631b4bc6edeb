using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Teaching.Notebooks.Sessions;

/// <summary>Follows only references that a cell has followed before.</summary>
internal sealed class KnownReferences(ReferenceStore store) : MetadataReferenceResolver
{
    public override bool ResolveMissingAssemblies => true;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties) => store.Known(reference, baseFilePath);

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        store.ResolveMissingAssembly(definition, referenceIdentity);

    public override bool Equals(object? other) => other is KnownReferences known && known.Store == Store;

    public override int GetHashCode() => Store.GetHashCode();

    private ReferenceStore Store => store;
}
