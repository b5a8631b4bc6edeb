using Microsoft.Playwright;
using Teaching.Notebooks.Documents;
using Teaching.Tests.Browsing;

namespace Teaching.Site.Tests;

/// <summary>What a notebook from a stranger can do in a reader's browser: nothing but be shown.</summary>
public sealed class HostileNotebookTests(Browser browser) : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("hostile").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task No_script_of_its_own_runs_and_nothing_is_asked_of_any_server()
    {
        Outside.RequireNodeModules();
        string page = WriteSite(HostileNotebook.Make(), OperatingSystem.IsWindows() ? "bad" : $"\"><img src=x onerror=window.hacked=1>");
        await using OpenPage open = await browser.OpenFileAsync(page);
        await open.Page.WaitForSelectorAsync(".katex");
        await open.Page.WaitForFunctionAsync("document.querySelector('.chart:has(script)').scrollIntoView() || document.querySelector('.drawn')");
        await UseEverythingAsync(open.Page);

        Assert.False(await IsHackedAsync(open.Page), "a script of the notebook ran");
        Assert.Empty(open.Requests);
        Assert.EndsWith(" · Lessons", await open.Page.TitleAsync());
        Assert.Equal("undefined", await open.Page.EvaluateAsync<string>("typeof ({}).hacked"));
        await open.ScreenshotAsync("site-hostile", whole: true);
    }

    [Fact]
    public async Task Nor_on_the_index_page_nor_from_its_syllabus()
    {
        File.WriteAllText(Path.Combine(root, "README.md"), "# " + string.Concat(HostileNotebook.Html) + "\n\n" + string.Join("\n\n", HostileNotebook.Html));
        WriteSite(HostileNotebook.Make(), "a");
        await using OpenPage open = await browser.OpenFileAsync(Path.Combine(root, "site", "index.html"));
        await open.Page.GetByRole(AriaRole.Searchbox).FillAsync("script");
        await open.Page.WaitForSelectorAsync(".found li");
        Assert.False(await IsHackedAsync(open.Page));
        Assert.Empty(open.Requests);
        Assert.Empty(open.Errors);
    }

    /// <summary>Else the tests above would prove nothing.</summary>
    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task The_same_markup_does_its_harm_on_a_page_that_lets_it_through(string html)
    {
        await using OpenPage open = await browser.OpenAsync("", online: false);
        await open.Page.SetContentAsync(html);
        await open.Page.WaitForFunctionAsync("window.hacked === 1");
    }

    public static TheoryData<string> Scripts => [.. HostileNotebook.Html[..6]];

    [Fact]
    public async Task Markup_that_came_through_by_a_mistake_of_ours_would_still_run_nothing()
    {
        string page = WriteSite(Notebook.Create(), "a");
        File.WriteAllText(page, File.ReadAllText(page).Replace("</main>", string.Concat(HostileNotebook.Html.Where(html => !html.Contains("refresh"))) + "</main>"));
        await using OpenPage open = await browser.OpenFileAsync(page);
        await open.Page.EvaluateAsync("() => new Promise(done => setTimeout(done))");
        Assert.False(await IsHackedAsync(open.Page));
        Assert.Empty(open.Requests);
        Assert.Contains(open.Errors, error => error.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    private string WriteSite(Notebook notebook, string name)
    {
        Lesson lesson = new(Path.Combine(root, name + ".ipynb"), notebook);
        CourseSite site = new(Path.Combine(root, "site"), [lesson.Path]);
        site.Prepare(ours: true);
        site.Write([lesson], DateTimeOffset.UnixEpoch);
        return Path.Combine(root, "site", name + ".html");
    }

    /// <summary>Clicks every link that leads nowhere else, hovers over the chart, moves its slider.</summary>
    private static async Task UseEverythingAsync(IPage page)
    {
        await page.EvaluateAsync("""
            () => {
              for (const link of document.querySelectorAll('main a, .chart *')) {
                const address = link.getAttribute('href') ?? link.getAttribute('xlink:href') ?? '';
                if (/^(https?|mailto):/i.test(address) || /\.html|\.ipynb/.test(address)) continue;
                link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
              }
            }
            """);
        ILocator chart = page.Locator(".js-plotly-plot").First;
        await chart.ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult box = (await chart.BoundingBoxAsync())!;
        foreach (float part in new[] { .2f, .5f, .8f }) await page.Mouse.MoveAsync(box.X + part * box.Width, box.Y + (1 - part) * box.Height);
        await page.Locator(".slider input").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.EvaluateAsync("() => new Promise(done => setTimeout(done))");
    }

    private static Task<bool> IsHackedAsync(IPage page) => page.EvaluateAsync<bool>("window.hacked === 1 || document.title === 'hacked'");
}
