using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Running;

namespace Teaching.Site;

/// <summary>
/// The outputs of a cell as HTML that runs nothing: pictures as images, tables written anew, text escaped, other HTML only
/// where there is nothing plainer, and then in a sandboxed frame.
/// </summary>
internal static class OutputHtml
{
    /// <summary>One output.</summary>
    public static string Of(Output output, PageContext page) => output switch
    {
        StreamOutput stream => Text(stream.Text, stream.Name == "stderr" ? "failed" : "output"),
        ErrorOutput error => Text(ErrorText.Of(error), "failed"),
        RichOutput rich => OfBundle(rich.Data, page),
        _ => "",
    };

    private static string OfBundle(JsonMap data, PageContext page)
    {
        string? plain = MimeBundle.TextOf(data, MimeBundle.PlainText), html = MimeBundle.TextOf(data, MimeBundle.Html);
        if (ChartFigure.Of(data, plain) is { } figure) return figure;
        if (MimeBundle.TextOf(data, "text/markdown") is { } markdown) return Markdown.ToHtml(Cell.Markdown(markdown), page);
        if (MimeBundle.TextOf(data, "text/latex") is { } latex) return Formulas.OfLatex(latex);
        if (html is not null && ForeignHtml.Of(html) is { } safe) return safe;
        if (plain is not null) return Text(plain, "output");
        if (html is not null) return $"<iframe sandbox title=\"output of the cell\" srcdoc=\"{Page.Escape(html)}\"></iframe>\n";
        return data.Count == 0 ? "" : Text($"(an output of type {string.Join(", ", data.Keys)})", "output");
    }

    private static string Text(string text, string kind) => $"<pre class=\"{kind}\">{TerminalHtml.Of(text.TrimEnd('\r', '\n'))}</pre>\n";
}
