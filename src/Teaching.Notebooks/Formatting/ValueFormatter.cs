using System.Globalization;

namespace Teaching.Notebooks.Formatting;

/// <summary>Turns a value into its MIME bundle: MIME types in order of preference, each with its text.</summary>
internal static class ValueFormatter
{
    public static OrderedDictionary<string, string> Format(object? value) => value switch
    {
        HtmlText html => Html(html.Text),
        _ => Text(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };

    public static OrderedDictionary<string, string> Text(string text) => new() { ["text/plain"] = text };

    public static OrderedDictionary<string, string> Html(string html) => new() { ["text/html"] = html, ["text/plain"] = html };

    public static OrderedDictionary<string, string> Markdown(string markdown) => new() { ["text/markdown"] = markdown, ["text/plain"] = markdown };
}
