using Teaching.Notebooks.Documents;

namespace Teaching.Site.Tests;

/// <summary>Which parts of a text are formulas, and that markdown leaves them alone.</summary>
public sealed class FormulasTests
{
    [Theory]
    [InlineData("One $u_k = v_k\n$ here, and $w_i\n= 2$ there.", "u_k = v_k\n", "w_i\n= 2")]
    [InlineData("$a * b$ and $c * d$, $x_1$ and $y_1$", "a * b", "c * d", "x_1", "y_1")]
    [InlineData("$n$th, $ x $, $x $, $ x$.", "n", " x ", "x ", " x")]
    [InlineData(@"so \\(a_1\\) and \(b_1\)", "a_1", "b_1")]
    [InlineData(@"$\text{if $x$ then}$ and $\{x\}$ and $\$5$", @"\text{if $x$ then}", @"\{x\}", @"\$5")]
    [InlineData("| a | b |\n|---|---|\n| $P(A|B)$ | $|x| < 1$ |", "P(A|B)", "|x| < 1")]
    [InlineData("# Of $x_1$ *and* $y$", "x_1", "y")]
    [InlineData("- $a_1$\n- b\n  1. $c_1$\n", "a_1", "c_1")]
    [InlineData("> so $a\n> + b$ is", "a\n+ b")]
    [InlineData("*$x$* **$y$**_$z$_", "x", "y", "z")]
    [InlineData("[$x$](https://example.org) and <b>$y$</b>", "x", "y")]
    [InlineData("see [$x_1$ there][$l$]\n\n[$l$]: https://example.org/", "x_1")]
    [InlineData("<div>\n$x_1$\n</div>", "x_1")]
    public void A_formula_in_the_line(string markdown, params string[] expected) => Assert.Equal(expected.Select(tex => (tex, false)), FormulasOf(markdown));

    [Theory]
    [InlineData("The rate is\n\n\\begin{align}\nr_n & = a_n \\\\\n    & = c_n\n\\end{align}\n\nand that is all.", "\\begin{align}\nr_n & = a_n \\\\\n    & = c_n\n\\end{align}")]
    [InlineData("\\begin{equation}\nf_1 * g_1 * h = 1\n\\end{equation}", "\\begin{equation}\nf_1 * g_1 * h = 1\n\\end{equation}")]
    [InlineData("so \\begin{equation*} a_1*b_1*c \\end{equation*} is", "\\begin{equation*} a_1*b_1*c \\end{equation*}")]
    [InlineData("\\begin{array}{c} \\begin{array}{c} a \\end{array} \\\\ b \\end{array}", "\\begin{array}{c} \\begin{array}{c} a \\end{array} \\\\ b \\end{array}")]
    [InlineData("so $$a_1 * b_1 * c$$ is", "a_1 * b_1 * c")]
    [InlineData("$$\na \\\\\n\n    b_1\n$$", "a \\\\\n\n    b_1")]
    [InlineData(@"\[ a_1 * b_1 \]", "a_1 * b_1")]
    [InlineData(@"\\[ a_1 * b_1 * c \\]", "a_1 * b_1 * c")]
    [InlineData("1. so\n\n   $$\n   a_1\n   $$\n\n2. more", "a_1")]
    [InlineData("> > so\n> > $$\n> > a\n> > > b\n> > $$\n> end", "a\n> b")]
    [InlineData("| a |\n|---|\n| $$|x|$$ |", "|x|")]
    public void A_displayed_formula(string markdown, string expected) => Assert.Equal([(expected, true)], FormulasOf(markdown));

    [Theory]
    [InlineData("$5 and $6")]
    [InlineData("it costs $5, and 5$ or 6$ more")]
    [InlineData("$1,000-$2,000 and US$5 to US$6")]
    [InlineData("$5 million and 10 million in US$")]
    [InlineData("Cost ($) | Price ($)")]
    [InlineData("$HOME and $PATH")]
    [InlineData("costs \\$5 and \\$6")]
    [InlineData("`$a$` and ``$b$ ` $c$``")]
    [InlineData("```\n$a$\n$$b$$\n\\begin{align}x\\end{align}\n```")]
    [InlineData("so\n\n    $a$\n")]
    [InlineData("> ~~~\n> $a$\n> ~~~")]
    [InlineData("costs $5 `a$b` and")]
    [InlineData("pay $$ now\n\n```\necho $$\n```")]
    [InlineData(@"see \[1\] and \[2, 3\]")]
    [InlineData("$a\n\nb$")]
    [InlineData("$$ $$ and $ $")]
    [InlineData(@"a \\ b \begin{align} never ended")]
    [InlineData("\uE0000\uE001 and \uE000")]
    public void Text_stays_text_and_code_stays_code(string markdown) => Assert.Empty(FormulasOf(markdown));

    [Fact]
    public void Code_that_a_formula_makes_of_its_text_shows_the_text()
    {
        Assert.DoesNotContain('\uE000', HtmlOf("$a`$ x `$b$` y `c $d$"));
        Assert.DoesNotContain('\uE000', HtmlOf("[a]($x$ \"$t$\") <https://a.org/$b$> ![$c_1$](missing.png)\n\n    $d$"));
    }

    [Theory]
    [InlineData("so\n$$\na\n$$\nis", "<p>so\n<span class=\"math display\">a</span>\nis</p>")]
    [InlineData("\\begin{align}\na\n\\end{align}", "<div class=\"math display\">\\begin{align}\na\n\\end{align}</div>")]
    [InlineData("![of $x_1$](https://example.org/a.png)", "[picture: of x_1]")]
    public void It_stands_in_its_paragraph_or_alone(string markdown, string expected) => Assert.Contains(expected, HtmlOf(markdown));

    [Theory]
    [InlineData("$\\displaystyle x^{2}$", "<div class=\"math display\">\\displaystyle x^{2}</div>")]
    [InlineData("$$x$$", "<div class=\"math display\">x</div>")]
    [InlineData("\\begin{equation}x\\end{equation}", "<div class=\"math display\">\\begin{equation}x\\end{equation}</div>")]
    [InlineData("x^2", "<div class=\"math display\">x^2</div>")]
    [InlineData("so $x$ <b> $$y$$", "<p>so <span class=\"math\">x</span> &lt;b&gt; <span class=\"math display\">y</span></p>")]
    public void An_output_of_latex_shows_as_Jupyter_shows_it(string latex, string expected) => Assert.Equal(expected, Formulas.OfLatex(latex).TrimEnd());

    [Fact]
    public void All_formulas_of_a_page_are_found_again_in_its_html()
    {
        string html = HtmlOf("$a < b$ and $$\\text{\"c\"}$$");
        Assert.Equal([("a < b", false), ("\\text{\"c\"}", true)], Formulas.In(html));
    }

    private static (string, bool)[] FormulasOf(string markdown)
    {
        string html = HtmlOf(markdown);
        Assert.DoesNotContain("<em>", markdown.Contains("*$") ? "" : html.Replace("<em>and</em>", ""));
        return [.. Formulas.In(html)];
    }

    private static string HtmlOf(string markdown) => Markdown.ToHtml(Cell.Markdown(markdown), new PageContext(Path.GetFullPath("/x"), new SiteNames([])));
}
