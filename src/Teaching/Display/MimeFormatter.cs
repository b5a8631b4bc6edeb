namespace Teaching;

/// <summary>
/// Writes values as text of one MIME type. It has the shape that notebook hosts look for: a <see cref="MimeType"/> and one
/// public method <see cref="Format"/>. A class named in <see cref="TypeFormatterSourceAttribute"/> hands these out:
/// <code>
/// [TypeFormatterSource(typeof(TableFormatters), PreferredMimeTypes = ["text/html", "text/plain"])]
/// public sealed class Table { ... }
///
/// public sealed class TableFormatters
/// {
///     public IEnumerable&lt;MimeFormatter&gt; CreateTypeFormatters() =>
///     [
///         new("text/html", value => ((Table)value).ToHtml()),
///         new("text/plain", value => value.ToString()!),
///     ];
/// }
/// </code>
/// </summary>
/// <param name="mimeType">What <see cref="Format"/> writes, such as <c>text/html</c>.</param>
/// <param name="render">Makes the text from a value.</param>
public class MimeFormatter(string mimeType, Func<object, string> render)
{
    /// <summary>What <see cref="Format"/> writes, such as <c>text/html</c>.</summary>
    public string MimeType { get; } = mimeType;

    /// <summary>Writes the value. Always true: the host need not look for another way to show it.</summary>
    public bool Format(object value, TextWriter writer)
    {
        writer.Write(render(value));
        return true;
    }
}

/// <summary>A <see cref="MimeFormatter"/> for a type that is not ours, named by an attribute on the assembly.</summary>
/// <param name="type">The type it speaks for, and for all that derive from it.</param>
/// <param name="mimeType">What it writes.</param>
/// <param name="render">Makes the text from a value.</param>
public sealed class TypedMimeFormatter(Type type, string mimeType, Func<object, string> render)
    : MimeFormatter(mimeType, render)
{
    /// <summary>The type it speaks for, and for all that derive from it.</summary>
    public Type Type { get; } = type;
}
