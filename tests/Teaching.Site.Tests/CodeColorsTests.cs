using System.Net;
using System.Text.RegularExpressions;
using Teaching.Notebooks.Documents;
using Teaching.Tests.Browsing;

namespace Teaching.Site.Tests;

public sealed class CodeColorsTests
{
    [Theory]
    [InlineData("var x = 1.5; // a < b", "<span class=\"k\">var</span> x = <span class=\"n\">1.5</span>; <span class=\"c\">// a &lt; b</span>")]
    [InlineData("#r \"a.dll\"\nusing Teaching;", "<span class=\"p\">#r &quot;a.dll&quot;\n</span><span class=\"k\">using</span> Teaching;")]
    [InlineData("Matrix<double> m = Check.Near(\"a\");", "<span class=\"t\">Matrix</span>&lt;<span class=\"k\">double</span>&gt; m = <span class=\"t\">Check</span>.<span class=\"m\">Near</span>(<span class=\"s\">&quot;a&quot;</span>);")]
    [InlineData("record Point(int X);", "<span class=\"k\">record</span> <span class=\"t\">Point</span>(<span class=\"k\">int</span> X);")]
    [InlineData("static int Half(int x) => x / 2;", "<span class=\"k\">static</span> <span class=\"k\">int</span> <span class=\"m\">Half</span>(<span class=\"k\">int</span> x) =&gt; x / <span class=\"n\">2</span>;")]
    [InlineData("$\"{x:F2} m\"", "<span class=\"s\">$&quot;</span>{x:<span class=\"s\">F2</span>}<span class=\"s\"> m</span><span class=\"s\">&quot;</span>")]
    public void Each_kind_of_word_has_its_class(string code, string expected) => Assert.Equal(expected, CodeColors.ToHtml(code));

    [Theory]
    [InlineData("")]
    [InlineData("#!time\n1 + 1")]
    [InlineData("#if NO\nalert(1) </code>\n#endif\nx")]
    [InlineData("this is { not ] C# \"at all\n\u0000 '")]
    [InlineData("/* never ended <b>")]
    [InlineData("var y = .Sum();")]
    [InlineData("😀 = \"😀\" @ \\u0041 .x().\n[ ].")]
    [InlineData("a\r\nb\n\n")]
    public void Whatever_it_is_no_character_is_lost_and_none_is_markup(string code) => Assert.Equal(code, TextOf(CodeColors.ToHtml(code)));

    [Fact]
    public void No_character_of_any_lesson_is_lost()
    {
        foreach (string path in Directory.GetFiles(Path.Combine(Outside.Root, "notebooks"), "*.ipynb"))
            Assert.All(Notebook.Read(path).Cells.Where(cell => cell.Kind == CellKind.Code), cell => Assert.Equal(cell.Source, TextOf(CodeColors.ToHtml(cell.Source))));
    }

    private static string TextOf(string html) => WebUtility.HtmlDecode(Regex.Replace(html, "</?span[^>]*>", ""));
}
