#pragma warning disable CA1707, IDE1006 // display and HTML are spelled as .NET Interactive spells them.

namespace Teaching.Cells;

/// <summary>What every cell can call without a using: <c>display(x)</c>, <c>x.Display()</c>, <c>HTML(s)</c>,
/// <c>s.DisplayAs(mimeType)</c>, <c>rows.DisplayTable()</c>.</summary>
/// <remarks>A cell may import functions of the same names from .NET Interactive. Spans and <c>in</c> decide then which are meant: the compiler
/// prefers a span to an array, and a plain parameter, as theirs are, to one with <c>in</c>.</remarks>
public static class CellFunctions
{
    /// <summary>Shows a value now, in order with what the cell prints.</summary>
    /// <param name="value">What to show.</param>
    /// <returns>A handle to show something else in its place later. End the line with a semicolon.</returns>
    public static DisplayedValue display(object? value)
    {
        return Shown(ValueFormatter.Format(value), new DisplayedValue());
    }

    /// <summary>Shows the value now, as <see cref="display(object?)"/> does.</summary>
    public static DisplayedValue Display(this object? value) => display(value);

    /// <summary>Shows a value in the MIME types that are named, such as <c>application/json</c>.</summary>
    /// <param name="value">What to show.</param>
    /// <param name="mimeTypes">One or more of what the value's type has formatters for, <c>text/html</c>, <c>text/plain</c>, <c>application/json</c>; for a text, any.</param>
    /// <returns>A handle to show something else in its place later. End the line with a semicolon.</returns>
    /// <exception cref="ArgumentException">A text is not a MIME type, or the value cannot be shown so.</exception>
    public static DisplayedValue display(object? value, params ReadOnlySpan<string> mimeTypes)
    {
        if (mimeTypes.IsEmpty) return display(value);
        string[] asked = mimeTypes.ToArray();
        return Shown(ValueFormatter.Format(value, asked), new DisplayedValue(asked));
    }

    /// <inheritdoc cref="display(object?, ReadOnlySpan{string})"/>
    public static DisplayedValue Display(this object? value, params ReadOnlySpan<string> mimeTypes) => display(value, mimeTypes);

    /// <summary>Shows a text as what it is: <c>"&lt;b&gt;x&lt;/b&gt;".DisplayAs("text/html")</c>.</summary>
    /// <param name="text">The text, written in that type.</param>
    /// <param name="mimeType">Its MIME type, such as <c>text/html</c>, <c>text/markdown</c>, <c>image/svg+xml</c>.</param>
    /// <exception cref="ArgumentException">The second text is not a MIME type.</exception>
    public static DisplayedValue DisplayAs(this string? text, in string mimeType) =>
        Shown(new OrderedDictionary<string, string> { [MimeTypes.Checked(mimeType)] = text ?? "" }, new DisplayedValue());

    /// <summary>Shows a sequence as a table, one row an item, its members the columns.</summary>
    /// <param name="rows">The items.</param>
    public static DisplayedValue DisplayTable<T>(this IEnumerable<T> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Shown(ValueFormatter.Table(rows), new DisplayedValue());
    }

    /// <summary>Takes away what the cell has put out so far, as an animation does between its pictures.</summary>
    /// <param name="wait">Only when something new comes, so that nothing flickers.</param>
    public static void ClearOutput(bool wait = false) => DisplaySink.Clear(wait);

    /// <summary>Asks for a line that is not shown as it is typed; null at the end of the input.</summary>
    /// <param name="prompt">What to ask.</param>
    public static string? ReadPassword(string prompt = "")
    {
        Console.Write(prompt);
        return DisplaySink.ReadPassword();
    }

    /// <summary>A text that is shown as the HTML it is.</summary>
    public static HtmlText HTML(in string? html) => new(html ?? "");

    private static DisplayedValue Shown(OrderedDictionary<string, string> data, DisplayedValue displayed)
    {
        DisplaySink.Show(data, displayed.DisplayId, isResult: false);
        return displayed;
    }
}
