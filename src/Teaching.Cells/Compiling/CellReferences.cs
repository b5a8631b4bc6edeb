using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace Teaching.Cells;

/// <summary>
/// What cells compile against and where they are loaded. Whoever hosts cells decides where libraries come from: files and packages, or bytes
/// that somebody has fetched.
/// </summary>
internal abstract class CellReferences : MetadataReferenceResolver
{
    /// <summary>What the next cell compiles against; the library of <see cref="CellFunctions"/> must be there.</summary>
    public abstract IReadOnlyList<MetadataReference> All { get; }

    /// <summary>What <c>#load</c> reads from; null where there are no files.</summary>
    public abstract SourceReferenceResolver? Files { get; }

    /// <summary>Where cells run, and the libraries with them.</summary>
    public abstract AssemblyLoadContext LoadContext { get; }

    /// <summary>The packages of .NET Interactive; null until a cell or a package has asked for them.</summary>
    public abstract InteractiveKernel? Interactive { get; }

    /// <summary>Follows the lines <c>#r</c> and <c>#i</c> of a cell: what they bring belongs to every later cell.</summary>
    /// <exception cref="CellException">One cannot be followed.</exception>
    public abstract void Follow(IReadOnlyList<ReferenceLine> lines, CancellationToken interrupted);

    /// <summary>From now on cells compile against the packages of .NET Interactive.</summary>
    /// <exception cref="CellException">They cannot be used.</exception>
    public abstract void BringInteractive();

    /// <summary>The extensions that packages have brought since this was last asked.</summary>
    public abstract IReadOnlyList<PackageExtension> TakeExtensions();

    /// <summary>What to add to an error of the compiler; null when there is nothing to say.</summary>
    public abstract string? Advice(Diagnostic error);
}
