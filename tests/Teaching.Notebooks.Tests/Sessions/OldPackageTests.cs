namespace Teaching.Notebooks.Tests.Sessions;

/// <summary>A package whose libraries are older than those of others, and so needs a session of its own. Skipped where no source of packages answers.</summary>
public sealed class OldPackageTests(TestSession session) : IClassFixture<TestSession>
{
    [Fact]
    public async Task A_chart_of_XPlot_is_made()
    {
        CellRun run = await session.RunAsync(
            """
            #r "nuget: XPlot.Plotly, 4.1.0"
            XPlot.Plotly.Chart.Line(new[] { 1, 2, 4 }).GetInlineHtml().Contains("Plotly.newPlot")
            """);
        if (run.Error is { } error && error.Message.Contains("no package source answered", StringComparison.Ordinal)) Assert.Skip(error.Message);
        Assert.True(run.Error is null, run.Error?.Message);
        Assert.Equal("True", run.Result);
    }
}
