using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Teaching.Notebooks.Tests.Sessions;

/// <summary>Builds small libraries for tests to refer to.</summary>
internal static class Library
{
    public const string Convention =
        """
        [System.AttributeUsage(System.AttributeTargets.All, AllowMultiple = true)]
        internal sealed class TypeFormatterSourceAttribute(System.Type source) : System.Attribute
        {
            public System.Type FormatterSourceType { get; } = source;
            public string[] PreferredMimeTypes { get; set; } = [];
        }
        """;

    public static string Build(string folder, string name, string code, params string[] references)
    {
        Directory.CreateDirectory(folder);
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        CSharpCompilation compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8))],
            [.. Directory.EnumerateFiles(runtime, "System*.dll").Where(path => !path.Contains("Native")).Concat(references).Select(path => MetadataReference.CreateFromFile(path))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        string path = Path.Combine(folder, name + ".dll");
        using FileStream file = File.Create(path);
        using FileStream docs = File.Create(Path.ChangeExtension(path, ".xml"));
        var result = compilation.Emit(file, xmlDocumentationStream: docs);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return path;
    }
}
