using System.Text.RegularExpressions;
using Teaching.Notebooks.Documents;
using Teaching.Tests.Browsing;

namespace Teaching.Notebooks.Tests.Comparing;

/// <summary>
/// The form of a lesson that a student finishes: its length, the figure at its start, its boxes, its exercises, its credits.
/// The lessons that are not yet turned are listed by name; the list only shrinks.
/// </summary>
public sealed class LessonFormTests
{
    private static readonly string Folder = Path.Combine(Outside.Root, "notebooks");

    private static readonly HashSet<string> NotYetTurned =
    [
        "01-building-blocks.ipynb", "04-when-gradients-vanish.ipynb", "05-data-and-a-linear-layer.ipynb",
        "06-is-it-a-four.ipynb", "07-all-ten-digits.ipynb", "08-a-better-network.ipynb", "09-convolutional-network.ipynb",
        "10-dynamical-loss.ipynb", "11-errata.ipynb",
    ];

    public static TheoryData<string> Turned => [.. Files.Where(file => !NotYetTurned.Contains(file))];

    private static IEnumerable<string> Files => Directory.GetFiles(Folder, "*.ipynb").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Turned))]
    public void A_turned_lesson_has_the_form(string lesson) => Assert.Empty(LessonForm.Objections(Read(lesson)));

    [Fact]
    public void Every_lesson_that_is_listed_as_not_yet_turned_is_there_and_is_not()
    {
        Assert.Empty(NotYetTurned.Except(Files));
        Assert.All(NotYetTurned, lesson => Assert.NotEmpty(LessonForm.Objections(Read(lesson))));
    }

    /// <summary>The turned lesson with one thing spoilt, and the objection that this must raise.</summary>
    public static TheoryData<Action<Notebook>, string> Spoilt => new()
    {
        { book => book.Cells.AddRange(Enumerable.Range(0, 40).Select(_ => new Cell(CellKind.Markdown, "x"))), "cells" },
        { book => book.Cells.Add(new Cell(CellKind.Markdown, string.Join(' ', Enumerable.Repeat("word", 2000)))), "minutes" },
        { book => book.Cells.Add(new Cell(CellKind.Code, "// " + new string('x', 98))), "longest line" },
        { book => book.Cells.RemoveAll(cell => cell.Id == "draw-names"), "first cells" },
        { book => book.Cells.RemoveAll(cell => cell.Id == "check-1"), "check" },
        { book => Edit(book, "check-2", source => source.Replace("Hint2", "Hint1", StringComparison.Ordinal)), "Hint2" },
        { book => book.Cells.First(cell => cell.Id == "solution-3").Metadata.Remove("jupyter"), "folded" },
        { book => book.Cells.RemoveAll(cell => cell.Id == "solution-4"), "solution" },
        { book => Edit(book, "exercise-1", _ => "double MySigmoidSlope(double z) => 0;"), "stub" },
        { book => Edit(book, "credits", source => source.Replace("Credits", "Ends", StringComparison.Ordinal)), "credits" },
        { book => book.Cells.Add(new Cell(CellKind.Code, "Check.Near(\"it\", 0.15 - 1 * 0.00031, 0.14969, 1e-12);")), "literal" },
        { book => book.Cells.Add(new Cell(CellKind.Markdown, string.Concat(Enumerable.Repeat("> **From the source.** a\n\n", 5)))), "boxes" },
    };

    [Theory]
    [MemberData(nameof(Spoilt), DisableDiscoveryEnumeration = true)]
    public void A_lesson_that_loses_its_form_is_objected_to(Action<Notebook> spoil, string word)
    {
        Notebook lesson = Read("02-backpropagation-by-hand.ipynb");
        spoil(lesson);
        Assert.Contains(LessonForm.Objections(lesson), objection => objection.Contains(word, StringComparison.Ordinal));
    }

    private static Notebook Read(string lesson) => Notebook.Read(Path.Combine(Folder, lesson));

    private static void Edit(Notebook book, string id, Func<string, string> edit)
    {
        Cell cell = book.Cells.First(one => one.Id == id);
        cell.Source = edit(cell.Source);
    }
}

/// <summary>What is wrong with the form of a lesson, one line each.</summary>
internal static partial class LessonForm
{
    public static IEnumerable<string> Objections(Notebook lesson)
    {
        Cell[] code = [.. lesson.Cells.Where(cell => cell.Kind == CellKind.Code)], open = [.. code.Where(cell => !IsFolded(cell))];
        string prose = string.Join("\n\n", lesson.Cells.Where(cell => cell.Kind == CellKind.Markdown).Select(cell => cell.Source));
        Cell[] exercises = [.. code.Where(cell => cell.Tags.Contains("exercise"))];

        if (lesson.Cells.Count > 80) yield return $"{lesson.Cells.Count} cells, at most 80";
        double minutes = WordsOf(prose) / 180.0 + open.Sum(LinesOf) / 6.0 + 2 * Regex.Count(prose, @"\*\*Predict") + 6 * exercises.Length;
        if (minutes is < 45 or > 60) yield return $"{minutes:F1} minutes, 45 to 60";
        int[] lines = [.. code.Select(LinesOf).Order()];
        if (lines[lines.Length / 2] > 8) yield return $"the median code cell has {lines[lines.Length / 2]} lines, at most 8";
        int longest = code.SelectMany(cell => cell.Source.Split('\n')).Max(line => line.Length);
        if (longest > 100) yield return $"the longest line has {longest} characters, at most 100";

        int boxes = Regex.Count(prose, @"(?m)^> \*\*From the source");
        if (boxes > 4) yield return $"{boxes} boxes from the source, at most 4";
        if (!lesson.Cells.Take(3).Any(HasFigure)) yield return "no figure in the first cells";
        if (!code.Any(Moves)) yield return "no slider and no animation";
        if (!Regex.IsMatch(prose, @"(?m)^## Credits")) yield return "no credits";

        if (exercises.Length is < 4 or > 6) yield return $"{exercises.Length} exercises, four to six";
        foreach (Cell exercise in exercises)
            foreach (string objection in ObjectionsTo(exercise, lesson.Cells)) yield return $"{exercise.Id}: {objection}";
        foreach (Cell cell in code)
            foreach (Match check in CheckOfLiteral().Matches(cell.Source)) yield return $"{cell.Id}: a check of a literal that nothing computed, {check.Value}";
    }

    private static IEnumerable<string> ObjectionsTo(Cell exercise, List<Cell> cells)
    {
        string number = exercise.Id.Split('-')[^1];
        if (!exercise.Source.Contains("throw new NotImplementedException()", StringComparison.Ordinal)) yield return "the stub does not say that it is not written";
        if (cells.Find(cell => cell.Id == "check-" + number) is not { } check) yield return "no check";
        else
        {
            foreach (string call in (string[])[".Check(", ".Hint1()", ".Hint2()", ".Use("])
                if (!check.Source.Contains(call, StringComparison.Ordinal)) yield return $"its check cell does not call {call}";
        }
        if (cells.Find(cell => cell.Id == "solution-" + number) is not { } solution) yield return "no solution";
        else
        {
            if (!IsFolded(solution)) yield return "the solution is not folded";
            if (cells.IndexOf(solution) <= cells.IndexOf(exercise) + 2) yield return "the solution stands beside the exercise";
        }
    }

    private static bool IsFolded(Cell cell) => cell.Metadata.Map("jupyter")?["source_hidden"] is JsonFlag { Value: true };

    private static bool HasFigure(Cell cell) => cell.Outputs.OfType<RichOutput>().Any(output => output.Data.Contains(MimeBundle.Plotly));

    private static bool Moves(Cell cell) => HasFigure(cell) && cell.Source.Contains("Chart.Slider", StringComparison.Ordinal);

    /// <summary>Words that are read: no formula counts and no line of a table's rule.</summary>
    private static int WordsOf(string prose) => Word().Count(Formula().Replace(prose, " "));

    /// <summary>Lines with code; a line that is only a comment is none.</summary>
    private static int LinesOf(Cell cell) => cell.Source.Split('\n').Count(line => line.Trim() is { Length: > 0 } text && !text.StartsWith("//", StringComparison.Ordinal));

    [GeneratedRegex(@"\$\$.*?\$\$|\$[^$\n]*\$", RegexOptions.Singleline)]
    private static partial Regex Formula();

    [GeneratedRegex(@"\S+")]
    private static partial Regex Word();

    /// <summary>Check.Near or Check.That whose first value holds numbers and signs only.</summary>
    [GeneratedRegex(@"Check\.(?:Near|NearRelative)\(\s*""[^""]*"",\s*[-+*/().\d_e\s]+,|Check\.That\(\s*(?:true|[-+*/().\d_e\s<>=]+),")]
    private static partial Regex CheckOfLiteral();
}
