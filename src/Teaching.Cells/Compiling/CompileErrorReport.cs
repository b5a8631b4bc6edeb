using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Teaching.Cells;

/// <summary>Says what the compiler objects to, with the line and a mark under the place.</summary>
internal static class CompileErrorReport
{
    private const int MaxErrors = 10;

    public static CellException Describe(IEnumerable<Diagnostic> diagnostics, string cellName, Func<Diagnostic, string?> advice)
    {
        Diagnostic[] errors =
        [
            .. diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)
                .OrderBy(d => d.Location.SourceTree?.FilePath == cellName ? 1 : 0)
                .ThenBy(d => d.Location.SourceSpan.Start),
        ];
        List<string> lines = [.. errors.Take(MaxErrors).SelectMany(error => Lines(error, cellName, advice))];
        if (errors.Length > MaxErrors) lines.Add($"... and {errors.Length - MaxErrors} more errors");
        return new CellException("CompilationError", Headline(errors[0], cellName, advice), lines);
    }

    private static string Headline(Diagnostic error, string cellName, Func<Diagnostic, string?> advice)
    {
        FileLinePositionSpan place = error.Location.GetLineSpan();
        string file = place.Path is { Length: > 0 } path && path != cellName ? Path.GetFileName(path) : "";
        return FormattableString.Invariant(
            $"{file}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1}): error {error.Id}: {Text(error)}{(advice(error) is { } more ? $". {more}" : "")}");
    }

    private static string Text(Diagnostic error) => error.GetMessage(System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<string> Lines(Diagnostic error, string cellName, Func<Diagnostic, string?> advice)
    {
        yield return Headline(error, cellName, advice);
        if (error.Location.SourceTree?.GetText() is not { } text) yield break;

        TextLine line = text.Lines.GetLineFromPosition(error.Location.SourceSpan.Start);
        int column = error.Location.SourceSpan.Start - line.Start;
        int length = Math.Clamp(error.Location.SourceSpan.End, line.Start + column + 1, Math.Max(line.End, line.Start + column + 1)) - line.Start - column;
        string source = line.ToString();
        if (source.Length > 300) yield break;
        string indent = new([.. source[..column].Select(c => c == '\t' ? '\t' : ' ')]);
        yield return "    " + source;
        yield return "    " + indent + new string('^', length);
    }
}
