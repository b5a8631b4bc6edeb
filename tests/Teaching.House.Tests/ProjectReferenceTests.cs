using System.Xml.Linq;
using Teaching.Tests.Browsing;

namespace Teaching.House.Tests;

/// <summary>Walls are projects, and the arrows between them go one way: the course does not know the engine, nor the engine the course.</summary>
public class ProjectReferenceTests
{
    /// <summary>Each project of src with those that it may know.</summary>
    private static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["Teaching.Fast"] = [],
        ["Teaching"] = ["Teaching.Fast"],
        ["Teaching.Data"] = ["Teaching"],
        ["Teaching.Drawing"] = [],
        ["Teaching.Charts"] = ["Teaching", "Teaching.Drawing"],
        ["Teaching.Plotly"] = ["Teaching.Fast", "Teaching", "Teaching.Drawing", "Teaching.Charts"],
        ["Teaching.Cells"] = [],
        // The course's libraries go along as files; no code there names them.
        ["Teaching.Browser"] = ["Teaching.Cells", "Teaching.Data", "Teaching.Charts"],
        ["Teaching.Interactive"] = ["Teaching.Cells"],
        ["Teaching.Notebooks"] = ["Teaching.Cells"],
        ["Teaching.Site"] = ["Teaching.Notebooks"],
        ["Teaching.Jupyter"] = ["Teaching.Notebooks"],
        ["Teaching.Cli"] = ["Teaching.Jupyter", "Teaching.Site", "Teaching.Notebooks", "Teaching.Data", "Teaching"],
        // Holds no code: it puts the course's libraries into one package.
        ["Teaching.Package"] = ["Teaching.Fast", "Teaching", "Teaching.Data", "Teaching.Drawing", "Teaching.Charts"],
    };

    [Fact]
    public void No_project_knows_one_that_it_should_not() => Assert.Empty(
        Directory.GetFiles(Path.Combine(Outside.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Where(path => !path.Contains("node_modules", StringComparison.Ordinal))
            .SelectMany(path => BackArrows(Path.GetRelativePath(Outside.Root, path), XDocument.Load(path, LoadOptions.SetLineInfo))));

    [Theory]
    [InlineData("Teaching", """<ProjectReference Include="../Teaching.Charts/Teaching.Charts.csproj" />""", "src/Teaching/Teaching.csproj, line 1: Teaching must not know Teaching.Charts")]
    [InlineData("Teaching.Data", """<ProjectReference Include="..\Teaching.Fast\Teaching.Fast.csproj" />""", "src/Teaching.Data/Teaching.Data.csproj, line 1: Teaching.Data must not know Teaching.Fast")]
    [InlineData("Teaching.Fast", """<Compile Include="../Teaching/Layers/*.cs" />""", "src/Teaching.Fast/Teaching.Fast.csproj, line 1: Teaching.Fast must not know Teaching")]
    [InlineData("Teaching.Notebooks", """<Reference Include="Teaching" HintPath="../../artifacts/teaching/Teaching.dll" />""", "src/Teaching.Notebooks/Teaching.Notebooks.csproj, line 1: Teaching.Notebooks must not know Teaching")]
    [InlineData("Teaching.Gpu", "", "src/Teaching.Gpu/Teaching.Gpu.csproj: say in this test what Teaching.Gpu may know")]
    public void A_back_arrow_is_found_and_its_file_named(string project, string item, string complaint) => Assert.Equal(
        [complaint], BackArrows($"src/{project}/{project}.csproj", XDocument.Parse($"<Project><ItemGroup>{item}</ItemGroup></Project>", LoadOptions.SetLineInfo)));

    [Fact]
    public void What_is_built_but_not_referred_to_is_no_arrow() => Assert.Empty(BackArrows("src/Teaching.Cli/Teaching.Cli.csproj", XDocument.Parse(
        """<Project><ItemGroup><ProjectReference Include="../Teaching.Charts/Teaching.Charts.csproj" ReferenceOutputAssembly="false" /></ItemGroup></Project>""")));

    private static IEnumerable<string> BackArrows(string path, XDocument project)
    {
        string name = Path.GetFileNameWithoutExtension(path), file = path.Replace('\\', '/');
        if (!MayKnow.TryGetValue(name, out string[]? allowed)) return [$"{file}: say in this test what {name} may know"];
        return from item in project.Descendants()
               where item.Name.LocalName is "ProjectReference" or "Reference" or "Compile"
               where !string.Equals((string?)item.Attribute("ReferenceOutputAssembly"), "false", StringComparison.OrdinalIgnoreCase)
               let known = Known((string?)item.Attribute("Include") ?? "")
               where known is not null && known != name && !allowed.Contains(known)
               select $"{file}, line {((System.Xml.IXmlLineInfo)item).LineNumber}: {name} must not know {known}";
    }

    /// <summary>The project of ours that a path leads into, or that an assembly's name is; else null.</summary>
    private static string? Known(string include) =>
        include.Split('/', '\\', ',').Reverse().FirstOrDefault(part => MayKnow.ContainsKey(part));
}
