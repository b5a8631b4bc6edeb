using System.Text;
using Teaching.Notebooks.Documents;

namespace Teaching.Site.Tests;

public sealed class LessonPageTests
{
    private readonly Notebook notebook = Notebook.Create();

    [Fact]
    public void Markdown_shows_with_its_formulas_and_without_its_own_html()
    {
        notebook.Cells.Add(Cell.Markdown("# Über *Lernen*\n\n$a_1 + b_1$ and <script>alert(1)</script> <b onclick='x()'>b</b>\n\n| a | b |\n|---|---|\n| 1 | 2 |"));
        string page = PageOf();
        Assert.Contains("<h1 id=\"s-über-lernen\">Über <em>Lernen</em></h1>", page);
        Assert.Contains("<span class=\"math\">a_1 + b_1</span>", page);
        Assert.Contains("&lt;script&gt;", page);
        Assert.Contains("<td>1</td>", page);
        Assert.DoesNotContain("<b ", page);
    }

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JavaScript&colon;alert(1))")]
    [InlineData("[x]( \tjava&#10;script:alert(1))")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("![x](vbscript:x)")]
    [InlineData("[x](data:text/html,<script>1</script>)")]
    [InlineData("[x][y]\n\n[y]: javascript:alert(1)")]
    [InlineData("![x](data:text/html;base64,PGI+)")]
    public void No_address_that_runs_a_script_comes_through(string markdown)
    {
        notebook.Cells.Add(Cell.Markdown(markdown));
        string page = PageOf();
        Assert.DoesNotMatch(@"(href|src)=""\s*(java|vb|data)", page.ToLowerInvariant());
    }

    [Theory]
    [InlineData("[x](https://example.org/a?b=c:d)", "href=\"https://example.org/a?b=c:d\"")]
    [InlineData("[x](#One-part)", "href=\"#s-one-part\"")]
    [InlineData("[x](03-other%20%231.ipynb)", "href=\"03-other%20%231.html\"")]
    [InlineData("[x](../x/03-other%20%231.ipynb#Part-2)", "href=\"03-other%20%231.html#s-part-2\"")]
    [InlineData("[x](<03-other #1.ipynb>)", "<p>x (03-other #1.ipynb)</p>")]
    [InlineData("[x](../src/Some.cs)", "<p>x (../src/Some.cs)</p>")]
    [InlineData("[src/Some.cs](src/Some.cs)", "<p>src/Some.cs</p>")]
    [InlineData("![a net](https://example.org/a.png)", "<a href=\"https://example.org/a.png\" rel=\"noopener noreferrer\">[picture: a net]</a>")]
    [InlineData("![a net](missing.png)", "<p>[picture: a net]</p>")]
    [InlineData("[x](https://example.org/a.ipynb)", "href=\"https://example.org/a.ipynb\"")]
    [InlineData("[x](mailto:a@example.org)", "href=\"mailto:a@example.org\"")]
    public void Ordinary_addresses_stay(string markdown, string expected)
    {
        notebook.Cells.Add(Cell.Markdown(markdown));
        Assert.Contains(expected, PageOf());
    }

    [Fact]
    public void A_picture_attached_to_a_cell_is_written_into_the_page()
    {
        Cell cell = Cell.Markdown("![a net](attachment:my%20net.png)");
        cell.Attachments = new JsonMap { { "my net.png", new JsonMap { { "image/png", "aGVsbG8=\n" } } } };
        notebook.Cells.Add(cell);
        Assert.Contains("src=\"data:image/png;base64,aGVsbG8=\"", PageOf());
    }

    [Fact]
    public void A_chart_shows_as_an_image_of_its_svg_with_its_text_to_read_aloud()
    {
        const string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
        AddCode("Chart.Line(x)", new DisplayOutput(new JsonMap
        {
            { MimeBundle.Html, "<script>1</script>" }, { MimeBundle.Svg, svg }, { MimeBundle.PlainText, "a \"line\" <chart>" },
        }));
        string page = PageOf();
        Assert.Contains($"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}", page);
        Assert.Contains("alt=\"a &quot;line&quot; &lt;chart&gt;\"", page);
        Assert.DoesNotContain("<script>1", page);
    }

    [Fact]
    public void Html_with_nothing_plainer_is_shut_in_a_sandbox()
    {
        AddCode("HTML(s)", new DisplayOutput(new JsonMap { { MimeBundle.Html, "<script>alert(\"1\")</script>" } }));
        Assert.Contains("<iframe sandbox title=\"output of the cell\" srcdoc=\"&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;\">", PageOf());
    }

    [Fact]
    public void Code_text_and_errors_are_escaped()
    {
        AddCode("var x = a < b && c > d; // </code>", new StreamOutput("stdout", "1 < 2\n"), new ErrorOutput("Bad", "x < y", ["at <cell>"]));
        string page = PageOf();
        Assert.Contains("x = a &lt; b &amp;&amp; c &gt; d; <span class=\"c\">// &lt;/code&gt;</span></code>", page);
        Assert.Contains("<pre class=\"output\">1 &lt; 2</pre>", page);
        Assert.Contains("<pre class=\"failed\">Bad: x &lt; y\nat &lt;cell&gt;</pre>", page);
    }

    [Fact]
    public void Streams_and_errors_show_as_in_a_terminal_wherever_they_are_cut()
    {
        AddCode("a", new StreamOutput("stdout", "\rstep 1"), new StreamOutput("stdout", "\rstep 2\n\u001b[31"), new StreamOutput("stdout", "mred <b>\u001b[0m."));
        AddCode("b", new ErrorOutput("E", "no", ["\u001b[1;31mE\u001b[0m: no", "at 1%\rat 2%"]));
        string page = PageOf();
        Assert.Contains("<pre class=\"output\">step 2\n<span style=\"color:light-dark(#cd3131,#", page);
        Assert.Contains(")\">red &lt;b&gt;</span>.</pre>", page);
        Assert.Contains("font-weight:bold\">E</span>: no\nat 2%</pre>", page);
        Assert.DoesNotContain('\u001b', page);
    }

    [Theory]
    [InlineData("the slope $a < b$ here", "<span class=\"math\">a &lt; b</span>")]
    [InlineData("so\n\n$$ \\frac{a}{b} $$\n\nis", "<span class=\"math display\">\\frac{a}{b}</span>")]
    [InlineData("so\n\n$$\n\\frac{a}{b}\n$$\n\nis", "<div class=\"math display\">\\frac{a}{b}</div>")]
    [InlineData("it costs \\$5 and \\$6", "it costs $5 and $6")]
    public void A_formula_is_an_element_that_holds_its_TeX(string markdown, string expected)
    {
        notebook.Cells.Add(Cell.Markdown(markdown));
        Assert.Contains(expected, PageOf());
    }

    [Fact]
    public void The_contents_name_each_heading_once_with_its_formulas_and_no_link_in_the_link()
    {
        notebook.Cells.Add(Cell.Markdown("# Title\n\n## Of $x$\n\n### A [link](https://example.org) and `code`"));
        notebook.Cells.Add(Cell.Markdown("## Of $x$"));
        string page = PageOf();
        Assert.Contains("""
            <ol>
            <li class="level0"><a href="#s-of-x">Of <span class="math">x</span></a></li>
            <li class="level1"><a href="#s-a-link-and-code">A link and <code>code</code></a></li>
            <li class="level0"><a href="#s-of-x-1">Of <span class="math">x</span></a></li>
            </ol>
            """.ReplaceLineEndings("\n"), page);
        Assert.Contains("<h2 id=\"s-of-x-1\">", page);
    }

    [Fact]
    public void A_code_cell_can_be_linked_to_by_its_id_and_shares_it_with_no_heading()
    {
        notebook.Cells.Add(Cell.Markdown("# Steps\n\n[proof](#w5-reach) in [another](03-other%20%231.ipynb#steps)"));
        foreach (string id in (string[])["w5-reach", "steps", "a\"><b>"])
        {
            AddCode("1");
            notebook.Cells[^1].Id = id;
        }
        string page = PageOf();
        Assert.Contains("<a href=\"#s-w5-reach\">proof</a>", page);
        Assert.Contains("href=\"03-other%20%231.html#s-steps\"", page);
        Assert.Contains("<h1 id=\"s-steps\">", page);
        Assert.Contains("<pre class=\"code\" id=\"s-w5-reach\">", page);
        Assert.Contains("<pre class=\"code\" id=\"s-steps-1\">", page);
        Assert.Contains("<pre class=\"code\" id=\"s-ab\">", page);
    }

    [Fact]
    public void A_chart_has_its_plotly_data_beside_its_picture_and_no_end_of_script_in_them()
    {
        JsonMap plotly = new() { { "data", new JsonList() }, { "layout", new JsonMap { { "title", "</script><b>" } } }, { "config", new JsonMap { { "plotlyServerURL", "x" } } } };
        AddCode("x", new DisplayOutput(new JsonMap { { MimeBundle.Svg, "<svg xmlns=\"x\" width=\"660\" height=\"400\"/>" }, { MimeBundle.Plotly, plotly }, { MimeBundle.PlainText, "t" } }));
        string page = PageOf();
        Assert.Contains("<script type=\"application/json\">{\"data\": [],\"layout\": {\"title\": \"\\u003c/script>\\u003cb>\"}}</script>", page);
        Assert.Contains(" width=\"660\" height=\"400\" alt=\"t\"", page);
    }

    [Fact]
    public void The_neighbours_of_a_lesson_are_below_it()
    {
        string page = PageOf("a & b.html", "Before <1>");
        Assert.Contains("<a rel=\"prev\" href=\"a%20%26%20b.html\"><span>Previous</span> Before &lt;1&gt;</a>", page);
        Assert.DoesNotContain("rel=\"next\"", page);
    }

    private void AddCode(string source, params Output[] outputs)
    {
        Cell cell = Cell.Code(source);
        cell.Outputs.AddRange(outputs);
        notebook.Cells.Add(cell);
    }

    private string PageOf(string? previous = null, string? title = null)
    {
        PageContext page = Context();
        string text = LessonPage.TextOf(new Lesson(At("02-lesson.ipynb"), notebook), page);
        return LessonPage.ToHtml(text, page, "02-lesson.ipynb", previous is null ? null : (previous, title!), null);
    }

    private static PageContext Context() => new(At("").TrimEnd(Path.DirectorySeparatorChar), new SiteNames([At("02-lesson.ipynb"), At("03-other #1.ipynb")]));

    private static string At(string name) => Path.Combine(Path.GetFullPath("/x"), name);
}
