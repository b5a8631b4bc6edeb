using Teaching.Tests.Browsing;

namespace Teaching.House.Tests;

/// <summary>Inside a project folders know each other one way too: what a name in a source file is bound to makes an arrow between folders.</summary>
public class FolderCircleTests
{
    public static TheoryData<string> Projects =>
        ["Teaching.Fast", "Teaching", "Teaching.Data", "Teaching.Drawing", "Teaching.Charts", "Teaching.Plotly", "Teaching.Cells", "Teaching.Notebooks", "Teaching.Site", "Teaching.Jupyter", "Teaching.Cli"];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_folders_know_each_other_in_a_circle(string project)
    {
        FolderGraph graph = FolderGraph.OfProject(Path.Combine(Outside.Root, "src", project));
        Assert.True(graph.Unbound.Count == 0, string.Join("\n", graph.Unbound));
        string[] arrows = [.. graph.Circles.SelectMany(graph.Arrows)];
        Assert.True(arrows.Length == 0, string.Join("\n", arrows));
    }

    [Fact]
    public void A_circle_is_found_with_file_and_line_through_types_members_and_extension_methods()
    {
        FolderGraph graph = FolderGraph.Of("Some", [
            ("Low/A.cs", "namespace Some;\npublic class A { public int N; }"),
            ("Low/More.cs", "namespace Some;\npublic static class More\n{\n    public static int Twice(this int n) => n.High();\n}"),
            ("High/B.cs", "namespace Some;\npublic static class B\n{\n    public static int High(this int n) => n;\n    public static int Of(A a) => a.N;\n}"),
            ("Apart/C.cs", "namespace Some;\npublic class C { public int N => new A().N; }"),
        ]);
        Assert.Empty(graph.Unbound);
        Assert.Equal(["High, Low"], graph.Circles.Select(circle => string.Join(", ", circle)));
        Assert.Equal(["Some: High knows Low, as in High/B.cs, line 5: A", "Some: Low knows High, as in Low/More.cs, line 4: High"],
            graph.Circles.SelectMany(graph.Arrows));
    }

    [Fact]
    public void Code_that_does_not_bind_is_told_and_not_passed_over() =>
        Assert.Contains("Low/A.cs", Assert.Single(FolderGraph.Of("Some", [("Low/A.cs", "class A : Nowhere;")]).Unbound));
}
