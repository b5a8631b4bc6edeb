
namespace Teaching.Site.Tests;

public sealed class HtmlTableTests
{
    [Fact]
    public void A_table_of_the_library_is_written_anew_with_its_sides_and_scopes()
    {
        const string html = "<table><caption style=\"text-align:left\">a &lt; b</caption><thead><tr><th style=\"text-align:right;padding:1px 8px\">lr</th><th></th></tr></thead>"
            + "<tbody><tr><th>x</th><td style=\"text-align:right;padding:1px 8px\">1 &#215; 2</td></tr></tbody></table>";
        Assert.Equal("""
            <div class="scroll">
            <table class="output">
            <caption>a &lt; b</caption>
            <thead>
            <tr><th scope="col" class="number">lr</th><td></td></tr>
            </thead>
            <tbody>
            <tr><th scope="row">x</th><td class="number">1 &#215; 2</td></tr>
            </tbody>
            </table>
            </div>

            """.ReplaceLineEndings("\n"), HtmlTable.Of(html));
    }

    [Theory]
    [InlineData("<table><tbody><tr><td><img src=\"x\" onerror=\"alert(1)\"/></td></tr></tbody></table>")]
    [InlineData("<table><tbody><tr><td><script>alert(1)</script></td></tr></tbody></table>")]
    [InlineData("<table><script>alert(1)</script></table>")]
    [InlineData("<table><tbody><tr><td>1</td></tr></tbody></table><script>alert(1)</script>")]
    [InlineData("<table xmlns=\"http://www.w3.org/1999/xhtml\"><tbody><tr><td>1</td></tr></tbody></table>")]
    [InlineData("<table><tbody><tr><td><table><tbody/></table></td></tr></tbody></table>")]
    [InlineData("<table><tbody>loose</tbody></table>")]
    [InlineData("<table><!-- a --></table>")]
    [InlineData("<!DOCTYPE table [<!ENTITY a \"b\">]><table><tbody><tr><td>&a;</td></tr></tbody></table>")]
    [InlineData("<table><tbody><tr><td>&nbsp;</td></tr></tbody></table>")]
    [InlineData("<table")]
    [InlineData("<p>1</p>")]
    public void Anything_else_is_no_table(string html) => Assert.Null(HtmlTable.Of(html));

    [Fact]
    public void No_attribute_comes_through()
    {
        string? table = HtmlTable.Of("<table onclick=\"alert(1)\"><tbody id=\"x\"><tr class=\"y\"><td onmouseover=\"alert(1)\" style=\"background:url(x)\">1</td></tr></tbody></table>");
        Assert.Contains("<tbody>\n<tr><td>1</td></tr>", table);
        Assert.DoesNotContain("alert", table);
    }
}
