using Teaching.Notebooks.Documents;
using Teaching.Tests.Browsing;

namespace Teaching.Site.Tests;

public sealed class FormulaCheckTests
{
    private readonly FormulaCheck check = new([Outside.Root]);

    [Fact]
    public void A_formula_that_KaTeX_refuses_is_named_with_its_cell_and_the_reason()
    {
        Outside.RequireNodeModules();
        Cell code = Cell.Code("x // $\\frac{1$");
        code.Outputs.Add(new DisplayOutput(new JsonMap { { "text/latex", "$\\nosuch{y}$" } }));
        Cell[] cells = [Cell.Markdown("good $x^2$ and $\\frac{1}$"), Cell.Markdown("`$\\frac{1$`"), code];
        cells[0].Id = "first";
        string[] lines = [.. RefusedIn(cells).Select(one => one.ToString())];
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("cell 1 (id first): the formula \\frac{1} cannot be typeset: KaTeX parse error: ", lines[0]);
        Assert.StartsWith("cell 3 (id ): the formula \\nosuch{y} cannot be typeset: KaTeX parse error: Undefined control sequence: \\nosuch", lines[1]);
    }

    [Theory]
    [InlineData("$\\newcommand{\\R}{\\mathbb{R}} \\R$", "$\\newcommand{\\R}[1]{\\mathbf{#1}} \\R{x}$", "$\\def\\E{e} \\E$ then $\\E^\\E$")]
    [InlineData("$$\\newcommand\\vect[1]{\\mathbf{#1}}$$", "$\\vect{x}$", "$\\renewcommand{\\new}{n} \\new$")]
    [InlineData("$\\DeclareMathOperator{\\relu}{ReLU} \\DeclareMathOperator*{\\best}{best}$", "$\\relu(x)$", "$$\\best_{x} f$$")]
    [InlineData("\\begin{equation}\\label{eq:1} a = b \\end{equation}", "by $\\eqref{eq:1}$ and $\\ref{eq:1}$", "$\\require{ams}$")]
    [InlineData("\\begin{eqnarray} a &=& b \\\\ &=& c \\nonumber \\end{eqnarray}", "\\begin{multline*} a \\\\ b \\end{multline*}", "\\begin{flalign} a &= b \\end{flalign}")]
    [InlineData("\\begin{align}\na &= b \\\\\n\n    &= c\n\\end{align}", "$\\begin{cases} a & b \\\\ c & d \\end{cases}$", "größe $\\text{größe}$")]
    public void What_notebooks_write_for_MathJax_is_taken(params string[] markdown)
    {
        Outside.RequireNodeModules();
        Assert.Empty(RefusedIn([.. markdown.Select(Cell.Markdown)]).Select(one => one.ToString()));
    }

    [Fact]
    public void A_formula_without_end_is_refused_and_those_after_it_are_checked()
    {
        Outside.RequireNodeModules();
        string deep = $"$${string.Concat(Enumerable.Repeat("\\sqrt{", 2000))}x{new string('}', 2000)}$$", endless = "$\\def\\a{\\a\\a}\\a$";
        IReadOnlyList<RefusedFormula> refused = RefusedIn(Cell.Markdown(deep), Cell.Markdown(endless), Cell.Markdown("$x$ $\\nosuch$"));
        Assert.Equal([1, 2, 3], refused.Select(one => one.Cell));
        Assert.Contains("nests too deep", refused[0].Reason);
    }

    [Fact]
    public void No_formula_of_the_course_is_refused()
    {
        Outside.RequireNodeModules();
        Assert.Empty(CommittedSite.Notebooks.SelectMany(path => check.RefusedIn(Notebook.Read(path), path).Select(one => $"{path}: {one}")));
    }

    private IReadOnlyList<RefusedFormula> RefusedIn(params Cell[] cells) => check.RefusedIn(new Notebook { Cells = [.. cells] }, Path.GetFullPath("/x/a.ipynb"));
}
