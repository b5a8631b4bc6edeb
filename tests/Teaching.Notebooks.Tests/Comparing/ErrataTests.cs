using System.Text.RegularExpressions;
using Teaching.Notebooks.Documents;
using Teaching.Tests.Browsing;

namespace Teaching.Notebooks.Tests.Comparing;

/// <summary>
/// The book of errata: each row of its tables has a kind, a habit and a proof. A proof is a heading of the appendix, below which a cell
/// that ran says <c>ok</c> with the row's number, or a cell of a lesson that ran and showed something.
/// </summary>
public sealed partial class ErrataTests
{
    private static readonly string Lessons = Path.Combine(Outside.Root, "notebooks");
    private static readonly string[] Kinds = ["formula", "code", "number", "reasoning", "text"];
    private static readonly Notebook Appendix = Notebook.Read(Path.Combine(Lessons, "appendix-errata.ipynb"));

    [Fact]
    public void Every_row_of_the_tables_has_a_proof_that_ran()
    {
        Row[] rows = [.. Rows(Appendix)];
        Assert.True(rows.Length >= 60, $"{rows.Length} rows were read");
        Assert.Empty(Objections(Appendix, rows));
    }

    [Fact]
    public void Every_check_that_names_a_row_names_one_that_is_there()
    {
        HashSet<string> rows = [.. Rows(Appendix).Select(row => row.Id)];
        Assert.Empty(Appendix.Cells.SelectMany(Proved).Where(id => !rows.Contains(id)).Distinct());
    }

    [Fact]
    public void Every_heading_that_a_proof_names_is_one_small_word_which_is_the_same_anchor_in_every_viewer()
    {
        string[] headings = [.. Rows(Appendix).Where(row => row.File.Length == 0).Select(row => row.Anchor).Distinct()];
        Assert.All(headings, heading => Assert.Matches("^[a-z]+$", heading));
        Assert.All(headings, heading => Assert.Single(Headings(Appendix), found => found.Equals(heading, StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData("| I1 | a | b | text: counting | [losses](#no-such-heading) |", "I1: no heading no-such-heading")]
    [InlineData("| I1 | a | b | text: counting | [slopes](#slopes) |", "I1: no cell below slopes says ok")]
    [InlineData("| I1 | a | b | text: counting | [x](02-backpropagation-by-hand.ipynb#title) |", "I1: 02-backpropagation-by-hand.ipynb has no cell title that ran")]
    [InlineData("| I1 | a | b | text: counting | none |", "I1: no proof")]
    [InlineData("| I1 | a | b | opinion: counting | [losses](#losses) |", "I1: opinion is no kind")]
    [InlineData("| I1 | a | b | text: guessing | [losses](#losses) |", "I1: guessing is no habit")]
    [InlineData("| I2 | a | b | text: counting | [losses](#losses) |", "I2 follows on I0")]
    public void A_row_without_its_proof_is_found(string line, string objection)
    {
        Notebook book = new();
        book.Cells.Add(new Cell(CellKind.Markdown, line));
        Assert.Contains(objection, Objections(Appendix, [.. Rows(book)]));
    }

    [Fact]
    public void The_rows_that_are_right_raise_no_objection() =>
        Assert.Empty(Objections(Appendix, [new("I", 1, "text", "counting", "", "losses"), new("I", 2, "code", "counting", "02-backpropagation-by-hand.ipynb", "w5-reach")]));

    private sealed record Row(string Source, int Number, string Kind, string Habit, string File, string Anchor)
    {
        public string Id => $"{Source}{Number}";
    }

    private static IEnumerable<string> Objections(Notebook book, IReadOnlyList<Row> rows)
    {
        HashSet<string> habits = [.. book.Cells.SelectMany(cell => TableRow().Matches(cell.Source)).Select(match => match.Groups[1].Value)];
        Dictionary<string, int> last = [];
        foreach (Row row in rows)
        {
            int before = last.GetValueOrDefault(row.Source);
            if (row.Number != before + 1) yield return $"{row.Id} follows on {row.Source}{before}";
            last[row.Source] = row.Number;
            if (!Kinds.Contains(row.Kind)) yield return $"{row.Id}: {row.Kind} is no kind";
            if (!habits.Contains(row.Habit)) yield return $"{row.Id}: {row.Habit} is no habit";
            if (Missing(book, row) is { } missing) yield return $"{row.Id}: {missing}";
        }
    }

    private static string? Missing(Notebook book, Row row)
    {
        if (row.Anchor.Length == 0) return "no proof";
        if (row.File.Length > 0)
            return ProvingCells(row.File).Contains(row.Anchor) ? null : $"{row.File} has no cell {row.Anchor} that ran";
        if (!Headings(book).Contains(row.Anchor)) return $"no heading {row.Anchor}";
        return Below(book, row.Anchor).SelectMany(Proved).Contains(row.Id) ? null : $"no cell below {row.Anchor} says ok";
    }

    private static HashSet<string> ProvingCells(string lesson) =>
        [.. Notebook.Read(Path.Combine(Lessons, lesson)).Cells.Where(Ran).Select(cell => cell.Id)];

    private static bool Ran(Cell cell) => cell is { Kind: CellKind.Code, ExecutionCount: not null, Outputs.Count: > 0 };

    private static IEnumerable<string> Headings(Notebook book) => book.Cells.Where(cell => cell.Kind == CellKind.Markdown)
        .SelectMany(cell => HeadingLine().Matches(cell.Source)).Select(match => match.Groups[1].Value.Trim());

    /// <summary>The code cells below a heading, which is the last line of its cell or has its text below it, up to the next cell with one.</summary>
    private static IEnumerable<Cell> Below(Notebook book, string heading) => book.Cells
        .SkipWhile(cell => cell.Kind != CellKind.Markdown || HeadingLine().Matches(cell.Source).LastOrDefault()?.Groups[1].Value.Trim() != heading)
        .Skip(1).TakeWhile(cell => cell.Kind != CellKind.Markdown || !HeadingLine().IsMatch(cell.Source)).Where(Ran);

    private static IEnumerable<string> Proved(Cell cell) =>
        cell.Outputs.OfType<StreamOutput>().SelectMany(output => OkLine().Matches(output.Text)).Select(match => match.Groups[1].Value);

    private static IEnumerable<Row> Rows(Notebook book) =>
        from cell in book.Cells
        where cell.Kind == CellKind.Markdown
        from Match row in ErratumRow().Matches(cell.Source)
        let link = ProofLink().Match(row.Groups[5].Value)
        select new Row(row.Groups[1].Value, int.Parse(row.Groups[2].Value), row.Groups[3].Value, row.Groups[4].Value, link.Groups[1].Value, link.Groups[2].Value);

    [GeneratedRegex(@"^\| ([IEMBD])(\d+) \|[^|\n]+\|[^|\n]+\| (\w+): ([\w ]+) \| ([^|\n]+) \|$", RegexOptions.Multiline)]
    private static partial Regex ErratumRow();

    /// <summary>A row of two columns, as in the table of the habits.</summary>
    [GeneratedRegex(@"^\| ([a-z0-9 ]+) \|[^|\n]+\|$", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex(@"^\[[^\]]+\]\(([0-9a-z-]+\.ipynb)?#([0-9a-z-]+)\)$")]
    private static partial Regex ProofLink();

    [GeneratedRegex(@"^#{1,6} (.+)$", RegexOptions.Multiline)]
    private static partial Regex HeadingLine();

    [GeneratedRegex(@"^ok  ([IEMBD]\d+): ", RegexOptions.Multiline)]
    private static partial Regex OkLine();
}
