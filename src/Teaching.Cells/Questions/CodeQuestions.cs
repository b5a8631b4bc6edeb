using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Teaching.Cells;

/// <summary>Answers what an editor asks about code that is being typed: what could follow, what is this, is it whole.</summary>
internal sealed class CodeQuestions(SubmissionCompiler compiler)
{
    private const int MaxItems = 1_000;
    private static readonly string[] keywords =
    [
        "await", "bool", "break", "case", "catch", "class", "const", "continue", "decimal", "default", "do", "double", "else", "enum", "false",
        "finally", "float", "for", "foreach", "if", "in", "int", "interface", "is", "long", "new", "null", "object", "out", "record", "ref",
        "return", "static", "string", "struct", "switch", "throw", "true", "try", "typeof", "using", "var", "void", "while", "with", "yield",
    ];

    public Completions Complete(string code, int position)
    {
        position = Math.Clamp(position, 0, code.Length);
        int start = position, end = position;
        while (start > 0 && IsNamePart(code[start - 1])) start--;
        while (end < code.Length && IsNamePart(code[end])) end++;
        string typed = code[start..position];
        code = CellSplitter.Mask(code);
        // What is not C# has been made into spaces.
        if (code[start..position] != typed) return new Completions(start, end, []);

        SyntaxTree tree = SubmissionCompiler.Parse(code, "");
        if (IsInText(tree, start)) return new Completions(start, end, []);
        CSharpCompilation compilation = compiler.Consider(tree);
        SemanticModel model = compilation.GetSemanticModel(tree);

        bool isMember = TryFindOwner(tree, start, out ExpressionSyntax? owner);
        IEnumerable<ISymbol> symbols = isMember ? MembersOf(model, owner!, start) : InScope(model, tree, start);
        var items = symbols
            .Where(symbol => symbol.CanBeReferencedByName && symbol.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .GroupBy(symbol => symbol.Name)
            .Select(group => SymbolText.Describe([.. group]))
            .Concat(isMember ? [] : keywords.Where(word => word.StartsWith(typed, StringComparison.Ordinal)).Select(word => new Completion(word, "keyword", word, null)))
            .DistinctBy(item => item.Text)
            .OrderBy(item => item.Text, StringComparer.OrdinalIgnoreCase).ThenBy(item => item.Text, StringComparer.Ordinal)
            .Take(MaxItems);
        return new Completions(start, end, [.. items]);
    }

    public Inspection? Inspect(string code, int position)
    {
        code = CellSplitter.Mask(code);
        position = Math.Clamp(position, 0, code.Length);
        SyntaxTree tree = SubmissionCompiler.Parse(code, "");
        SemanticModel model = compiler.Consider(tree).GetSemanticModel(tree);
        ISymbol? symbol = NamedAt(model, tree.GetRoot(), code, position) ?? CalledAround(model, tree.GetRoot(), position);
        return symbol is null ? null : new Inspection(SymbolText.Signature(symbol), SymbolText.Summary(symbol));
    }

    public static Completeness IsComplete(string code)
    {
        SyntaxTree tree = SubmissionCompiler.Parse(CellSplitter.Mask(code), "");
        if (!SyntaxFactory.IsCompleteSubmission(tree)) return Completeness.Incomplete;
        return tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? Completeness.Invalid : Completeness.Complete;
    }

    private static ISymbol? NamedAt(SemanticModel model, SyntaxNode root, string code, int position)
    {
        // A caret behind a name asks for that name.
        if ((position == code.Length || !IsNamePart(code[position])) && position > 0 && IsNamePart(code[position - 1])) position--;
        SyntaxToken token = root.FindToken(position);
        if (token.Parent is not { } node || !token.Span.Contains(position) || token.IsKind(SyntaxKind.StringLiteralToken)) return null;
        ISymbol? symbol = Symbol(model, node);
        return symbol is null && token.IsKind(SyntaxKind.IdentifierToken) ? model.GetDeclaredSymbol(node) : symbol;
    }

    /// <summary>What is called by the innermost call between whose parentheses the caret stands.</summary>
    private static ISymbol? CalledAround(SemanticModel model, SyntaxNode root, int position)
    {
        ArgumentListSyntax? arguments = root.FindToken(Math.Max(0, position - 1)).Parent?.AncestorsAndSelf().OfType<ArgumentListSyntax>()
            .FirstOrDefault(list => position >= list.OpenParenToken.Span.End && (list.CloseParenToken.IsMissing || position <= list.CloseParenToken.SpanStart));
        return arguments?.Parent is { } call ? Symbol(model, call) : null;
    }

    private static ISymbol? Symbol(SemanticModel model, SyntaxNode node)
    {
        SymbolInfo info = model.GetSymbolInfo(node);
        return info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
    }

    private static bool IsNamePart(char c) => SyntaxFacts.IsIdentifierPartCharacter(c) || c == '@';

    private static bool IsInText(SyntaxTree tree, int position)
    {
        SyntaxTrivia trivia = tree.GetRoot().FindTrivia(Math.Max(0, position - 1));
        if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)) return true;
        SyntaxToken token = tree.GetRoot().FindToken(Math.Max(0, position - 1));
        bool isText = token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.InterpolatedStringTextToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.NumericLiteralToken;
        return isText && token.SpanStart < position && position <= token.Span.End && !(position == token.Span.End && token.ValueText.Length > 0 && token.Text.EndsWith('"'));
    }

    /// <summary>The expression before the dot at which the name stands.</summary>
    private static bool TryFindOwner(SyntaxTree tree, int start, out ExpressionSyntax? owner)
    {
        owner = null;
        if (start == 0) return false;
        SyntaxToken before = tree.GetRoot().FindToken(start - 1).GetPreviousTokenIfTrivia(start);
        owner = before.Parent switch
        {
            MemberAccessExpressionSyntax access when before == access.OperatorToken => access.Expression,
            QualifiedNameSyntax name when before == name.DotToken => name.Left,
            MemberBindingExpressionSyntax binding when before == binding.OperatorToken =>
                binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault()?.Expression,
            _ => null,
        };
        return owner is not null;
    }

    private static IEnumerable<ISymbol> MembersOf(SemanticModel model, ExpressionSyntax owner, int position)
    {
        ISymbol? symbol = model.GetSymbolInfo(owner).Symbol;
        if (symbol is INamespaceSymbol space) return model.LookupNamespacesAndTypes(position, space);
        if (symbol is INamedTypeSymbol named) return model.LookupSymbols(position, named).Where(member => member.IsStatic || member is INamedTypeSymbol);
        return model.GetTypeInfo(owner).Type is { TypeKind: not TypeKind.Error } type
            ? model.LookupSymbols(position, type, includeReducedExtensionMethods: true).Where(member => !member.IsStatic && member is not INamedTypeSymbol)
            : [];
    }

    private static IEnumerable<ISymbol> InScope(SemanticModel model, SyntaxTree tree, int position)
    {
        bool isUsing = tree.GetRoot().FindToken(Math.Max(0, position - 1)).Parent?.FirstAncestorOrSelf<UsingDirectiveSyntax>() is { } directive
            && position > directive.UsingKeyword.Span.End && directive.StaticKeyword.IsKind(SyntaxKind.None);
        return isUsing ? model.LookupNamespacesAndTypes(position).OfType<INamespaceSymbol>() : model.LookupSymbols(position);
    }
}

/// <summary>Finding the token that ends before a place.</summary>
internal static class SyntaxTokenExtensions
{
    /// <summary>The token itself, or when the place lies in the space before it, the one before that space.</summary>
    public static SyntaxToken GetPreviousTokenIfTrivia(this SyntaxToken token, int position) =>
        token.SpanStart >= position ? token.GetPreviousToken() : token;
}
