using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Running;

namespace Teaching.Notebooks.Pages;

/// <summary>
/// The outputs of a cell as HTML that runs nothing: pictures as images, text escaped, HTML only where there is nothing
/// plainer, and then in a sandboxed frame.
/// </summary>
internal static class OutputHtml
{
    private static readonly string[] Images = [MimeBundle.Svg, "image/png", "image/jpeg", "image/gif", "image/webp"];

    /// <summary>One output.</summary>
    public static string Of(Output output) => output switch
    {
        StreamOutput stream => Text(stream.Text, stream.Name == "stderr" ? "failed" : "output"),
        ErrorOutput error => Text(string.Join('\n', ErrorText.Lines(error)), "failed"),
        RichOutput rich => OfBundle(rich.Data),
        _ => "",
    };

    private static string OfBundle(JsonMap data)
    {
        string? plain = MimeBundle.TextOf(data, MimeBundle.PlainText);
        if (Images.FirstOrDefault(data.Contains) is { } type)
            return $"<img class=\"chart\" src=\"{Page.Escape(Pictures.Address(type, data.Text(type) ?? ""))}\" alt=\"{Page.Escape(plain ?? "picture")}\">\n";
        if (MimeBundle.TextOf(data, "text/markdown") is { } markdown) return Markdown.ToHtml(Cell.Markdown(markdown));
        if (MimeBundle.TextOf(data, "text/latex") is { } latex) return Formulas.Element(latex.Trim().Trim('$'), display: true);
        if (plain is not null) return Text(plain, "output");
        if (MimeBundle.TextOf(data, MimeBundle.Html) is { } html)
            return $"<iframe sandbox title=\"output of the cell\" srcdoc=\"{Page.Escape(html)}\"></iframe>\n";
        return data.Count == 0 ? "" : Text($"(an output of type {string.Join(", ", data.Keys)})", "output");
    }

    private static string Text(string text, string kind) => $"<pre class=\"{kind}\">{Page.Escape(text.TrimEnd('\n'))}</pre>\n";
}
