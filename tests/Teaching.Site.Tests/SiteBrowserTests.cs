using Microsoft.Playwright;
using Teaching.Tests.Browsing;

namespace Teaching.Site.Tests;

/// <summary>What a reader's browser makes of the site of the course, opened from a disk; pictures are left in artifacts/screenshots.</summary>
public sealed class SiteBrowserTests(Browser browser, CommittedSite site) : IClassFixture<CommittedSite>
{
    public static TheoryData<string> Pages => CommittedSite.Pages;

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_page_is_whole_interactive_and_accessible_wide_and_narrow_light_and_dark(string name)
    {
        Outside.RequireNodeModules();
        await using OpenPage open = await browser.OpenFileAsync(site.At(name));
        IPage page = open.Page;
        await DrawAllAsync(page);
        Assert.Equal(await page.Locator(".chart > script").CountAsync(), await page.Locator(".chart .js-plotly-plot .main-svg:first-child").CountAsync());
        Assert.Equal(await page.Locator(".math").CountAsync(), await page.Locator(".math:has(.katex)").CountAsync());
        Assert.Equal(0, await page.Locator(".katex-error").CountAsync());
        Assert.Empty(await ComplaintsAsync(page));
        await open.ScreenshotAsync($"site-{name}-wide", whole: true);

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.Empty(await ComplaintsAsync(page, "color-contrast"));
        await open.ScreenshotAsync($"site-{name}-dark");

        await page.SetViewportSizeAsync(390, 844);
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await open.ScreenshotAsync($"site-{name}-phone");
        Assert.Empty(open.Errors);
        Assert.Empty(open.Requests);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_page_is_small_and_readable_before_any_script_ran(string name)
    {
        Assert.InRange(new FileInfo(site.At(name)).Length, 1, 1_500_000);
        await using OpenPage open = await browser.OpenFileAsync(site.At(name), script: false);
        IPage page = open.Page;
        Assert.True(await page.Locator("h1").First.IsVisibleAsync());
        foreach (ILocator picture in await page.Locator(".chart img").AllAsync())
        {
            Assert.True(await picture.IsVisibleAsync());
            Assert.True((await picture.GetAttributeAsync("alt"))!.Length > 20);
        }
        if (name != "index") Assert.True(await page.Locator("pre.code .k").CountAsync() > 20);
        Assert.False(await page.GetByRole(AriaRole.Searchbox).IsVisibleAsync());
        Assert.Empty(open.Errors);
    }

    [Fact]
    public async Task A_slider_answers_to_the_arrow_keys_and_says_where_it_stands()
    {
        Outside.RequireNodeModules();
        await using OpenPage open = await browser.OpenFileAsync(site.At("03-learning-rates"));
        await DrawAllAsync(open.Page);
        ILocator slider = open.Page.GetByRole(AriaRole.Slider, new() { Name = "rate" }).First;
        ILocator chart = open.Page.Locator(".chart:has(.slider) .main-svg").First;
        string before = await chart.InnerHTMLAsync();
        Assert.Equal("120", await slider.GetAttributeAsync("aria-valuetext"));
        await slider.FocusAsync();
        await open.Page.Keyboard.PressAsync("Home");
        await open.Page.WaitForFunctionAsync("before => document.querySelector('.chart:has(.slider) .main-svg').innerHTML !== before", before);
        Assert.Equal("1", await slider.GetAttributeAsync("aria-valuetext"));
        Assert.Equal("rate: 1", await open.Page.Locator(".slider output").First.TextContentAsync());
        Assert.Empty(open.Errors);
    }

    [Fact]
    public async Task The_search_finds_words_of_all_lessons_from_a_disk_and_leads_to_the_place()
    {
        Outside.RequireNodeModules();
        await using OpenPage open = await browser.OpenFileAsync(site.At("index"));
        IPage page = open.Page;
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("learning-rate finder");
        ILocator hit = page.Locator(".found li a").First;
        await hit.WaitForAsync();
        Assert.Equal("Lesson 03: Learning rates: 8. The range test: a learning-rate finder", await hit.TextContentAsync());
        Assert.Matches(@"^\d+ places?", await page.GetByRole(AriaRole.Status).TextContentAsync() ?? "");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("#s-8-the-range-test-a-learning-rate-finder:target");
        Assert.EndsWith("/03-learning-rates.html#s-8-the-range-test-a-learning-rate-finder", page.Url);
        await page.GetByRole(AriaRole.Searchbox).FillAsync("gradiéntcheck");
        await page.WaitForSelectorAsync(".found mark");
        await page.Keyboard.PressAsync("Escape");
        Assert.False(await page.Locator(".found").IsVisibleAsync());
        await page.GetByRole(AriaRole.Searchbox).FillAsync("nosuchwordanywhere");
        Assert.Equal("Nothing found", await page.GetByRole(AriaRole.Status).TextContentAsync());
        Assert.Empty(open.Errors);
        Assert.Empty(open.Requests);
    }

    [Fact]
    public async Task The_switch_turns_light_into_dark_and_the_next_page_remembers()
    {
        await using OpenPage open = await browser.OpenFileAsync(site.At("index"));
        ILocator button = open.Page.Locator("button.theme");
        string light = await PaperAsync(open.Page);
        await button.ClickAsync();
        await button.ClickAsync();
        Assert.Equal("Theme: dark", await button.TextContentAsync());
        string dark = await PaperAsync(open.Page);
        Assert.NotEqual(light, dark);
        await open.Page.Locator(".lessons a").First.ClickAsync();
        await open.Page.WaitForSelectorAsync(".turn");
        Assert.Equal(dark, await PaperAsync(open.Page));
    }

    [Fact]
    public async Task Every_link_between_pages_leads_somewhere()
    {
        foreach (string name in CommittedSite.Pages.Select(row => row.Data))
        {
            await using OpenPage open = await browser.OpenFileAsync(site.At(name), script: false);
            foreach (ILocator link in await open.Page.Locator("a[href]:not([href^='http'])").AllAsync())
            {
                string[] address = (await link.GetAttributeAsync("href"))!.Split('#');
                string page = address[0].Length == 0 ? site.At(name) : Path.Combine(Path.GetDirectoryName(site.At(name))!, Uri.UnescapeDataString(address[0]));
                Assert.True(File.Exists(page), $"{name}: {address[0]}");
                if (address.Length > 1) Assert.Contains($" id=\"{Uri.UnescapeDataString(address[1])}\"", File.ReadAllText(page));
            }
        }
    }

    [Fact]
    public async Task Printed_the_charts_are_pictures_and_the_bar_is_gone()
    {
        Outside.RequireNodeModules();
        await using OpenPage open = await browser.OpenFileAsync(site.At("03-learning-rates"));
        await DrawAllAsync(open.Page);
        await open.Page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        Assert.False(await open.Page.Locator(".bar").IsVisibleAsync());
        Assert.False(await open.Page.Locator(".chart .plot").First.IsVisibleAsync());
        Assert.True((await open.Page.Locator(".chart img").First.BoundingBoxAsync())!.Width > 300);
        Assert.Equal("rgb(255, 255, 255)", await PaperAsync(open.Page));
        await open.Page.PdfAsync(new() { Path = Path.Combine(Outside.Screenshots, "site-03-learning-rates.pdf"), PreferCSSPageSize = true });
    }

    private static Task<string> PaperAsync(IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

    /// <summary>Charts are drawn as they come into view: goes from one to the next.</summary>
    private static Task DrawAllAsync(IPage page) => page.EvaluateAsync("""
        async () => {
          for (const data of document.querySelectorAll('.chart > script')) {
            const chart = data.parentElement;
            chart.scrollIntoView();
            while (!chart.querySelector('img.drawn')) await new Promise(done => setTimeout(done, 20));
          }
          while (document.querySelector('.math:not(:has(.katex))')) await new Promise(done => setTimeout(done, 20));
          scrollTo(0, 0);
        }
        """);

    /// <summary>The serious faults that axe-core finds.</summary>
    private static async Task<string[]> ComplaintsAsync(IPage page, string? rule = null)
    {
        string axe = await File.ReadAllTextAsync(Path.Combine(Outside.Root, "node_modules", "axe-core", "axe.min.js"));
        string options = $"{{ preload: false, resultTypes: ['violations']{(rule is null ? "" : $", runOnly: ['{rule}']")} }}";
        return await page.EvaluateAsync<string[]>($$"""
            async () => {
              {{axe}};
              const { violations } = await axe.run(document, {{options}});
              return violations.filter(one => ['serious', 'critical'].includes(one.impact)).map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' '));
            }
            """);
    }
}
