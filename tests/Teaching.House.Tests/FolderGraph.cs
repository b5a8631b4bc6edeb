using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Teaching.House.Tests;

/// <summary>Which folders of a project know which others: each identifier is bound, and leads from its own file to those that declare what it means.</summary>
internal sealed class FolderGraph
{
    private readonly string project;
    private readonly SortedDictionary<(string From, string To), string> arrows = [];
    private readonly List<(string Place, ISymbol Symbol)> foreign = [];

    private FolderGraph(CSharpCompilation compilation)
    {
        project = compilation.AssemblyName!;
        // Of the errors only unknown names matter: the parts that generators write are missing here.
        Unbound = [.. compilation.GetDiagnostics().Where(d => d.Id is "CS0103" or "CS0234" or "CS0246" or "CS1061" or "CS0117" or "CS0122")
            // What a source generator writes is not here.
            .Where(d => !d.GetMessage(CultureInfo.InvariantCulture).Contains("does not contain a definition for 'Default'", StringComparison.Ordinal)).Select(d => d.ToString())];
        foreach (SyntaxTree tree in compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0).OrderBy(tree => tree.FilePath, StringComparer.Ordinal))
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes(descendIntoTrivia: false).OfType<SimpleNameSyntax>()) Add(tree, name, model.GetSymbolInfo(name));
            foreach (BaseObjectCreationExpressionSyntax made in tree.GetRoot().DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>())
                if (model.GetSymbolInfo(made).Symbol is { } constructor) AddForeign(tree, made, constructor);
        }
    }

    /// <summary>Names that could not be bound, so that an arrow may be missing.</summary>
    public IReadOnlyList<string> Unbound { get; }

    /// <summary>What the project names of other libraries, the runtime's included, each with its place.</summary>
    public IReadOnlyList<(string Place, ISymbol Symbol)> Foreign => foreign;

    /// <summary>Folders that know each other in a circle, each circle in the order of names.</summary>
    public IEnumerable<string[]> Circles => arrows.Keys.Select(arrow => arrow.From).Distinct()
        .Select(folder => Reach(folder).Where(other => Reach(other).Contains(folder)).Order(StringComparer.Ordinal).ToArray())
        .Where(circle => circle.Length > 1)
        .DistinctBy(circle => string.Join('|', circle));

    /// <summary>The arrows of a circle, each with its first place.</summary>
    public IEnumerable<string> Arrows(string[] circle) => arrows.Where(arrow => circle.Contains(arrow.Key.From) && circle.Contains(arrow.Key.To))
        .Select(arrow => $"{project}: {arrow.Key.From} knows {arrow.Key.To}, as in {arrow.Value}");

    public static FolderGraph OfProject(string folder) => new(Sources.Project(folder));

    public static FolderGraph Of(string assembly, IEnumerable<(string Path, string Text)> files) => new(Sources.Compiled(assembly, files));

    private void Add(SyntaxTree tree, SimpleNameSyntax name, SymbolInfo found)
    {
        ISymbol? symbol = (found.Symbol ?? found.CandidateSymbols.FirstOrDefault())?.OriginalDefinition;
        if (symbol is IMethodSymbol { ReducedFrom: { } unreduced }) symbol = unreduced;
        if (symbol is null or INamespaceSymbol or ILocalSymbol or IParameterSymbol or ITypeParameterSymbol or IRangeVariableSymbol or ILabelSymbol) return;
        AddForeign(tree, name, symbol);
        string from = FolderOf(tree.FilePath);
        string[] homes = [.. symbol.DeclaringSyntaxReferences.Select(declared => FolderOf(declared.SyntaxTree.FilePath)).Distinct()];
        if (homes.Contains(from)) return;
        foreach (string to in homes)
            arrows.TryAdd((from, to), $"{PlaceOf(tree, name)}: {name.Identifier.Text}");
    }

    private void AddForeign(SyntaxTree tree, SyntaxNode node, ISymbol symbol)
    {
        if (symbol.DeclaringSyntaxReferences.IsEmpty) foreign.Add((PlaceOf(tree, node), symbol));
    }

    private static string PlaceOf(SyntaxTree tree, SyntaxNode node) => $"{tree.FilePath}, line {tree.GetLineSpan(node.Span).StartLinePosition.Line + 1}";

    /// <summary>The folder of a file; files of the project itself are in ".".</summary>
    private static string FolderOf(string path) => Path.GetDirectoryName(path)!.Replace('\\', '/') is { Length: > 0 } folder ? folder : ".";

    private HashSet<string> Reach(string folder)
    {
        HashSet<string> reached = [];
        Stack<string> open = new([folder]);
        while (open.TryPop(out string? next))
        {
            foreach (string to in arrows.Keys.Where(arrow => arrow.From == next).Select(arrow => arrow.To).Where(reached.Add)) open.Push(to);
        }
        return reached;
    }
}
