using Teaching.Notebooks.Documents;
using Teaching.Tests.Browsing;

namespace Teaching.Site.Tests;

/// <summary>The site of somebody who never ran npm ci: KaTeX and plotly.js come from the public copy of the npm packages.</summary>
public sealed class PublicCopyTests(Browser browser) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("online").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task With_a_network_formulas_are_typeset_and_charts_move_and_nothing_else_is_asked()
    {
        await using OpenPage open = await browser.OpenFileAsync(WritePage(), online: true);
        await open.Page.WaitForSelectorAsync(".math .katex");
        await open.Page.WaitForSelectorAsync(".chart:has(.drawn) .main-svg");
        string[] allowed = [WebFiles.KatexAddress + "katex.min.js", WebFiles.KatexAddress + "katex.min.css", WebFiles.PlotlyAddress];
        Assert.Equal(allowed.Order(), open.Requests.Where(address => !address.StartsWith(WebFiles.KatexAddress + "fonts/", StringComparison.Ordinal)).Order());
        Assert.Empty(open.Errors);
    }

    [Fact]
    public async Task Without_one_the_TeX_and_the_pictures_stay()
    {
        await using OpenPage open = await browser.OpenFileAsync(WritePage());
        Assert.Equal("a_1", await open.Page.Locator(".math").InnerTextAsync());
        Assert.True(await open.Page.Locator(".chart img").IsVisibleAsync());
        Assert.All(open.Errors, error => Assert.Contains("ERR_INTERNET_DISCONNECTED", error));
    }

    private string WritePage()
    {
        Notebook notebook = Notebook.Create();
        notebook.Cells.Add(Cell.Markdown("# One\n\n$a_1$"));
        Cell code = Cell.Code("chart");
        JsonMap trace = new() { { "type", "scatter" }, { "y", new JsonList([1L, 3L, 2L]) } };
        code.Outputs.Add(new DisplayOutput(new JsonMap
        {
            { MimeBundle.Svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"600\" height=\"400\"/>" }, { MimeBundle.PlainText, "three points" },
            { MimeBundle.Plotly, new JsonMap { { "data", new JsonList([trace]) }, { "layout", new JsonMap { { "width", 600L }, { "height", 400L } } } } },
        }));
        notebook.Cells.Add(code);
        Lesson lesson = new(Path.Combine(folder, "one.ipynb"), notebook);
        CourseSite site = new(folder, [lesson.Path], WebFiles.Find([folder], offline: false));
        site.Prepare(ours: false);
        site.Write([lesson], DateTimeOffset.UnixEpoch);
        return Path.Combine(folder, "one.html");
    }
}
