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

    /// <summary>A project of ours, from its sources.</summary>
    public static CSharpCompilation Project(string folder, string? assembly = null)
    {
        string name = Path.GetFileName(folder);
        XDocument project = XDocument.Load(Path.Combine(folder, name + ".csproj"));
        assembly ??= project.Descendants("AssemblyName").FirstOrDefault()?.Value ?? name;
        IEnumerable<string> usings = ImplicitUsings.Concat(project.Descendants("Using").Select(use => use.Attribute("Include")!.Value));
        var trees = Files(folder).Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), Options, path))
            .Append(CSharpSyntaxTree.ParseText(string.Concat(usings.Select(use => $"global using {use};")), Options));
        return CSharpCompilation.Create(assembly, trees, Loaded.Where(reference => Path.GetFileNameWithoutExtension(reference.Display) != assembly),
            new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }

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
