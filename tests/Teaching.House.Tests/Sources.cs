using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Teaching.House.Tests;

/// <summary>Sources bound with Roslyn, and which members their names lead to.</summary>
internal static class Sources
{
    /// <summary>What the SDK adds to every file.</summary>
    public static readonly string[] ImplicitUsings =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview, DocumentationMode.Parse);

    /// <summary>All libraries that this test was built with, the whole house among them.</summary>
    public static IReadOnlyList<MetadataReference> Loaded { get; } =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>The source files of a project: those of its folder, and of a folder beside it that it compiles as well.</summary>
    public static IEnumerable<string> Files(string folder) =>
        XDocument.Load(Path.Combine(folder, Path.GetFileName(folder) + ".csproj")).Descendants("Compile")
            .Select(item => item.Attribute("Include")!.Value).Where(include => include.EndsWith("/*.cs", StringComparison.Ordinal))
            .Select(include => Path.GetFullPath(Path.Combine(folder, include[..^"/*.cs".Length].Replace("/**", "", StringComparison.Ordinal))))
            .Prepend(folder).SelectMany(one => Directory.GetFiles(one, "*.cs", SearchOption.AllDirectories));

    /// <summary>A project of ours, from its sources; their paths are those from its folder.</summary>
    public static CSharpCompilation Project(string folder)
    {
        string name = Path.GetFileName(folder);
        XDocument project = XDocument.Load(Path.Combine(folder, name + ".csproj"));
        var files = Files(folder)
            .Select(path => (Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText(path)))
            .OrderBy(file => file.Item1, StringComparer.Ordinal);
        string[] usings = [.. project.Descendants("Using").Select(use => use.Attribute("Include")!.Value)];
        return Compiled(project.Descendants("AssemblyName").FirstOrDefault()?.Value ?? name, files, usings, [.. Known(folder)]);
    }

    /// <summary>The files with the libraries outside the house, and of the house those that they know: the names of others could hide those that they mean.</summary>
    public static CSharpCompilation Compiled(string assembly, IEnumerable<(string Path, string Text)> files, string[]? usings = null, params string[] known)
    {
        string global = string.Concat(ImplicitUsings.Concat(usings ?? []).Select(use => $"global using {use};"));
        var trees = files.Select(file => CSharpSyntaxTree.ParseText(file.Text, Options, file.Path)).Append(CSharpSyntaxTree.ParseText(global, Options));
        var references = Loaded.Where(reference => NameOf(reference).Split('.')[0] is not ("Teaching" or "teach") || known.Contains(NameOf(reference)));
        return CSharpCompilation.Create(assembly, trees, references,
            new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

        static string NameOf(MetadataReference reference) => Path.GetFileNameWithoutExtension(reference.Display)!;
    }

    /// <summary>The projects that one refers to, and those that these refer to in their turn, by the names of their assemblies.</summary>
    private static IEnumerable<string> Known(string folder) =>
        from reference in XDocument.Load(Path.Combine(folder, Path.GetFileName(folder) + ".csproj")).Descendants("ProjectReference")
        where (string?)reference.Attribute("ReferenceOutputAssembly") != "false"
        let path = Path.GetFullPath(Path.Combine(folder, reference.Attribute("Include")!.Value.Replace('\\', '/')))
        from known in Known(Path.GetDirectoryName(path)!)
            .Prepend(XDocument.Load(path).Descendants("AssemblyName").FirstOrDefault()?.Value ?? Path.GetFileNameWithoutExtension(path))
        select known;

    /// <summary>The code of a notebook, all cells as one script.</summary>
    public static CSharpCompilation Script(string code)
    {
        string usings = string.Concat(ImplicitUsings.Select(use => $"using {use};\n"));
        string lines = string.Join('\n', code.Split('\n').Select(line => line.TrimStart().StartsWith('#') ? "" : line));
        return CSharpCompilation.CreateScriptCompilation("Cells", CSharpSyntaxTree.ParseText(usings + lines, Options.WithKind(SourceCodeKind.Script)), Loaded);
    }

    /// <summary>The members that names lead to from a file other than their own, by their ids in documentation.</summary>
    public static IEnumerable<string> Uses(CSharpCompilation compilation)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            foreach (SyntaxNode node in tree.GetRoot().DescendantNodes().Where(node => node is SimpleNameSyntax or BaseObjectCreationExpressionSyntax))
            {
                SymbolInfo found = model.GetSymbolInfo(node);
                foreach (ISymbol symbol in found.Symbol is { } one ? [one] : found.CandidateSymbols.AsEnumerable())
                {
                    ISymbol meant = (symbol is IMethodSymbol { ReducedFrom: { } unreduced } ? unreduced : symbol).OriginalDefinition;
                    if (meant.DeclaringSyntaxReferences.Any(declared => declared.SyntaxTree == tree)) continue;
                    if (Id(meant) is { } id) yield return id;
                    if (meant is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: { } made } && Id(made) is { } type) yield return type;
                }
            }
        }
    }

    /// <summary>The id of a member, without the assembly that it was read from.</summary>
    public static string? Id(ISymbol symbol) => symbol.GetDocumentationCommentId();
}
