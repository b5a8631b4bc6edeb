using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Teaching.Tests.Browsing;

namespace Teaching.House.Tests;

/// <summary>Public is what a lesson, a test of behaviour or another file needs; the rest is internal, or goes.</summary>
public class PublicMemberTests
{
    private static readonly string[] Libraries = ["Teaching", "Teaching.Data", "Teaching.Drawing", "Teaching.Charts", "Teaching.Plotly"];

    private const string ByConvention = "a notebook host finds it by name";
    private const string InAComment = "it stands in a lesson as a comment, for a reader who is stuck";

    /// <summary>Public without a user here, each with its reason.</summary>
    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["M:Teaching.ITabular.ToTable"] = "the contract; TableFormatters, beside it, calls it",
        ["M:Teaching.TableFormatters.CreateTypeFormatters"] = ByConvention,
        ["M:Teaching.MarkdownFormatters.CreateTypeFormatters"] = ByConvention,
        ["T:Teaching.MarkdownFormatters"] = ByConvention,
        ["M:Teaching.Charts.ChartFormatterSource.CreateTypeFormatters"] = ByConvention,
        ["T:Teaching.Charts.ChartFormatter"] = ByConvention,
        ["M:Teaching.Charts.ChartFormatter.Format(System.Object,System.IO.TextWriter)"] = ByConvention,
        ["P:Teaching.Charts.ChartFormatter.MimeType"] = ByConvention,
        ["M:Teaching.Exercise`1.Hint1"] = InAComment,
        ["M:Teaching.Exercise`1.Hint2"] = InAComment,
    };

    [Fact]
    public void Every_public_member_is_used_or_has_its_reason()
    {
        HashSet<string> used =
        [
            .. Projects("src").Select(path => Sources.Project(path)).SelectMany(Sources.Uses),
            .. Projects("tests").Select(path => Sources.Project(path)).SelectMany(Sources.Uses),
            .. Directory.GetFiles(Path.Combine(Outside.Root, "notebooks"), "*.ipynb").SelectMany(path => Sources.Uses(Sources.Script(Code(path)))),
        ];
        Assert.True(used.Count > 500, "The sources were not bound.");
        used.UnionWith([.. used.Select(OwnerOf)]);
        string[] unused = [.. Libraries.SelectMany(PublicMembers).Where(id => !used.Contains(id)).Order(StringComparer.Ordinal)];

        Assert.True(!unused.Except(Reasons.Keys).Any(), "Make these internal, delete them, or give the reason here:\n" + string.Join("\n", unused.Except(Reasons.Keys)));
        Assert.True(!Reasons.Keys.Except(unused).Any(), "These are used or gone, take their reasons out:\n" + string.Join("\n", Reasons.Keys.Except(unused)));
    }

    /// <summary>A lesson that calls what the library no longer has is found by running it too, but that takes minutes.</summary>
    [Fact]
    public void Every_member_that_a_lesson_calls_is_there()
    {
        string[] missing = [.. Directory.GetFiles(Path.Combine(Outside.Root, "notebooks"), "*.ipynb").Order(StringComparer.Ordinal)
            .SelectMany(path => Missing(Code(path)).Select(what => $"{Path.GetFileName(path)}: {what}"))];
        Assert.True(missing.Length == 0, string.Join("\n", missing));
        Assert.Contains("'Nowhere'", Assert.Single(Missing("using Teaching;\nvar rng = new Rng(1);\nrng.Nowhere();")), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Missing(string code) => Sources.Script(code).GetDiagnostics()
        .Where(one => one.Id is "CS1061" or "CS0117" or "CS0122" or "CS1503" or "CS1501" or "CS1739" or "CS7036")
        .Select(one => one.GetMessage(CultureInfo.InvariantCulture));

    [Fact]
    public void A_member_that_only_its_own_file_uses_is_found_and_one_that_a_cell_uses_is_not()
    {
        CSharpCompilation cell = Sources.Script("#r \"../artifacts/teaching/Teaching.dll\"\nusing Teaching;\nvar rng = new Rng(1);\ndisplay(rng.NextDouble());");
        string[] used = [.. Sources.Uses(cell)];
        Assert.Contains("M:Teaching.Rng.NextDouble", used);
        Assert.Contains("T:Teaching.Rng", used);
        Assert.DoesNotContain("M:Teaching.Rng.Gaussian", used);
        Assert.Contains("M:Teaching.Rng.Gaussian", PublicMembers("Teaching"));
    }

    /// <summary>Types, and of their own members what a reader calls by name; what overrides, implements or is made by the compiler has its users elsewhere.</summary>
    private static IEnumerable<string> PublicMembers(string library)
    {
        CSharpCompilation compilation = CSharpCompilation.Create("Reader", references: Sources.Loaded);
        MetadataReference reference = Sources.Loaded.Single(one => Path.GetFileNameWithoutExtension(one.Display) == library);
        foreach (INamedTypeSymbol type in Types(((IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(reference)!).GlobalNamespace))
        {
            if (type.GetAttributes().Any(attribute => attribute.AttributeClass!.Name == nameof(ObsoleteAttribute))) continue;
            yield return Sources.Id(type)!;
            if (type.TypeKind is TypeKind.Enum or TypeKind.Delegate) continue;
            foreach (ISymbol member in type.GetMembers().Where(member => member.DeclaredAccessibility == Accessibility.Public && !member.IsImplicitlyDeclared))
            {
                bool named = member is IFieldSymbol or IPropertySymbol { IsIndexer: false } or IMethodSymbol { MethodKind: MethodKind.Ordinary };
                bool ours = !member.IsOverride && !member.Name.StartsWith('<') && member.Name is not ("Deconstruct" or "Equals" or "PrintMembers");
                if (named && ours && !Implements(type, member) && !IsMadeOf(type, member)) yield return Sources.Id(member)!;
            }
        }
    }

    /// <summary>The type of a member: whoever calls an extension method uses the class that holds it.</summary>
    private static string OwnerOf(string id) => id.Split('(')[0] is var name && id[0] != 'T' && name.LastIndexOf('.') > 2 ? "T:" + name[2..name.LastIndexOf('.')] : id;

    /// <summary>What an object was made of may be read, such as the rate of a Dropout, whether somebody does or not.</summary>
    private static bool IsMadeOf(INamedTypeSymbol type, ISymbol member) => member is IPropertySymbol
        && type.InstanceConstructors.SelectMany(made => made.Parameters).Any(parameter => parameter.Name.Equals(member.Name, StringComparison.OrdinalIgnoreCase));

    private static bool Implements(INamedTypeSymbol type, ISymbol member) =>
        type.AllInterfaces.SelectMany(one => one.GetMembers()).Any(one => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(one), member));

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol space) => space.GetMembers().SelectMany(member => member switch
    {
        INamespaceSymbol inner => Types(inner),
        INamedTypeSymbol { DeclaredAccessibility: Accessibility.Public } type => type.GetTypeMembers().Where(nested => nested.DeclaredAccessibility == Accessibility.Public).Prepend(type),
        _ => [],
    });

    private static IEnumerable<string> Projects(string folder) => Directory.GetDirectories(Path.Combine(Outside.Root, folder))
        .Where(path => File.Exists(Path.Combine(path, Path.GetFileName(path) + ".csproj")));

    private static string Code(string notebook) => string.Join("\n", JsonNode.Parse(File.ReadAllText(notebook))!["cells"]!.AsArray()
        .Where(cell => (string)cell!["cell_type"]! == "code")
        .Select(cell => cell!["source"] is JsonArray lines ? string.Concat(lines.Select(line => (string)line!)) : (string)cell["source"]!));
}
