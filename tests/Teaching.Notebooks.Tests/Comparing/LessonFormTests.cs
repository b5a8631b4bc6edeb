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
        "07-all-ten-digits.ipynb", "09-convolutional-network.ipynb",
        "12-dynamical-loss.ipynb",
    ];

    public static TheoryData<string> Turned => [.. Files.Where(file => !NotYetTurned.Contains(file))];

    /// <summary>The lessons; an appendix has no exercises.</summary>
    private static IEnumerable<string> Files => Directory.GetFiles(Folder, "*.ipynb").Select(path => Path.GetFileName(path))
        .Where(file => !file.StartsWith("appendix-", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

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
