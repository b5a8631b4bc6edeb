using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Teaching.House.Tests;

/// <summary>What makes the library fast stands in Teaching.Fast: the files that students read have its names for what is done, and none of its means.</summary>
public class MachineryTests
{
    private static readonly HashSet<string> Words =
    [
        "Span", "ReadOnlySpan", "AsSpan", "Memory", "ReadOnlyMemory", "AsMemory", "MemoryMarshal", "MatrixView", "Buffer", "ArrayPool", "Unsafe",
        "Team", "Crew", "IJob", "Part", "Ranges", "Thread", "ThreadPool", "Parallel", "Task", "ValueTask", "unsafe", "stackalloc", "fixed",
    ];

    [Fact]
    public void No_word_of_the_machinery_stands_in_the_small_library()
    {
        string[] found = [.. Found(Library.Compiled)];
        Assert.True(found.Length == 0, string.Join("\n", found));
    }

    [Fact]
    public void A_word_is_found_with_file_and_line_and_not_in_comments_texts_or_longer_names() => Assert.Equal(
        ["A.cs, line 5: Span", "A.cs, line 6: stackalloc", "A.cs, line 7: Vector", "A.cs, line 8: Thread"],
        Found(Sources.Compiled("Some", [("A.cs", """
            // A Span in a comment, and a Task.
            using MathNet.Numerics.LinearAlgebra;
            class A
            {
                void Take(System.Span<double> numbers) { }
                void Make() => Take(stackalloc double[4]);
                System.Numerics.Vector<double> wide;
                void Sleep() => Thread.Sleep(1);
                Vector<double> ofMathNet; string text = "Span", SpanOfTime;
            }
            """)])));

    private static IEnumerable<string> Found(CSharpCompilation compilation) =>
        from tree in compilation.SyntaxTrees
        where tree.FilePath.Length > 0
        let model = compilation.GetSemanticModel(tree)
        from token in tree.GetRoot().DescendantTokens()
        where Words.Contains(token.Text) || token.Text.StartsWith("Vector", StringComparison.Ordinal) && IsTheProcessors(model, token)
        select $"{tree.FilePath}, line {tree.GetLineSpan(token.Span).StartLinePosition.Line + 1}: {token.Text}";

    /// <summary>Whether a vector is not Math.NET's, but one of System.Numerics or System.Runtime.Intrinsics.</summary>
    private static bool IsTheProcessors(SemanticModel model, SyntaxToken token) =>
        token.Parent is SimpleNameSyntax name && model.GetSymbolInfo(name).Symbol is INamedTypeSymbol type
        && type.ContainingNamespace.ToDisplayString().StartsWith("System.", StringComparison.Ordinal);
}
