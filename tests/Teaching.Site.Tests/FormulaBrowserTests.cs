using Teaching.Notebooks.Documents;
using Teaching.Tests.Browsing;

namespace Teaching.Site.Tests;

/// <summary>What a reader's browser makes of formulas.</summary>
public sealed class FormulaBrowserTests(Browser browser) : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("formulas").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task Definitions_hold_for_the_page_and_a_refused_formula_shows_its_TeX_with_the_reason_on_hover()
    {
        Outside.RequireNodeModules();
        Notebook notebook = Notebook.Create();
        notebook.Cells.AddRange(
        [
            Cell.Markdown("# Of formulas\n\n$\\newcommand{\\R}{\\mathbb{Q}}$"), Cell.Markdown("## One $\\R$\n\n## Two\n\n$x \\in \\R$ and $\\nosuch{x}$"),
            Cell.Markdown("\\begin{align}\na &= b \\\\\n  &= c\n\\end{align}"),
        ]);
        string path = Path.Combine(root, "a.ipynb");
        CourseSite site = new(Path.Combine(root, "site"), [path], WebFiles.Find([Outside.Root], offline: true));
        site.Prepare(ours: false);
        Assert.Empty(site.Write([new Lesson(path, notebook)], DateTimeOffset.UnixEpoch));
        await using OpenPage open = await browser.OpenFileAsync(Path.Combine(root, "site", "a.html"));
        await open.Page.WaitForSelectorAsync(".refused");
        Assert.Equal("\\nosuch{x}", await open.Page.Locator(".refused").TextContentAsync());
        Assert.StartsWith("KaTeX parse error: Undefined control sequence: \\nosuch", await open.Page.Locator(".refused").GetAttributeAsync("title"));
        Assert.Equal(5, await open.Page.Locator(".math:has(.katex)").CountAsync());
        Assert.Contains("Q", await open.Page.Locator(".contents .math .katex-html").First.TextContentAsync());
        Assert.False(await open.Page.EvaluateAsync<bool>("[...document.querySelectorAll('.display')].some(one => one.scrollWidth > one.clientWidth)"));
        Assert.Empty(open.Errors);
    }
}
