using Microsoft.Playwright;
using Teaching.Tests.Browsing;

[assembly: AssemblyFixture(typeof(Browser))]

namespace Teaching.Tests.Browsing;

/// <summary>One Chromium for all tests, started by the first that needs it and never connected to any network.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>The address whose answer is the page under test.</summary>
    private const string PageAddress = "http://chart.test/";

    private readonly SemaphoreSlim gate = new(1);
    private IPlaywright? playwright;
    private IBrowser? chromium;
    private OpenPage? validator;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (chromium is not null) await chromium.DisposeAsync();
        playwright?.Dispose();
        gate.Dispose();
    }

    /// <summary>Skips the test where there is no Chromium, or no plotly.js and it is needed.</summary>
    public static void Require(bool plotly)
    {
        if (Outside.FindChromium() is null) Outside.SkipOrFail("Chromium is not installed (Debian: apt-get install chromium).");
        if (plotly && !File.Exists(Outside.PlotlyFile)) Outside.SkipOrFail("plotly.js is not there: run npm ci in the root of the repository.");
    }

    /// <summary>
    /// Opens a page with this body. Every request fails, but for plotly.js from the address that charts name when
    /// <paramref name="plotly"/> is set: it is answered with the file that npm brought.
    /// </summary>
    public async Task<OpenPage> OpenAsync(string body, bool plotly, string head = "")
    {
        Require(plotly);
        IBrowser browser = await StartAsync();
        IBrowserContext context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1100, Height = 900 } });
        IPage page = await context.NewPageAsync();
        var open = new OpenPage(page, context);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") open.Errors.Add(message.Text);
        };
        page.PageError += (_, error) => open.Errors.Add(error);
        string html = $"<!doctype html><html><head><meta charset=\"utf-8\">{head}</head><body>{body}</body></html>";
        await page.RouteAsync("**/*", route => AnswerAsync(route, html, plotly, open));
        await page.GotoAsync(PageAddress, new() { WaitUntil = WaitUntilState.Load });
        return open;
    }

    /// <summary>What plotly.js finds wrong in a chart's JSON; one page with plotly.js serves all such questions.</summary>
    public async Task<string[]> PlotlyComplaintsAsync(string json)
    {
        validator ??= await OpenAsync("", plotly: true, PlotlyValidation.Head);
        return await PlotlyValidation.ComplaintsAsync(validator.Page, json);
    }

    private static Task AnswerAsync(IRoute route, string html, bool plotly, OpenPage open)
    {
        if (route.Request.Url == PageAddress) return route.FulfillAsync(new() { Body = html, ContentType = "text/html; charset=utf-8" });
        open.Requests.Add(route.Request.Url);
        if (plotly && route.Request.Url == ChartHtml.Address)
        {
            return route.FulfillAsync(new()
            {
                Path = Outside.PlotlyFile,
                ContentType = "text/javascript; charset=utf-8",
                Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*" },
            });
        }
        return route.AbortAsync("internetdisconnected");
    }

    private async Task<IBrowser> StartAsync()
    {
        await gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            playwright ??= await Playwright.CreateAsync();
            return chromium ??= await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Outside.FindChromium(),
                Args =
                [
                    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync", "--force-device-scale-factor=1",
                ],
            });
        }
        finally
        {
            gate.Release();
        }
    }
}

/// <summary>A page that is open, what its console said and what it asked the network for.</summary>
public sealed class OpenPage(IPage page, IBrowserContext context) : IAsyncDisposable
{
    public IPage Page => page;

    public List<string> Errors { get; } = [];

    public List<string> Requests { get; } = [];

    /// <summary>Saves a picture of the page under artifacts/screenshots.</summary>
    public Task ScreenshotAsync(string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Outside.Screenshots, name + ".png") });

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
