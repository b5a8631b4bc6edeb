using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Teaching.Cells;

/// <summary>A line <c>#r "..."</c> or <c>#i "..."</c>, in a cell or in a file that one loads.</summary>
/// <param name="Text">The line without its comment.</param>
/// <param name="Target">What stands between the quotation marks; null when the line has none.</param>
/// <param name="File">The cell's name, or the full path of the file that is loaded.</param>
/// <param name="Number">Of the line, from 1.</param>
internal sealed partial record ReferenceLine(string Text, string? Target, string File, int Number)
{
    /// <summary>Whether it names a source of packages.</summary>
    public bool IsSource => Text[1..].TrimStart()[0] == 'i';

    public bool IsPackage => !IsSource && Target!.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase);

    /// <summary>All of the code and of the files that it loads, in their order.</summary>
    public static IReadOnlyList<ReferenceLine> AllOf(string code, string name, SourceReferenceResolver? files) =>
        code.Contains('#') ? [.. In(SubmissionCompiler.Parse(code, name), files, [])] : [];

    /// <summary>The code with these lines made into spaces, so that every position stays.</summary>
    public static string Mask(string code)
    {
        if (!code.Contains('#')) return code;
        StringBuilder masked = new(code);
        foreach ((TextSpan span, _) in Matches(SubmissionCompiler.Parse(code, "")))
            for (int i = span.Start; i < span.End; i++) masked[i] = ' ';
        return masked.ToString();
    }

    /// <summary>A path of this line, which starts from the folder of its file, or of the notebook.</summary>
    public string FullPath(string path, string workingDirectory) =>
        Path.GetFullPath(path, Path.IsPathRooted(File) ? Path.GetDirectoryName(File)! : workingDirectory);

    public CellException Failure(string why) =>
        new("ReferenceError", $"{Text}: {why}", [FormattableString.Invariant($"   at {(Path.IsPathRooted(File) ? Path.GetFileName(File) + ", " : "")}line {Number}")]);

    private static IEnumerable<ReferenceLine> In(SyntaxTree tree, SourceReferenceResolver? files, HashSet<string> loaded)
    {
        foreach (DirectiveTriviaSyntax directive in Directives(tree))
        {
            if (directive is LoadDirectiveTriviaSyntax load)
            {
                if (Load(load, files, loaded) is not { } file) continue;
                foreach (ReferenceLine line in In(file, files, loaded)) yield return line;
            }
            else if (Match(tree, directive) is { } match)
            {
                string? target = match.Groups["target"] is { Success: true } group ? group.Value.Trim() : null;
                yield return new ReferenceLine(
                    match.Groups["line"].Value.TrimEnd(), target, tree.FilePath, directive.GetLocation().GetLineSpan().StartLinePosition.Line + 1);
            }
        }
    }

    /// <summary>The file that a line loads, once; null when it cannot be read, of which the compiler will tell.</summary>
    private static SyntaxTree? Load(LoadDirectiveTriviaSyntax load, SourceReferenceResolver? files, HashSet<string> loaded)
    {
        if (files?.ResolveReference(load.File.ValueText, load.SyntaxTree.FilePath) is not { } path || !loaded.Add(path)) return null;
        try
        {
            using StreamReader reader = new(files.OpenRead(path));
            return SubmissionCompiler.Parse(reader.ReadToEnd(), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<(TextSpan Span, Match Match)> Matches(SyntaxTree tree)
    {
        foreach (DirectiveTriviaSyntax directive in Directives(tree))
            if (Match(tree, directive) is { } match) yield return (new TextSpan(directive.HashToken.SpanStart, match.Length), match);
    }

    /// <summary>Those that no <c>#if</c> leaves out.</summary>
    private static IEnumerable<DirectiveTriviaSyntax> Directives(SyntaxTree tree)
    {
        for (DirectiveTriviaSyntax? directive = tree.GetRoot().GetFirstDirective(); directive is not null; directive = directive.GetNextDirective())
            if (directive.IsActive) yield return directive;
    }

    private static Match? Match(SyntaxTree tree, DirectiveTriviaSyntax directive)
    {
        SourceText text = tree.GetText();
        int start = directive.HashToken.SpanStart;
        Match match = Form().Match(text.ToString(TextSpan.FromBounds(start, text.Lines.GetLineFromPosition(start).End)));
        return match.Success ? match : null;
    }

    /// <summary>An <c>#r</c> without quotation marks is left to the compiler, which knows no <c>#i</c>.</summary>
    [GeneratedRegex("""^(?<line>#\s*(?:[ri]\s*"(?<target>[^"]*)"|i(?![\w"])(?:(?!//)[^"])*))\s*(?://.*)?$""")]
    private static partial Regex Form();
}
