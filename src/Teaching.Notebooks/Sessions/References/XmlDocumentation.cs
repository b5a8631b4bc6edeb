using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Teaching.Notebooks.Sessions;

/// <summary>The documentation file beside a library, read when it is first asked for.</summary>
internal sealed class XmlDocumentation : DocumentationProvider
{
    private readonly string path;
    private readonly Lazy<Dictionary<string, string>> members;

    private XmlDocumentation(string path)
    {
        this.path = path;
        members = new Lazy<Dictionary<string, string>>(Read);
    }

    public static XmlDocumentation Beside(string libraryPath) => new(Path.ChangeExtension(libraryPath, ".xml"));

    public override bool Equals(object? other) => other is XmlDocumentation documentation && documentation.path == path;

    public override int GetHashCode() => path.GetHashCode(StringComparison.Ordinal);

    protected override string GetDocumentationForSymbol(string documentationMemberID, CultureInfo preferredCulture, CancellationToken cancellationToken = default) =>
        members.Value.GetValueOrDefault(documentationMemberID, "");

    private Dictionary<string, string> Read()
    {
        Dictionary<string, string> read = [];
        if (!File.Exists(path)) return read;
        try
        {
            foreach (XElement member in XDocument.Load(path).Descendants("member"))
                if (member.Attribute("name")?.Value is { } name) read[name] = member.ToString();
        }
        catch (Exception error) when (error is XmlException or IOException)
        {
            // A library without readable documentation is used without.
        }
        return read;
    }
}
