using Teaching.Notebooks.Terminals;

namespace Teaching.Notebooks.Tests.Terminals;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("\rstep 0\rstep 1\rstep 2\rstep 3", "step 3")]
    [InlineData("\u001b[31mred\u001b[0m", "red")]
    [InlineData("100%\r5%\n", "5%0%\n")]
    [InlineData("100%\r5%\u001b[K\n", "5%\n")]
    [InlineData("a\r\nb\r\n", "a\nb\n")]
    [InlineData("abc\b\bX", "aXc")]
    [InlineData("abc\b \b", "ab ")]
    [InlineData("\b\ba", "a")]
    [InlineData("one\r\u001b[2Ktwo", "two")]
    [InlineData("abcdef\b\b\u001b[1KX", "    Xf")]
    [InlineData("a: 0\nb: 0\n\u001b[2Aa: 9\u001b[1Bb\nb: 7\n", "a: 9\nb: 0b\nb: 7\n")]
    [InlineData("a\nb\n\u001b[2F\u001b[Jc", "c")]
    [InlineData("old\nold\u001b[2J\u001b[Hnew", "new")]
    [InlineData("\u001b[3Cx\u001b[1Gy\u001b[2Dz", "z  x")]
    [InlineData("\u001b]0;a title\u0007x\u001b]8;;https://a.org\u001b\\link\u001b]8;;\u001b\\", "xlink")]
    [InlineData("\u001b]never ended\nb", "never ended\nb")]
    [InlineData("\u001b[?25lx\u001b[?25h\u001b(By\u001b=\u001b7\u001bMz", "xyz")]
    [InlineData("a\u0007b\0c\u007fd\u009b31me", "abcde")]
    [InlineData("\u001b", "")]
    [InlineData("x\u001b[", "x")]
    [InlineData("😀\ra", "a")]
    [InlineData("\t1\n", "\t1\n")]
    public void A_text_is_what_a_terminal_shows_last(string text, string shown) => Assert.Equal(shown, TerminalText.Plain(text));

    [Fact]
    public void A_bar_redrawn_a_hundred_thousand_times_is_one_line()
    {
        string text = string.Concat(Enumerable.Range(1, 100_000).Select(i => $"\repoch {i}"));
        Assert.Equal("epoch 100000", TerminalText.Plain(text));
    }

    [Fact]
    public void A_short_text_asks_for_no_large_screen() =>
        Assert.InRange(TerminalText.Plain("\u001b[999999999;999999999H\u001b[999999999Bx\u001b[999999999Cy").Length, 2, 500);

    [Fact]
    public void Styles_are_those_that_were_set()
    {
        TerminalPiece[] pieces = [.. TerminalText.Of("a\u001b[1;3;4;31mb\u001b[22;39mc\u001b[md\u001b[38;5;208me\u001b[48;2;1;2;3mf\u001b[38:2::9:8:7;7mg\u001b[0;9;91;102mh")];
        TerminalStyle red = new(new TerminalColor(205, 49, 49), null) { IsBold = true, IsItalic = true, IsUnderlined = true };
        TerminalColor orange = new(255, 135, 0), dark = new(1, 2, 3);
        Assert.Equal(
            [
                new("a", default), new("b", red), new("c", red with { Foreground = null, IsBold = false }), new("d", default), new("e", new(orange, null)), new("f", new(orange, dark)),
                new("g", new(new TerminalColor(9, 8, 7), dark) { IsInverse = true }), new("h", new(TerminalColor.OfPalette(9), TerminalColor.OfPalette(10)) { IsStruckOut = true }),
            ],
            pieces);
    }

    [Theory]
    [InlineData("\u001b[38;5mx")]
    [InlineData("\u001b[38;2;1mx")]
    [InlineData("\u001b[38;9;9mx")]
    [InlineData("\u001b[38;5;256mx")]
    [InlineData("\u001b[99999999999;;;mx")]
    [InlineData("\u001b[58;2;1;2;3mx")]
    public void A_damaged_or_unknown_style_sets_none(string text) => Assert.Equal([new TerminalPiece("x", default)], TerminalText.Of(text));

    [Fact]
    public void Any_colour_is_readable_on_any_other()
    {
        for (int ink = 0; ink < 256; ink += 3)
            for (int paper = 0; paper < 256; paper += 5)
            {
                TerminalColor behind = TerminalColor.OfPalette(paper);
                Assert.True(TerminalColor.OfPalette(ink).ReadableOn(behind).ContrastTo(behind) >= 4.5, $"{ink} on {paper}");
            }
    }
}
