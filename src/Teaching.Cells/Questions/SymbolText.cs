using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Teaching.Cells;

/// <summary>Describes a symbol to a reader: kind, declaration, the summary of its documentation.</summary>
internal static partial class SymbolText
{
    private static readonly SymbolDisplayFormat format = SymbolDisplayFormat.MinimallyQualifiedFormat
        .WithKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword);

    /// <summary>One proposal for all the overloads of a name.</summary>
    public static Completion Describe(IReadOnlyList<ISymbol> overloads)
    {
        ISymbol first = overloads[0];
        string signature = Signature(first);
        int others = overloads.OfType<IMethodSymbol>().Count() - 1;
        if (others > 0) signature += $" (+ {others} overload{(others == 1 ? "" : "s")})";
        return new Completion(first.Name, Kind(first), signature, Summary(first));
    }

    public static string Signature(ISymbol symbol) => symbol.ToDisplayString(format);

    /// <summary>The summary as plain text on one line, or null.</summary>
    public static string? Summary(ISymbol symbol)
    {
        string? xml = (symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol).OriginalDefinition.GetDocumentationCommentXml();
        if (string.IsNullOrEmpty(xml)) return null;
        try
        {
            XElement? summary = XElement.Parse(xml).DescendantsAndSelf("summary").FirstOrDefault();
            if (summary is null) return null;
            StringBuilder text = new();
            Append(text, summary);
            return Spaces().Replace(text.ToString(), " ").Trim();
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string Kind(ISymbol symbol) => symbol switch
    {
        INamespaceSymbol => "namespace",
        INamedTypeSymbol { TypeKind: TypeKind.Interface } => "interface",
        INamedTypeSymbol { TypeKind: TypeKind.Enum } => "enum",
        INamedTypeSymbol { TypeKind: TypeKind.Struct } => "struct",
        ITypeSymbol => "class",
        IMethodSymbol => "method",
        IPropertySymbol => "property",
        IEventSymbol => "event",
        IFieldSymbol { ContainingType.IsScriptClass: true } or ILocalSymbol or IParameterSymbol => "variable",
        IFieldSymbol => "field",
        _ => "text",
    };

    private static void Append(StringBuilder text, XElement element)
    {
        foreach (XNode node in element.Nodes())
        {
            if (node is XText plain) text.Append(plain.Value);
            if (node is not XElement child) continue;
            string? named = child.Attribute("cref")?.Value ?? child.Attribute("name")?.Value ?? child.Attribute("langword")?.Value;
            if (child.IsEmpty && named is not null) text.Append(named[(named.LastIndexOfAny(['.', ':']) + 1)..]);
            else Append(text, child);
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
