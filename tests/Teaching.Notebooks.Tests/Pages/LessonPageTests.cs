using System.Text;
using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Pages;
using Teaching.Notebooks.Running;

namespace Teaching.Notebooks.Tests.Pages;

public sealed class LessonPageTests
{
    private readonly Notebook notebook = Notebook.Create();

    [Fact]
    public void Markdown_shows_with_its_formulas_and_without_its_own_html()
    {
        notebook.Cells.Add(Cell.Markdown("# Über *Lernen*\n\n$a_1 + b_1$ and <script>alert(1)</script> <b onclick='x()'>b</b>\n\n| a | b |\n|---|---|\n| 1 | 2 |"));
        string page = PageOf();
        Assert.Contains("<title>&#220;ber Lernen</title>", page);
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
    public void No_address_that_runs_a_script_comes_through(string markdown)
    {
        notebook.Cells.Add(Cell.Markdown(markdown));
        string page = PageOf();
        Assert.DoesNotMatch(@"(href|src)=""\s*(java|vb|data)", page.ToLowerInvariant());
        Assert.Contains("default-src 'none'", page);
    }

    [Theory]
    [InlineData("[x](https://example.org/a?b=c:d)", "href=\"https://example.org/a?b=c:d\"")]
    [InlineData("[x](02-other.html#part:1)", "href=\"02-other.html#part:1\"")]
    [InlineData("[x](03-other.ipynb)", "href=\"03-other.html\"")]
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
        Assert.Contains("a &lt; b &amp;&amp; c &gt; d; // &lt;/code&gt;</code>", page);
        Assert.Contains("<pre class=\"output\">1 &lt; 2</pre>", page);
        Assert.Contains("<pre class=\"failed\">Bad: x &lt; y\nat &lt;cell&gt;</pre>", page);
    }

    [Fact]
    public void A_page_without_a_heading_is_called_as_its_file()
    {
        notebook.Cells.Add(Cell.Markdown("```\n# not a heading\n```"));
        Assert.Contains("<title>02-lesson</title>", PageOf());
    }

    private void AddCode(string source, params Output[] outputs)
    {
        Cell cell = Cell.Code(source);
        cell.Outputs.AddRange(outputs);
        notebook.Cells.Add(cell);
    }

    private string PageOf() => LessonPage.ToHtml(new NotebookRun("/x/02-lesson.ipynb", notebook, [], TimeSpan.Zero), "02-lesson.ipynb", "index.html");
}
