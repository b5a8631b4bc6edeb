namespace Teaching;

/// <summary>A value that shows itself as a table. Its class also needs the attribute that names <see cref="TableFormatters"/>.</summary>
public interface ITabular
{
    /// <summary>The value as a table.</summary>
    Table ToTable();
}

/// <summary>Tells a notebook host how a <see cref="Table"/>, or a value that can make one, is shown.</summary>
public sealed class TableFormatters
{
    /// <summary>One formatter for HTML and one for plain text.</summary>
    public IEnumerable<MimeFormatter> CreateTypeFormatters() =>
    [
        new("text/html", value => TableOf(value).ToHtml()),
        new("text/plain", value => TableOf(value).ToString()),
    ];

    private static Table TableOf(object value) => value as Table ?? ((ITabular)value).ToTable();
}
