namespace Teaching;

/// <summary>
/// Text that a notebook shows as Markdown and a console as it is: for an output with links in it, which a
/// <see cref="Table"/> cannot have.
/// <code>new MarkdownText("proved in [lesson 02](02-backpropagation-by-hand.ipynb)")</code>
/// </summary>
/// <param name="text">The text, written in Markdown.</param>
[TypeFormatterSource(typeof(MarkdownFormatters), PreferredMimeTypes = ["text/markdown", "text/plain"])]
public sealed class MarkdownText(string text)
{
    private readonly string text = text ?? throw new ArgumentNullException(nameof(text), "A MarkdownText needs a text; it may be empty.");

    /// <summary>The text as it was given.</summary>
    public override string ToString() => text;
}

/// <summary>Tells a notebook host how a <see cref="MarkdownText"/> is shown.</summary>
public sealed class MarkdownFormatters
{
    /// <summary>One formatter for Markdown and one for plain text.</summary>
    public IEnumerable<MimeFormatter> CreateTypeFormatters() =>
    [
        new("text/markdown", value => value.ToString()!),
        new("text/plain", value => value.ToString()!),
    ];
}
