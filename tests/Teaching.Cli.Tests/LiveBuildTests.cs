namespace Teaching.Cli.Tests;

public sealed class LiveBuildTests : IDisposable
{
    private readonly Teach teach = new();

    public void Dispose() => teach.Dispose();

    [Fact]
    public void A_command_that_lies_where_its_build_wrote_it_builds_the_rest_and_a_published_or_a_test_s_copy_does_not()
    {
        string project = teach.At("src", "Teaching.Browser", "Teaching.Browser.csproj");
        Directory.CreateDirectory(Path.GetDirectoryName(project)!);
        Assert.Null(LiveBuild.ProjectOf(Home("bin", "Teaching.Cli", "release")));
        File.WriteAllText(project, "");
        Assert.Equal(project, LiveBuild.ProjectOf(Home("bin", "Teaching.Cli", "release")));
        Assert.Null(LiveBuild.ProjectOf(Home("bin", "Teaching.Cli.Tests", "release")));
        Assert.Null(LiveBuild.ProjectOf(Home("teach")));
        Assert.Null(LiveBuild.Project);

        string Home(params string[] folders) => teach.At(["artifacts", .. folders]) + Path.DirectorySeparatorChar;
    }
}
