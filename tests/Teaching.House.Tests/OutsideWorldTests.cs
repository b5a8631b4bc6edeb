using Microsoft.CodeAnalysis;
using Teaching.Tests.Browsing;

namespace Teaching.House.Tests;

/// <summary>
/// The engine's heart reaches for no file, process or socket: a browser, which has none, can host it as well as a session can. Whoever hosts
/// it hands over what lies outside.
/// </summary>
public class OutsideWorldTests
{
    /// <summary>What streams and texts need of System.IO, and Path, which only takes names apart.</summary>
    private static readonly HashSet<string> Harmless =
    [
        "Stream", "MemoryStream", "TextReader", "TextWriter", "StringReader", "StringWriter", "StreamReader", "StreamWriter", "Path", "SeekOrigin",
        "IOException", "InvalidDataException", "EndOfStreamException",
    ];

    private static readonly string[] Closed = ["System.IO", "System.Net", "System.IO.Pipes", "Microsoft.Win32", "System.Runtime.InteropServices"];

    /// <summary>Members of types that are harmless else.</summary>
    private static readonly HashSet<string> ClosedMembers =
    [
        "Path.GetTempPath", "Path.GetTempFileName", "Path.Exists", "Assembly.Location", "Environment.Exit", "Environment.FailFast",
        "Environment.CurrentDirectory", "Environment.GetFolderPath", "Environment.ProcessPath", "Environment.ProcessId",
    ];

    [Fact]
    public void Cells_name_no_file_process_or_socket()
    {
        FolderGraph graph = FolderGraph.OfProject(Path.Combine(Outside.Root, "src", "Teaching.Cells"));
        Assert.True(graph.Unbound.Count == 0, string.Join("\n", graph.Unbound));
        Assert.Contains(graph.Foreign, one => one.Symbol.Name == "CreateScriptCompilation");
        Assert.Equal([], Reached(graph));
    }

    [Theory]
    [InlineData("string T => File.ReadAllText(\"a\");", "File", "ReadAllText")]
    [InlineData("bool T => Directory.Exists(\"a\");", "Directory", "Exists")]
    [InlineData("object T => new FileInfo(\"a\");", "FileInfo", "FileInfo..ctor")]
    [InlineData("object T(System.IO.Pipes.PipeStream pipe) => pipe;", "PipeStream")]
    [InlineData("object T() { using StreamReader r = new(\"a\"); return r; }", "StreamReader..ctor")]
    [InlineData("string T => Path.GetTempPath();", "Path.GetTempPath")]
    [InlineData("object T => System.Diagnostics.Process.GetCurrentProcess();", "Process", "GetCurrentProcess")]
    [InlineData("object T(System.Net.Sockets.Socket s) => s.Available;", "Socket", "Available")]
    [InlineData("object T(HttpClient web) => web;", "HttpClient")]
    [InlineData("object T => System.Reflection.Assembly.LoadFrom(\"a\");", "Assembly.LoadFrom")]
    [InlineData("object T => Microsoft.CodeAnalysis.MetadataReference.CreateFromFile(\"a\");", "MetadataReference.CreateFromFile")]
    [InlineData("object T => new Microsoft.CodeAnalysis.SourceFileResolver([], null);", "SourceFileResolver..ctor")]
    [InlineData("object T => System.Xml.Linq.XDocument.Load(\"a\");", "XDocument.Load")]
    [InlineData("[System.Runtime.InteropServices.DllImport(\"libc\")] static extern int fork();", "DllImportAttribute..ctor")]
    public void What_reaches_outside_is_found_with_file_and_line(string member, params string[] named)
    {
        string[] reached = Reached(FolderGraph.Of("Some", [("Low/A.cs", "namespace Some;\npublic class A\n{\n    " + member + "\n}")]));
        Assert.All(named, name => Assert.Contains(reached, line => line.StartsWith("Low/A.cs, line 4: ", StringComparison.Ordinal) && line.EndsWith(name, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("object T(Stream s) { using StreamReader r = new(s); return r.ReadToEnd(); }")]
    [InlineData("string T(string path) => Path.GetFileName(path);")]
    [InlineData("object T => System.Diagnostics.Stopwatch.StartNew();")]
    [InlineData("object T => Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(\"a\", path: \"cell 1\");")]
    [InlineData("object T(byte[] bytes) => Microsoft.CodeAnalysis.MetadataReference.CreateFromImage(bytes);")]
    public void Streams_names_and_bytes_are_free(string member) =>
        Assert.Equal([], Reached(FolderGraph.Of("Some", [("Low/A.cs", "namespace Some;\npublic class A\n{\n    " + member + "\n}")])));

    private static string[] Reached(FolderGraph graph) =>
        [.. graph.Foreign.Where(one => IsOutside(one.Symbol)).Select(one => $"{one.Place}: {NameOf(one.Symbol)}").Distinct()];

    private static bool IsOutside(ISymbol symbol)
    {
        INamedTypeSymbol? type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        if (type is null) return false;
        string space = type.ContainingNamespace.ToDisplayString();
        if (ClosedMembers.Contains(NameOf(symbol))) return true;
        if (space == "System.IO" && Harmless.Contains(type.Name)) return type.Name != "Path" && TakesPath(symbol);
        return Closed.Any(closed => space == closed || space.StartsWith(closed + ".", StringComparison.Ordinal))
            || (space == "System.Diagnostics" && type.Name.StartsWith("Process", StringComparison.Ordinal))
            || TakesPath(symbol);
    }

    /// <summary>Whether a method is told where a file lies. What the compiler calls a path is no more than the name in its messages, except where it reads.</summary>
    private static bool TakesPath(ISymbol symbol) => symbol is IMethodSymbol method
        && (symbol.ContainingNamespace.ToDisplayString().StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
            ? method.Name.Contains("FromFile", StringComparison.Ordinal) || symbol.ContainingType.Name == "SourceFileResolver"
            : method.Parameters.Any(parameter => parameter.Type.SpecialType == SpecialType.System_String
            && (parameter.Name.EndsWith("path", StringComparison.OrdinalIgnoreCase) || parameter.Name.EndsWith("file", StringComparison.OrdinalIgnoreCase)
                || parameter.Name is "uri" or "url" or "fileName" or "filename")));

    private static string NameOf(ISymbol symbol) => symbol is INamedTypeSymbol ? symbol.Name : $"{symbol.ContainingType?.Name}.{symbol.Name}";
}
