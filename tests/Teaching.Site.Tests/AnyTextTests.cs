using System.Net;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Terminals;
using Teaching.Tests.Browsing;

namespace Teaching.Site.Tests;

/// <summary>Pages can be written for any text whatever in any cell. A failure names its seed.</summary>
public sealed partial class AnyTextTests
{
    private static readonly string Home = Path.GetFullPath("/x");

    [Fact]
    public void Every_notebook_gets_its_page_and_its_line_on_the_index()
    {
        Prop.ForAll(Arb.From(AnyText.Notebooks), notebook =>
        {
            LessonEntry entry = EntryOf(notebook);
            Assert.True(entry.Fault is null, entry.Fault?.ToString());
            string page = LessonPage.ToHtml(entry.Text, entry.Context!, "a.ipynb", null, null) + IndexPage.ToHtml(null, [entry], DateTimeOffset.UnixEpoch);
            SearchIndex.ToScript([("a.html", entry.Title, entry.Context!.Search)]);
            Assert.DoesNotMatch(Active(), page);
            return true;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Coloured_code_is_the_code()
    {
        Prop.ForAll(Arb.From(AnyText.Texts), code => TextOf(CodeColors.ToHtml(code)) == WebUtility.HtmlDecode(WebUtility.HtmlEncode(code))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_terminal_shows_no_control_character_but_tabs_and_ends_of_lines()
    {
        Prop.ForAll(Arb.From(AnyText.Texts), text =>
        {
            string shown = TerminalText.Plain(text);
            return shown == TerminalText.Plain(shown) && shown.All(letter => !char.IsControl(letter) || letter is '\t' or '\n');
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_formula_is_found_where_it_stands_and_none_in_another()
    {
        Prop.ForAll(Arb.From(AnyText.Texts), text =>
        {
            int end = 0;
            foreach ((int start, Formula formula) in new FormulaFinder(text, []).All())
            {
                Assert.True(start >= end);
                Assert.Equal(formula.Source, text.Substring(start, formula.Source.Length));
                end = start + formula.Source.Length;
            }
            return true;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Every_prefix_of_a_cell_has_a_page()
    {
        Notebook lesson = Notebook.Read(Path.Combine(Outside.Root, "notebooks", "02-backpropagation-by-hand.ipynb"));
        foreach (Cell cell in lesson.Cells.Where((_, i) => i % 4 == 0))
            for (int length = 0; length < Math.Min(cell.Source.Length, 400); length++)
                Assert.Null(EntryOf(new Notebook { Cells = [new Cell(cell.Kind, cell.Source[..length])] }).Fault);
    }

    /// <summary>What nests without end, for parsers that call themselves; each would end the process.</summary>
    [Theory]
    [InlineData("(")]
    [InlineData("{")]
    [InlineData("a<")]
    [InlineData("(a,")]
    [InlineData("f(x=>{")]
    [InlineData("$\"{")]
    [InlineData("$\"{(")]
    [InlineData("#if a\n")]
    [InlineData("&&a", "#if a")]
    [InlineData("!", "#if ")]
    [InlineData("-")]
    [InlineData("if(x)")]
    [InlineData("a+")]
    [InlineData("a?")]
    [InlineData("/*")]
    [InlineData("> ")]
    [InlineData(">")]
    [InlineData("- ")]
    [InlineData("1. ")]
    [InlineData("[")]
    [InlineData("![")]
    [InlineData("[a](")]
    [InlineData("*a ")]
    [InlineData("**a")]
    [InlineData("`a``")]
    [InlineData("|a")]
    [InlineData("$")]
    [InlineData("${")]
    [InlineData("$$ ")]
    [InlineData("\\begin{a}")]
    [InlineData("\\[")]
    [InlineData("<table><tr>")]
    [InlineData("\u001b[1A")]
    [InlineData("\u001b[999C\u001b[1K")]
    [InlineData("\r")]
    public void What_nests_without_end_is_a_page(string unit, string start = "")
    {
        string text = start + string.Concat(Enumerable.Repeat(unit, 100_000 / unit.Length / unit.Length));
        Cell code = Cell.Code(text);
        code.Outputs.AddRange(
        [
            new StreamOutput("stdout", text), new ErrorOutput("E", text, [text]), new DisplayOutput(new JsonMap { { "text/markdown", text } }),
            new DisplayOutput(new JsonMap { { "text/latex", text } }), new DisplayOutput(new JsonMap { { "text/html", text } }),
        ]);
        LessonEntry entry = EntryOf(new Notebook { Cells = [code, Cell.Markdown(text)] });
        Assert.Null(entry.Fault);
        Assert.NotEmpty(entry.Text);
    }

    private static LessonEntry EntryOf(Notebook notebook)
    {
        string path = Path.Combine(Home, "a.ipynb");
        return LessonEntry.Of(new Lesson(path, notebook), new SiteNames([path]));
    }

    private static string TextOf(string html) => WebUtility.HtmlDecode(Span().Replace(html, ""));

    [GeneratedRegex("</?span[^>]*>")]
    private static partial Regex Span();

    [GeneratedRegex(@"<script(?! type=""application/json"">)|<[a-z]+ [^>]*\bon[a-z]+=|(?:href|src)=""\s*javascript:")]
    private static partial Regex Active();
}
