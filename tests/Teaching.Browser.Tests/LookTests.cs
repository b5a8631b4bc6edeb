using Microsoft.Playwright;
using Teaching.Tests.Browsing;

namespace Teaching.Browser.Tests;

/// <summary>How a page looks while it is worked in.</summary>
public sealed class LookTests(Teaching.Tests.Browsing.Browser browser, LiveSite site) : LiveTests(browser, site)
{
    [Fact]
    public async Task Worked_in_it_is_accessible_light_and_dark_and_fits_a_phone()
    {
        Tab tab = await OpenAsync("02-backpropagation-by-hand", new() { ViewportSize = new() { Width = 1400, Height = 900 } });
        await tab.WriteAsync(4, "double none = 1;\nnone.");
        await tab.RunAsync(4);
        await tab.Page.Keyboard.PressAsync("Escape");
        Assert.Equal("4", await tab.NumbersAsync("failed"));
        Assert.Empty(await ComplaintsAsync(tab.Page));
        await tab.Page.ScreenshotAsync(new() { Path = Path.Combine(Outside.Screenshots, "live-light.png") });

        await tab.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.Empty(await ComplaintsAsync(tab.Page));
        await tab.Cell(4).ScrollIntoViewIfNeededAsync();
        await tab.Page.ScreenshotAsync(new() { Path = Path.Combine(Outside.Screenshots, "live-dark.png") });

        await tab.Page.SetViewportSizeAsync(390, 844);
        Assert.Equal(390, await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await tab.Page.ScreenshotAsync(new() { Path = Path.Combine(Outside.Screenshots, "live-phone.png") });
        Assert.Empty(tab.Errors);
    }

    [Fact]
    public async Task Printed_it_has_no_buttons()
    {
        Tab tab = await OpenAsync();
        await tab.RunAsync(2);
        await tab.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal(0, await tab.Page.Locator("button:visible").CountAsync());
        Assert.False(await tab.Says.IsVisibleAsync());
        Assert.True(await tab.Cell(2).Locator("pre.code").IsVisibleAsync());
        Assert.True(await tab.Outputs(2).GetByText("42").IsVisibleAsync());
    }

    /// <summary>The serious faults that axe-core finds.</summary>
    private static async Task<string[]> ComplaintsAsync(IPage page)
    {
        string axe = await File.ReadAllTextAsync(Path.Combine(Outside.Root, "node_modules", "axe-core", "axe.min.js"));
        return await page.EvaluateAsync<string[]>($$"""
            async () => {
              {{axe}};
              const { violations } = await axe.run(document, { preload: false, resultTypes: ['violations'] });
              return violations.filter(one => ['serious', 'critical'].includes(one.impact)).map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' '));
            }
            """);
    }
}
