namespace Teaching.Cells;

/// <summary>What a package brings to extend the session: a library with extensions, or a script.</summary>
/// <param name="Package">The package, for messages.</param>
/// <param name="Library">The name of the library; null for a script.</param>
/// <param name="Script">The text of the script; null for a library.</param>
internal sealed record PackageExtension(string Package, string? Library, string? Script);
