using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Teaching.Cells;

/// <summary>A compiled cell, before it is loaded: the assembly, its debug information, and where it starts.</summary>
internal sealed record CompiledCell(CSharpCompilation Compilation, MemoryStream Assembly, MemoryStream Symbols, string TypeName, string MethodName)
{
    /// <summary>False for a cell of nothing but directives or comments: there is nothing to run.</summary>
    public bool HasCode => Assembly.Length > 0;
}

/// <summary>
/// Compiles cells as C# script, each as a continuation of those before it, with optimisation on.
/// </summary>
internal sealed class SubmissionCompiler(CellReferences references)
{
    private static readonly CSharpParseOptions parseOptions = new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);
    private static readonly string[] imports =
    [
        "System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq",
        typeof(CellFunctions).FullName!,
    ];
    private static readonly string[] interactiveNames = ["Microsoft.DotNet.Interactive", "Microsoft.AspNetCore.Html"];
    private static readonly EmitOptions emitOptions = new(
        debugInformationFormat: DebugInformationFormat.PortablePdb,
        // Each function and each turn of a loop asks whether it is to stop: see StopSign.
        instrumentationKinds: [InstrumentationKind.ModuleCancellation]);

    private volatile KeptCells kept = new(0, null, 0);
    private PreparedCell? prepared;

    /// <summary>The last cell that was kept; the next one sees what it declares.</summary>
    public CSharpCompilation? Previous => kept.Last;

    public static SyntaxTree Parse(string code, string path) =>
        CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8), parseOptions, path);

    /// <summary>Brings what the code refers to: its reference lines, and the packages of .NET Interactive where it names them.</summary>
    /// <exception cref="CellException">A reference cannot be followed.</exception>
    public void Follow(string code, string name, CancellationToken cancellation)
    {
        references.Follow(ReferenceLine.AllOf(code, name, references.Files), cancellation);
        if (interactiveNames.Any(one => code.Contains(one, StringComparison.Ordinal))) references.BringInteractive();
    }

    /// <summary>Compiles a cell whose references were followed.</summary>
    /// <exception cref="CellException">The code does not compile.</exception>
    public CompiledCell Compile(string code, string name, CancellationToken cancellation)
    {
        SyntaxTree written = Parse(ReferenceLine.Mask(code), name);
        CSharpCompilation compilation = ContinuePrepared(StopChecks.Insert(written), name);
        MemoryStream assembly = new();
        MemoryStream symbols = new();
        if (!compilation.SyntaxTrees.Any(tree => ((CompilationUnitSyntax)tree.GetRoot(cancellation)).Members.Count > 0))
        {
            Check(compilation.GetDiagnostics(cancellation), name);
            return new CompiledCell(compilation, assembly, symbols, "", "");
        }
        EmitResult result = compilation.Emit(assembly, symbols, options: emitOptions, cancellationToken: cancellation);
        // Errors are told of the code as it was written.
        if (!result.Success)
        {
            CSharpCompilation asWritten = Continue(written, name);
            Check(asWritten.GetDiagnostics(cancellation), name);
        }
        Check(result.Diagnostics, name);

        IMethodSymbol entry = compilation.GetEntryPoint(cancellation)!;
        assembly.Position = 0;
        symbols.Position = 0;
        return new CompiledCell(compilation, assembly, symbols, entry.ContainingType.MetadataName, entry.MetadataName);
    }

    private void Check(ImmutableArray<Diagnostic> diagnostics, string name)
    {
        if (diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
            throw CompileErrorReport.Describe(diagnostics, name, references.Advice);
    }

    /// <summary>Code that is being typed, as the cell that would come next: for questions about it. Follows no reference line.</summary>
    public CSharpCompilation Consider(SyntaxTree tree) => Continue(tree, "");

    /// <summary>
    /// Does ahead of time what the next cell's compilation needs whatever its code is: with no code yet, it binds the references.
    /// That holds for a cell of this name that brings no references; any other is compiled without.
    /// </summary>
    public void Prepare(string name)
    {
        CSharpCompilation compilation = Continue(null, name);
        _ = compilation.Assembly;
        prepared = new PreparedCell(compilation, name, references.All.Count);
    }

    private CSharpCompilation ContinuePrepared(SyntaxTree tree, string name) =>
        prepared is { } next && next.Name == name && next.References == references.All.Count ? next.Compilation.AddSyntaxTrees(tree) : Continue(tree, name);

    private CSharpCompilation Continue(SyntaxTree? tree, string name)
    {
        KeptCells before = kept;
        CSharpCompilationOptions options = new(
            OutputKind.DynamicallyLinkedLibrary,
            scriptClassName: $"Submission#{before.Count}",
            usings: before.Last is null ? imports : [],
            optimizationLevel: OptimizationLevel.Release,
            allowUnsafe: true,
            concurrentBuild: false,
            sourceReferenceResolver: references.Files,
            metadataReferenceResolver: references,
            assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default,
            nullableContextOptions: NullableContextOptions.Disable);
        return CSharpCompilation.CreateScriptCompilation(
            CellAssembly.NameFor(before.Count, name),
            tree,
            // A compilation has those of the cells that it continues. Given again, they would be all the more with each cell.
            references.All.Skip(before.References),
            options,
            before.Last,
            typeof(object));
    }

    /// <summary>The compiled cell is about to run: the next cell continues it, even when it throws half way.</summary>
    public void Keep(CompiledCell cell)
    {
        kept = new KeptCells(kept.Count + 1, cell.Compilation, references.All.Count);
        prepared = null;
    }

    /// <summary>Whether the code ends in an expression that has a value, be it null.</summary>
    public static bool HasResult(CSharpCompilation compilation)
    {
        SyntaxTree tree = compilation.SyntaxTrees[^1];
        var root = (CompilationUnitSyntax)tree.GetRoot();
        return root.Members.LastOrDefault() is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last }
            && compilation.GetSemanticModel(tree).GetTypeInfo(last.Expression).Type?.SpecialType != SpecialType.System_Void;
    }

    /// <summary>How many cells were kept, the last of them, and how many references they brought.</summary>
    private sealed record KeptCells(int Count, CSharpCompilation? Last, int References);

    /// <summary>The compilation of the next cell without its code, the name it is for, and how many references there were.</summary>
    private sealed record PreparedCell(CSharpCompilation Compilation, string Name, int References);
}
