using System.Text.Json;

namespace Teaching.Data;

/// <summary>Tells a notebook host how a <see cref="DataSet"/> is shown, and which data it is.</summary>
public sealed class DataSetFormatters
{
    /// <summary>The type under which a notebook host finds name and checksum: <c>{"name": "mnist", "sha256": "..."}</c>.</summary>
    public const string MimeType = "application/vnd.teaching.data+json";

    /// <summary>One formatter for the record of the data, one for HTML and one for plain text.</summary>
    public IEnumerable<MimeFormatter> CreateTypeFormatters() =>
    [
        new(MimeType, value => Record((DataSet)value)),
        new("text/html", value => ((DataSet)value).ToTable().ToHtml()),
        new("text/plain", value => ((DataSet)value).ToTable().ToString()),
    ];

    private static string Record(DataSet data) => JsonSerializer.Serialize(new Dictionary<string, string> { ["name"] = data.Name, ["sha256"] = data.Sha256 });
}
