namespace Teaching.Data.Tests;

public sealed class TextPictureTests
{
    [Fact]
    public void A_character_is_two_pixels_high_and_its_edges_are_soft()
    {
        double[] pixels = TextPicture.Read("....\n.#..");
        // rows 2 and 3, column 1; across 1/4 1/2 1/4, down the two rows together 1/4 3/4 3/4 1/4
        Assert.Equal(784, pixels.Length);
        Assert.Equal([0.0625, 0.125, 0.0625, 0], pixels[28..32]);
        Assert.Equal([0.1875, 0.375, 0.1875, 0], pixels[56..60]);
        Assert.Equal(pixels[56..60], pixels[84..88]);
        Assert.Equal(pixels[28..32], pixels[112..116]);
        Assert.Equal(2, pixels.Sum(), 1e-12);
    }

    [Fact]
    public void Full_ink_is_1_inside_and_paper_is_0()
    {
        double[] full = TextPicture.Read(string.Join('\n', Enumerable.Repeat(new string('#', 28), 14)));
        Assert.Equal(1, full[14 * 28 + 14]);
        Assert.All(full, value => Assert.InRange(value, 0, 1));
        Assert.All(TextPicture.Read(""), value => Assert.Equal(0, value));
    }

    [Fact]
    public void What_is_missing_is_paper_and_line_ends_do_not_matter()
    {
        string whole = string.Join('\n', Enumerable.Repeat("..##".PadRight(28, '.'), 3).Concat(Enumerable.Repeat(new string('.', 28), 11)));
        Assert.Equal(TextPicture.Read(whole), TextPicture.Read("..##\r\n  ##   \r\n..##\r\n\r\n"));
    }

    [Theory]
    [InlineData(".\n..x.", "line 2, character 3 is 'x'")]
    [InlineData(".............................", "line 1 has 29 characters")]
    [InlineData(".\n.\n.\n.\n.\n.\n.\n.\n.\n.\n.\n.\n.\n.\n#", "has 15 lines")]
    public void What_is_no_drawing_is_refused_with_its_place(string drawing, string place) =>
        Assert.Contains(place, Assert.Throws<ArgumentException>(() => TextPicture.Read(drawing)).Message, StringComparison.Ordinal);
}
