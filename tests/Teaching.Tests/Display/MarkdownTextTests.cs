namespace Teaching.Tests.Display;

public class MarkdownTextTests
{
    private const string Text = "| a |\n|---|\n| [b](c.ipynb) |";

    [Fact]
    public void A_host_gets_the_text_as_markdown_first_and_as_plain_text() =>
        Assert.Equal([new("text/markdown", Text), new("text/plain", Text)], Convention.Show(new MarkdownText(Text)));

    [Fact]
    public void No_text_at_all_is_an_error_that_says_so() =>
        Assert.Contains("needs a text", Assert.Throws<ArgumentNullException>(() => new MarkdownText(null!)).Message);
}
