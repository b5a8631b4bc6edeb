using System.Security.Cryptography;
using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Pages;
using Teaching.Notebooks.Running;
using Teaching.Tests.Browsing;

namespace Teaching.Notebooks.Tests.Pages;

public sealed class FormulasTests(Browser browser)
{
    [Theory]
    [InlineData("the slope $a < b$ here", "<span class=\"math\">a &lt; b</span>")]
    [InlineData("so\n\n$$ \\frac{a}{b} $$\n\nis", "<span class=\"math display\">\\frac{a}{b}</span>")]
    [InlineData("so\n\n$$\n\\frac{a}{b}\n$$\n\nis", "<div class=\"math display\">\\frac{a}{b}</div>")]
    [InlineData("it costs \\$5 and \\$6", "it costs $5 and $6")]
    public void A_formula_is_an_element_that_holds_its_TeX(string markdown, string expected) =>
        Assert.Contains(expected, PageOf(Cell.Markdown(markdown)));

    [Theory]
    [InlineData("katex.min.js", Formulas.ScriptIntegrity)]
    [InlineData("katex.min.css", Formulas.StyleIntegrity)]
    public void The_integrity_is_that_of_the_file_npm_brings(string name, string integrity)
    {
        Outside.RequireNodeModules();
        byte[] file = File.ReadAllBytes(Outside.NodeModule(Formulas.Address + name)!);
        Assert.Equal(integrity, "sha384-" + Convert.ToBase64String(SHA384.HashData(file)));
        Assert.Contains($"\"katex\": \"{Formulas.Version}\"", File.ReadAllText(Path.Combine(Outside.Root, "package.json")));
    }

    [Fact]
    public async Task With_KaTeX_at_hand_every_formula_of_the_lessons_is_typeset()
    {
        foreach (string path in Directory.GetFiles(Path.Combine(Outside.Root, "notebooks"), "*.ipynb").Order(StringComparer.Ordinal))
        {
            NotebookRun run = new(path, Notebook.Read(path), [], TimeSpan.Zero);
            await using OpenPage open = await browser.OpenDocumentAsync(LessonPage.ToHtml(run, "a.ipynb", "index.html"), online: true);
            int formulas = await open.Page.Locator(".math").CountAsync();
            Assert.True(formulas > 10, $"{path}: {formulas} formulas");
            Assert.Equal(formulas, await open.Page.Locator(".math:has(.katex)").CountAsync());
            Assert.Equal(0, await open.Page.Locator(".katex-error").CountAsync());
            Assert.Empty(open.Errors);
            await open.ScreenshotAsync("page-" + Path.GetFileNameWithoutExtension(path), whole: true);
        }
    }

    [Fact]
    public async Task Without_a_network_the_TeX_stays()
    {
        await using OpenPage open = await browser.OpenDocumentAsync(PageOf(Cell.Markdown("$a_1$")), online: false);
        Assert.Equal("a_1", await open.Page.Locator(".math").InnerTextAsync());
    }

    [Fact]
    public async Task No_other_script_runs_even_where_one_came_through()
    {
        string page = PageOf(Cell.Markdown("$a_1$")).Replace("</main>", "<script>document.title = 'run'</script><img src=x onerror=\"document.title='run'\"></main>");
        await using OpenPage open = await browser.OpenDocumentAsync(page, online: true);
        Assert.Equal(1, await open.Page.Locator(".math .katex").CountAsync());
        Assert.NotEqual("run", await open.Page.TitleAsync());
    }

    private static string PageOf(Cell cell)
    {
        Notebook notebook = Notebook.Create();
        notebook.Cells.Add(cell);
        return LessonPage.ToHtml(new NotebookRun("02-lesson.ipynb", notebook, [], TimeSpan.Zero), "a.ipynb", "index.html");
    }
}
