using System.Globalization;

namespace Teaching.Notebooks.Formatting;

/// <summary>Turns a value into its MIME bundle: MIME types in order of preference, each with its text.</summary>
internal static class ValueFormatter
{
    public const string HtmlType = "text/html";
    public const string PlainType = "text/plain";
    public const string MarkdownType = "text/markdown";

    /// <summary>Numbers come out the same whatever culture the cell has chosen.</summary>
    /// <exception cref="FormatterException">The value's own formatter breaks the convention, or throws.</exception>
    public static OrderedDictionary<string, string> Format(object? value)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return value switch
            {
                HtmlText html => Html(html.Text),
                string text => Text(text),
                not null when FormatterConvention.Find(value.GetType()) is { } formatters => formatters.Format(value),
                _ => Default(value),
            };
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    /// <summary>How a value is shown that has no formatters of its own; scalars need no HTML.</summary>
    public static OrderedDictionary<string, string> Default(object? value)
    {
        Node node = new ValueTree().Of(value);
        if (node is ScalarNode scalar) return Text(scalar.Text);
        return new() { [HtmlType] = HtmlRenderer.Render(node), [PlainType] = PlainRenderer.Render(node) };
    }

    public static OrderedDictionary<string, string> Text(string text) => new() { [PlainType] = text };

    public static OrderedDictionary<string, string> Html(string html) => new() { [HtmlType] = html, [PlainType] = html };

    public static OrderedDictionary<string, string> Markdown(string markdown) => new() { [MarkdownType] = markdown, [PlainType] = markdown };
}
