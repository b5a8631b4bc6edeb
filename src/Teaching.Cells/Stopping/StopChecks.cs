using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Teaching.Cells;

/// <summary>
/// Puts checks of the stop sign into the loops, lambdas and local functions that stand between a cell's declarations. The compiler
/// puts them into methods by itself (<see cref="Microsoft.CodeAnalysis.Emit.InstrumentationKind.ModuleCancellation"/>), but not there.
/// No line moves.
/// </summary>
internal static class StopChecks
{
    private const string Check = $"global::{nameof(Teaching)}.{nameof(Cells)}.{nameof(CellStop)}.{nameof(CellStop.ThrowIfAsked)}();";

    /// <summary>The code with the checks; as it is when it has errors.</summary>
    public static SyntaxTree Insert(SyntaxTree tree)
    {
        if (tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)) return tree;
        List<TextChange> changes = [];
        foreach (SyntaxNode node in tree.GetRoot().DescendantNodes(descendIntoChildren: IsBetweenDeclarations))
        {
            if (BodyOf(node) is BlockSyntax block)
            {
                changes.Add(new TextChange(new TextSpan(block.OpenBraceToken.Span.End, 0), Check));
            }
            else if (BodyOf(node) is { } statement)
            {
                changes.Add(new TextChange(new TextSpan(statement.SpanStart, 0), "{" + Check));
                changes.Add(new TextChange(new TextSpan(statement.Span.End, 0), "}"));
            }
        }
        return changes.Count == 0 ? tree : tree.WithChangedText(tree.GetText().WithChanges(changes.OrderBy(change => change.Span.Start)));
    }

    private static bool IsBetweenDeclarations(SyntaxNode node) =>
        node is not (BaseTypeDeclarationSyntax or BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax);

    private static StatementSyntax? BodyOf(SyntaxNode node) => node switch
    {
        WhileStatementSyntax loop => loop.Statement,
        DoStatementSyntax loop => loop.Statement,
        ForStatementSyntax loop => loop.Statement,
        CommonForEachStatementSyntax loop => loop.Statement,
        AnonymousFunctionExpressionSyntax function => function.Block,
        LocalFunctionStatementSyntax function => function.Body,
        _ => null,
    };
}
