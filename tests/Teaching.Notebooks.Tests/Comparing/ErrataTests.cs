using System.Text.RegularExpressions;
using Teaching.Notebooks.Documents;
using Teaching.Tests.Browsing;

namespace Teaching.Notebooks.Tests.Comparing;

/// <summary>The book of errata, the appendix of errata: each of its proofs is a cell that exists, in the lesson that it names, and that was run.</summary>
public sealed partial class ErrataTests
{
    private static readonly string Lessons = Path.Combine(Outside.Root, "notebooks");

    [Fact]
    public void Every_cell_that_an_erratum_names_as_its_proof_stands_in_that_lesson_and_has_an_output()
    {
        (string Lesson, string Cell)[] proofs = [.. Proofs()];
        Assert.True(proofs.Length > 200, $"{proofs.Length} links to proofs were found, in the table of each source and in the whole one");
        Dictionary<string, HashSet<string>> cells = proofs.Select(proof => proof.Lesson).Distinct().ToDictionary(lesson => lesson, ProvingCells);
        Assert.Empty(proofs.Where(proof => !cells[proof.Lesson].Contains(proof.Cell)).Select(proof => $"{proof.Lesson} has no cell {proof.Cell} that ran and showed something").Distinct());
    }

    [Fact]
    public void A_cell_that_is_not_there_would_be_found()
    {
        Assert.DoesNotContain("no-such-cell", ProvingCells("02-backpropagation-by-hand.ipynb"));
        Assert.DoesNotContain("title", ProvingCells("02-backpropagation-by-hand.ipynb"));
        Assert.Contains("w5-reach", ProvingCells("02-backpropagation-by-hand.ipynb"));
    }

    private static HashSet<string> ProvingCells(string lesson) =>
        [.. Notebook.Read(Path.Combine(Lessons, lesson)).Cells.Where(cell => cell is { Kind: CellKind.Code, ExecutionCount: not null, Outputs.Count: > 0 }).Select(cell => cell.Id)];

    private static IEnumerable<(string Lesson, string Cell)> Proofs() =>
        from cell in Notebook.Read(Path.Combine(Lessons, "appendix-errata.ipynb")).Cells
        from output in cell.Outputs.OfType<RichOutput>()
        let text = MimeBundle.TextOf(output.Data, "text/markdown") ?? ""
        from Match link in ProofLink().Matches(text)
        select (link.Groups[1].Value, link.Groups[2].Value);

    [GeneratedRegex(@"\]\(([0-9a-z-]+\.ipynb)#([0-9a-z-]+)\)")]
    private static partial Regex ProofLink();
}
