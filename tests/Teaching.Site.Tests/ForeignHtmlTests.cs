namespace Teaching.Site.Tests;

public sealed class ForeignHtmlTests
{
    [Fact]
    public void A_table_of_the_library_keeps_its_sides_and_gets_scopes()
    {
        const string html = "<table><caption style=\"text-align:left\">a &lt; b</caption><thead><tr><th style=\"text-align:right;padding:1px 8px\">lr</th><th></th></tr></thead>"
            + "<tbody><tr><th>x</th><td style=\"text-align:right;padding:1px 8px\">1 &#215; 2</td></tr></tbody></table>";
        Assert.Equal(
            "<div class=\"scroll\"><table class=\"output\"><caption>a &lt; b</caption><thead><tr><th class=\"number\" scope=\"col\">lr</th><td></td></tr></thead>"
            + "<tbody><tr><th scope=\"row\">x</th><td class=\"number\">1 × 2</td></tr></tbody></table></div>\n", ForeignHtml.Of(html));
    }

    [Fact]
    public void A_frame_of_pandas_is_a_table() => Assert.Equal(
        "<div>\n\n<div class=\"scroll\"><table class=\"output\"><thead><tr><td></td><th scope=\"col\">a</th></tr></thead><tbody><tr><th scope=\"row\">0</th><td>1</td></tr></tbody></table></div>\n</div>\n",
        ForeignHtml.Of("<div>\n<style scoped>\n    .dataframe tbody tr th { vertical-align: top; }\n</style>\n<table border=\"1\" class=\"dataframe\"><thead><tr style=\"text-align: right;\"><th></th><th>a</th></tr></thead>"
            + "<tbody><tr><th>0</th><td>1</td></tr></tbody></table>\n</div>"));

    [Theory]
    [InlineData("<p>a <b>bold</b> word, x<sup>2</sup></p>", "<p>a <b>bold</b> word, x<sup>2</sup></p>\n")]
    [InlineData("<details class=\"dni-treeview\"><summary><span class=\"dni-code-hint\"><code>Point</code></span></summary><div>x</div></details>",
        "<details><summary><span><code>Point</code></span></summary><div>x</div></details>\n")]
    [InlineData("<a href=\"https://example.org/\" target=\"_blank\">there</a>", "<a href=\"https://example.org/\" rel=\"noopener noreferrer\">there</a>\n")]
    [InlineData("<img src=\"data:image/png;base64,aGVsbG8=\" alt=\"a\">", "<img src=\"data:image/png;base64,aGVsbG8=\" alt=\"a\">\n")]
    [InlineData("<b id=\"katex\" class=\"chart\" style=\"color:red\">x</b>", "<b>x</b>\n")]
    public void Text_lists_links_and_pictures_within_stay(string html, string expected) => Assert.Equal(expected, ForeignHtml.Of(html));

    [Theory]
    [InlineData("<div id=\"a\"></div><script>draw()</script>")]
    [InlineData("<button onclick=\"go()\">go</button>")]
    [InlineData("<canvas width=\"9\" height=\"9\"></canvas>")]
    [InlineData("<p onclick=\"go()\">go</p>")]
    [InlineData("<style>p { color: red }</style>")]
    [InlineData("<table><tbody><tr><td><img src=\"x\" onerror=\"alert(1)\"/></td></tr></tbody></table>")]
    [InlineData("")]
    public void What_does_something_or_shows_nothing_is_not_shown_in_part(string html) => Assert.Null(ForeignHtml.Of(html));

    public static TheoryData<string> Hostile => [.. HostileNotebook.Html];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Nothing_that_runs_or_asks_comes_through(string html)
    {
        string safe = ForeignHtml.Of(html) + ForeignHtml.Of($"<p>x</p>{html}") + ForeignHtml.Of($"<table><tr><td>{html}</td></tr></table>");
        foreach (string bad in (string[])["script", "hacked", "evil.test", "onerror", "onload", "javascript", "iframe", "id="]) Assert.DoesNotContain(bad, safe, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(2_000_000)]
    public void Deep_or_long_markup_ends(int depth)
    {
        string html = string.Concat(Enumerable.Repeat("<b>", depth));
        Assert.DoesNotContain("script", ForeignHtml.Of(html) ?? "");
    }
}
