using System.Globalization;

namespace Teaching.Cells;

/// <summary>Turns a value into its MIME bundle: MIME types in order of preference, each with its text.</summary>
internal static class ValueFormatter
{
    public const string HtmlType = "text/html";
    public const string PlainType = "text/plain";
    public const string JsonType = "application/json";
    public const string MarkdownType = "text/markdown";

    /// <summary>Numbers come out the same whatever culture the cell has chosen.</summary>
    /// <exception cref="FormatterException">The value's own formatter breaks the convention, or throws.</exception>
    public static OrderedDictionary<string, string> Format(object? value) => Invariantly(() => value switch
    {
        HtmlText html => Html(html.Text),
        string text when FormatterConvention.Registered?.Invoke(typeof(string)) is null => Text(text),
        not null when FormatterConvention.Find(value.GetType()) is { } formatters => formatters.Format(value),
        _ => Default(value),
    });

    /// <summary>The value in these MIME types alone.</summary>
    /// <exception cref="ArgumentException">A text is not a MIME type, or the value cannot be shown so.</exception>
    /// <exception cref="FormatterException">The value's own formatter breaks the convention, or throws.</exception>
    public static OrderedDictionary<string, string> Format(object? value, IReadOnlyList<string> mimeTypes) => Invariantly(() =>
    {
        OrderedDictionary<string, string> data = [];
        foreach (string mimeType in mimeTypes) data[MimeTypes.Checked(mimeType)] = As(value, mimeType);
        return data;
    });

    /// <summary>A sequence as a table, one row an item.</summary>
    public static OrderedDictionary<string, string> Table(System.Collections.IEnumerable sequence) => Invariantly(() =>
    {
        Node table = new ValueTree().TableOf(sequence);
        return new OrderedDictionary<string, string> { [HtmlType] = HtmlRenderer.Render(table), [PlainType] = PlainRenderer.Render(table) };
    });

    private static string As(object? value, string mimeType)
    {
        if (value is not null && FormatterConvention.Find(value.GetType()) is { } formatters
            && formatters.Formatters.Any(formatter => formatter.MimeType == mimeType) && formatters.Write(value, mimeType) is { } own) return own;
        if (value is string or HtmlText && mimeType is not (HtmlType or JsonType)) return value.ToString()!;
        return mimeType switch
        {
            HtmlType => value is HtmlText html ? html.Text : HtmlRenderer.Render(new ValueTree().Of(value)),
            PlainType => PlainRenderer.Render(new ValueTree().Of(value)),
            JsonType => Json(value),
            _ => throw MimeTypes.Refused(value, mimeType),
        };
    }

    private static string Json(object? value)
    {
        try
        {
            return JsonValues.Of(value);
        }
        catch (Exception error) when (error is NotSupportedException or System.Text.Json.JsonException or InvalidOperationException)
        {
            throw new ArgumentException($"the value cannot be written as {JsonType}: {error.Message}", error);
        }
    }

    private static OrderedDictionary<string, string> Invariantly(Func<OrderedDictionary<string, string>> format)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return format();
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
        if (node is ScalarNode scalar && (value is null || JsonValues.TryText(value) is null)) return Text(scalar.Text);
        return new() { [HtmlType] = HtmlRenderer.Render(node), [PlainType] = PlainRenderer.Render(node) };
    }

    public static OrderedDictionary<string, string> Text(string text) => new() { [PlainType] = text };

    public static OrderedDictionary<string, string> Html(string html) => new() { [HtmlType] = html, [PlainType] = html };

    public static OrderedDictionary<string, string> Markdown(string markdown) => new() { [MarkdownType] = markdown, [PlainType] = markdown };
}
