using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Teaching.Notebooks.Sessions;

/// <summary>
/// Where a name that the compiler does not know may be: in a library that lies beside one that <c>#r</c> named, or in a namespace of that
/// one without its <c>using</c>. A notebook for an earlier version of a library that has been divided since is told what to add.
/// </summary>
internal sealed class Neighbours(IReadOnlyList<(string Reference, string Path)> followed, IReadOnlyList<MetadataReference> references)
{
    private const int Most = 3;

    /// <summary>What to add for the unknown name, or null.</summary>
    public string? Advice(Diagnostic error)
    {
        if (error.Id is not ("CS0103" or "CS0246" or "CS0117" or "CS1061") || NameAt(error.Location) is not { } name) return null;
        bool isMember = error.Id is "CS0117" or "CS1061";
        string[] found = [.. followed.DistinctBy(one => Path.GetDirectoryName(one.Path)).SelectMany(one => Found(one, name, isMember)).Distinct().Take(Most + 1)];
        return found.Length is 0 or > Most ? null : string.Join(" ", found);
    }

    private static string? NameAt(Location location)
    {
        if (location.SourceTree?.GetText().ToString(location.SourceSpan) is not { } text) return null;
        string name = new([.. text.TakeWhile(SyntaxFacts.IsIdentifierPartCharacter)]);
        return name.Length > 0 ? name : null;
    }

    private IEnumerable<string> Found((string Reference, string Path) one, string name, bool isMember)
    {
        foreach (string path in Directory.EnumerateFiles(Path.GetDirectoryName(one.Path)!, "*.dll").Order(StringComparer.Ordinal))
        {
            bool isReferred = references.Any(reference => reference.Display == path);
            string file = Path.GetFileName(path), written = one.Reference[..^Path.GetFileName(one.Reference).Length] + file;
            foreach ((string owner, string space) in Owners(path, name, isMember))
            {
                string use = space.Length == 0 ? "" : $"'using {space};'";
                if (!isReferred) yield return $"{owner} is in {file}: add '#r \"{written}\"'{(use.Length == 0 ? "" : $" and {use}")}.";
                else if (use.Length > 0) yield return $"{owner} is in the namespace {space}: is {use} missing?";
            }
        }
    }

    /// <summary>The public types of this name, or those with a public method of this name; each with its namespace.</summary>
    private static List<(string Owner, string Namespace)> Owners(string path, string name, bool isMember)
    {
        try
        {
            using PEReader file = new(File.OpenRead(path));
            if (!file.HasMetadata) return [];
            MetadataReader reader = file.GetMetadataReader();
            return
            [
                .. from handle in reader.TypeDefinitions
                   let type = reader.GetTypeDefinition(handle)
                   where (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public
                   let own = reader.GetString(type.Name).Split('`')[0]
                   where isMember ? HasMethod(reader, type, name) : own == name
                   select (isMember ? $"{own}.{name}" : own, reader.GetString(type.Namespace)),
            ];
        }
        catch (Exception error) when (error is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool HasMethod(MetadataReader reader, TypeDefinition type, string name) => type.GetMethods()
        .Select(reader.GetMethodDefinition)
        .Any(method => (method.Attributes & (MethodAttributes.MemberAccessMask | MethodAttributes.Static)) == (MethodAttributes.Public | MethodAttributes.Static)
            && reader.StringComparer.Equals(method.Name, name));
}
