using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Teaching.House.Tests;

/// <summary>
/// Which lessons use a library file: those whose code cells name one of its public types (as a type, before a dot, or after one as in
/// Activation.Relu) or call one of its extension methods, unless the lesson declares a type of that name itself.
/// </summary>
internal sealed partial class LessonUse
{
    private readonly SortedDictionary<string, HashSet<string>> namesOfLesson = new(StringComparer.Ordinal);

    /// <summary>Reads the notebooks of a folder, of which each lesson is called by the number its name begins with; an appendix has none.</summary>
    public LessonUse(string folder)
    {
        foreach (string path in Directory.GetFiles(folder, "*.ipynb").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])))
        {
            using JsonDocument notebook = JsonDocument.Parse(File.ReadAllText(path));
            Add(Path.GetFileName(path)[..2], notebook.RootElement.GetProperty("cells").EnumerateArray()
                .Where(cell => cell.GetProperty("cell_type").GetString() == "code")
                .Select(cell => cell.GetProperty("source"))
                .Select(source => source.ValueKind == JsonValueKind.Array ? string.Concat(source.EnumerateArray().Select(line => line.GetString())) : source.GetString()!));
        }
    }

    public LessonUse(params (string Lesson, string Code)[] lessons)
    {
        foreach ((string lesson, string code) in lessons) Add(lesson, [code]);
    }

    /// <summary>The sentence that belongs into the file's first summary, or null where no lesson uses it.</summary>
    public string? Sentence(string source)
    {
        string[] names = [.. PublicNames(CSharpSyntaxTree.ParseText(source, new(LanguageVersion.Preview)).GetRoot())];
        string[] lessons = [.. namesOfLesson.Where(lesson => names.Any(lesson.Value.Contains)).Select(lesson => lesson.Key)];
        return lessons.Length == 0 ? null : $"Used in lesson{(lessons.Length == 1 ? "" : "s")} {string.Join(", ", lessons)}.";
    }

    /// <summary>What is wrong with what the file says, or null.</summary>
    public string? Complaint(string path, string source)
    {
        string[] said = [.. Said().Matches(source).Select(match => match.Value)];
        return (Sentence(source), said) switch
        {
            (null, []) => null,
            (null, _) => $"{path}: no lesson uses it, take out \"{said[0]}\"",
            ({ } right, [{ } only]) when only == right => null,
            ({ } right, []) => $"{path}: say \"{right}\" in the first summary",
            ({ } right, _) => $"{path}: say \"{right}\" once, in place of \"{string.Join("\" and \"", said)}\"",
        };
    }

    /// <summary>The file with the sentence at the end of its first public type's summary, and nowhere else.</summary>
    public string Mended(string source)
    {
        string text = OwnLine().Replace(source, "");
        text = Inline().Replace(text, "");
        if (Sentence(source) is not { } sentence) return text;
        SyntaxNode root = CSharpSyntaxTree.ParseText(text, new(LanguageVersion.Preview)).GetRoot();
        BaseTypeDeclarationSyntax type = root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().First(one => one.Modifiers.Any(SyntaxKind.PublicKeyword));
        int end = text.IndexOf("</summary>", type.FullSpan.Start, StringComparison.Ordinal);
        if (end < 0 || end > type.SpanStart) return text.Insert(type.SpanStart, $"/// <summary>{sentence}</summary>\n");
        int begin = text.LastIndexOf('\n', end) + 1, after = text.IndexOf('\n', end);
        string line = text[begin..after];
        string mended = line == "/// </summary>" ? $"/// {sentence}\n{line}"
            : line.Length + sentence.Length < 140 ? line.Replace("</summary>", $" {sentence}</summary>", StringComparison.Ordinal)
            : line.Replace("<summary>", "<summary>\n/// ", StringComparison.Ordinal).Replace("</summary>", $"\n/// {sentence}\n/// </summary>", StringComparison.Ordinal);
        return text[..begin] + mended + text[after..];
    }

    private static IEnumerable<string> PublicNames(SyntaxNode root) =>
        root.DescendantNodes().OfType<MemberDeclarationSyntax>().Where(member => member.Modifiers.Any(SyntaxKind.PublicKeyword)).SelectMany<MemberDeclarationSyntax, string>(member => member switch
        {
            BaseTypeDeclarationSyntax { Parent: not BaseTypeDeclarationSyntax } type when !type.AttributeLists.ToString().Contains("Obsolete", StringComparison.Ordinal) => [type.Identifier.Text],
            MethodDeclarationSyntax { ParameterList.Parameters: [{ } first, ..] } method when first.Modifiers.Any(SyntaxKind.ThisKeyword) => [method.Identifier.Text],
            _ => [],
        });

    private void Add(string lesson, IEnumerable<string> cells)
    {
        HashSet<string> names = [], declared = [];
        foreach (string cell in cells)
        {
            SyntaxNode root = CSharpSyntaxTree.ParseText(cell, new(LanguageVersion.Preview, kind: SourceCodeKind.Script)).GetRoot();
            names.UnionWith(root.DescendantNodes().OfType<SimpleNameSyntax>().Where(IsTypeOrMember).Select(name => name.Identifier.Text));
            declared.UnionWith(root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Select(type => type.Identifier.Text));
        }
        names.ExceptWith(declared);
        namesOfLesson[lesson] = names;
    }

    /// <summary>Whether the name may be that of a type, or of an extension method that is called.</summary>
    private static bool IsTypeOrMember(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Expression == name => true,
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } => true,
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Activation" } } => true,
        _ => SyntaxFacts.IsInTypeOnlyContext(name),
    };

    [GeneratedRegex(@"Used in lessons? \d\d(?:, \d\d)*\.")]
    private static partial Regex Said();

    [GeneratedRegex(@"^/// Used in lessons? \d\d(?:, \d\d)*\.\n", RegexOptions.Multiline)]
    private static partial Regex OwnLine();

    [GeneratedRegex(@" Used in lessons? \d\d(?:, \d\d)*\.")]
    private static partial Regex Inline();
}
