using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Teaching.Notebooks.Documents;

namespace Teaching.Site;

/// <summary>
/// C# as HTML with a class for each kind of word (k keyword, t type, m method, s string, n number, c comment, p directive),
/// as the compiler's own parser sees it. No script colours anything later. Colours are an ornament: code that the parser cannot
/// take stands there without them.
/// </summary>
internal static class CodeColors
{
    private const int Longest = 200_000;
    private static readonly CSharpParseOptions Script = new(LanguageVersion.Preview, kind: SourceCodeKind.Script);

    /// <summary>The code, every character of it, escaped. Takes any text.</summary>
    public static string ToHtml(string code)
    {
        if (code.Length > Longest || !CodeDepth.IsBounded(code)) return Page.Escape(code);
        try
        {
            return Coloured(code);
        }
        catch (Exception error) when (Fence.Holds(error))
        {
            return Page.Escape(code);
        }
    }

    private static string Coloured(string code)
    {
        StringBuilder html = new();
        int end = 0;
        foreach (SyntaxToken token in CSharpSyntaxTree.ParseText(code, Script).GetRoot().DescendantTokens())
        {
            foreach (SyntaxTrivia trivia in token.LeadingTrivia) Append(trivia.FullSpan.Start, trivia.FullSpan.End, ClassOf(trivia));
            Append(token.Span.Start, token.Span.End, ClassOf(token));
            foreach (SyntaxTrivia trivia in token.TrailingTrivia) Append(trivia.FullSpan.Start, trivia.FullSpan.End, ClassOf(trivia));
        }
        return html.Append(Page.Escape(code[end..])).ToString();

        void Append(int from, int to, char kind)
        {
            if (to < code.Length && to > 0 && char.IsSurrogatePair(code[to - 1], code[to])) to++;
            string text = Page.Escape(code[Math.Max(from, end)..Math.Max(to, end)]);
            html.Append(kind == ' ' || text.Length == 0 ? text : $"<span class=\"{kind}\">{text}</span>");
            end = Math.Max(to, end);
        }
    }

    private static char ClassOf(SyntaxTrivia trivia)
    {
        if (trivia.IsDirective) return 'p';
        return trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
            or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia ? 'c' : ' ';
    }

    private static char ClassOf(SyntaxToken token)
    {
        SyntaxKind kind = token.Kind();
        if (SyntaxFacts.IsKeywordKind(kind)) return 'k';
        return kind switch
        {
            SyntaxKind.NumericLiteralToken => 'n',
            SyntaxKind.IdentifierToken => ClassOfName(token),
            >= SyntaxKind.InterpolatedStringStartToken and <= SyntaxKind.InterpolatedStringEndToken => 's',
            SyntaxKind.CharacterLiteralToken or SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken
                or SyntaxKind.InterpolatedVerbatimStringStartToken or SyntaxKind.SingleLineRawStringLiteralToken
                or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.InterpolatedSingleLineRawStringStartToken
                or SyntaxKind.InterpolatedMultiLineRawStringStartToken or SyntaxKind.InterpolatedRawStringEndToken
                or SyntaxKind.Utf8StringLiteralToken => 's',
            _ => ' ',
        };
    }

    private static char ClassOfName(SyntaxToken token) => token.Parent switch
    {
        BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or TypeParameterSyntax => 't',
        MethodDeclarationSyntax or LocalFunctionStatementSyntax => 'm',
        IdentifierNameSyntax { IsVar: true } => 'k',
        SimpleNameSyntax name when SyntaxFacts.IsInTypeOnlyContext(name) => SyntaxFacts.IsInNamespaceOrTypeContext(name) && IsUsing(name) ? ' ' : 't',
        SimpleNameSyntax { Parent: InvocationExpressionSyntax } => 'm',
        SimpleNameSyntax { Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access } name
            when access.Name == name && call.Expression == access => 'm',
        SimpleNameSyntax { Parent: MemberAccessExpressionSyntax access } name
            when access.Expression == name && token.ValueText is [var first, ..] && char.IsUpper(first) => 't',
        _ => ' ',
    };

    private static bool IsUsing(SyntaxNode name) => name.FirstAncestorOrSelf<UsingDirectiveSyntax>() is { Alias: null };
}
