using Teaching.Notebooks.Comparing;
using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Tests.Comparing;

/// <summary>Texts are equal when their words are equal and their numbers near enough.</summary>
public class TextComparerTests
{
    [Theory]
    [InlineData("loss 0.5", "loss 0.5")]
    [InlineData("loss 0.50000001", "loss 0.50000010")]
    [InlineData("1.0", "1")]
    [InlineData("1e-07 and 1E-7", "0.0000001 and 1e-7")]
    [InlineData("-0", "0")]
    [InlineData("-0.0 x", "0.0 x")]
    [InlineData("x = -1e-12", "x = 1e-12")]
    [InlineData("NaN, Infinity, -∞", "NaN, ∞, -Infinity")]
    [InlineData("60,000.5 images", "60000.5 images")]
    [InlineData("−3.5", "-3.5")]
    [InlineData("[  0.1  -0.2]", "[ 0.10000000000000001 -0.2]")]
    [InlineData("| 0.1      |", "| 0.10000001 |")]
    [InlineData("12.5ms", "12.500001ms")]
    public void These_are_the_same(string expected, string got) => Assert.Null(TextComparer.Compare(expected, got, Tolerance.Default));

    [Theory]
    [InlineData("loss 0.5", "loss 0.500001")]
    [InlineData("1e3", "1.000002e3")]
    [InlineData("0", "2e-8")]
    [InlineData("0.5", "-0.5")]
    [InlineData("NaN", "0.5")]
    [InlineData("NaN", "Infinity")]
    [InlineData("Infinity", "-Infinity")]
    [InlineData("Infinity", "1e308")]
    [InlineData("loss 0.5", "Loss 0.5")]
    [InlineData("loss 0.5", "loss: 0.5")]
    [InlineData("loss 0.5", "loss0.5")]
    [InlineData("1.0 kg", "1 g")]
    [InlineData("a b", "a  b")]
    [InlineData("0.5\n0.6", "0.5 0.6")]
    [InlineData("0.5", "0.5\n")]
    [InlineData("0.5", "0.5 0.5")]
    [InlineData("[1, 2]", "[1, 2, 3]")]
    [InlineData("w1 = 0.5", "w2 = 0.5")]
    [InlineData("28x28", "28x29")]
    [InlineData("version 1.2.3", "version 1.2.4")]
    [InlineData("sha 12345678ab1", "sha 12345679ab1")]
    [InlineData("sha 12e45678", "sha 12e45679")]
    [InlineData("10000000 samples", "10000001 samples")]
    [InlineData("10,000,000 samples", "10,000,001 samples")]
    [InlineData("", "x")]
    public void These_differ(string expected, string got)
    {
        Assert.NotNull(TextComparer.Compare(expected, got, Tolerance.Default));
        Assert.NotNull(TextComparer.Compare(got, expected, Tolerance.Default));
    }

    [Fact]
    public void A_tolerance_of_the_cell_holds_for_whole_numbers_too()
    {
        Tolerance tolerance = new(0.1, 0);
        Assert.Null(TextComparer.Compare("after 636 updates", "after 650 updates", tolerance));
        Assert.NotNull(TextComparer.Compare("after 636 updates", "after 750 updates", tolerance));
    }

    [Fact]
    public void A_mismatch_shows_a_short_piece_around_the_first_difference()
    {
        string before = string.Concat(Enumerable.Repeat("the same text again and again\n", 10));
        Mismatch mismatch = TextComparer.Compare(before + "loss 0.5 now" + before, before + "loss 0.6 now" + before, Tolerance.Default)!;
        Assert.Equal(11, mismatch.Line);
        Assert.Equal("\"…xt again and again\\nloss 0.5 nowthe same text again and again\\nthe same te…\"", mismatch.Expected);
        Assert.Contains("loss 0.6 now", mismatch.Got);
    }

    [Fact]
    public void A_megabyte_of_text_is_compared_at_once()
    {
        string text = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"line {i}: {i * 0.1}\n"));
        Assert.Null(TextComparer.Compare(text, text + "", Tolerance.Default));
        Assert.NotNull(TextComparer.Compare(text + "a", text + "b", Tolerance.Default));
    }

    [Theory]
    [InlineData("<table><tr><th>a</th><td>1&nbsp;2</td></tr>\n <tr><td>&lt;b&gt;</td></tr></table>", "a 1 2\n<b>")]
    [InlineData("<style>td { x: 1 }</style><p class='a>b'>x</p><!-- <p> --><script>1 < 2</script>y<br>z", "x\ny\nz")]
    public void The_text_of_HTML_is_what_a_reader_sees(string html, string text) => Assert.Equal(text, HtmlText.Of(html));
}
