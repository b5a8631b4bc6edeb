using Microsoft.Playwright;
using Teaching.Tests.Browsing;

[assembly: AssemblyFixture(typeof(Browser))]

namespace Teaching.Tests.Browsing;

/// <summary>One Chromium for all tests, started by the first that needs it and never connected to any network.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>The address whose answer is the page under test.</summary>
    private const string PageAddress = "http://page.test/";

    private readonly SemaphoreSlim gate = new(1);
    private IPlaywright? playwright;
    private IBrowser? chromium;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (chromium is not null) await chromium.DisposeAsync();
        playwright?.Dispose();
        gate.Dispose();
    }

    /// <summary>Opens a page with this body, and in its head what a chart needs beside it.</summary>
    /// <param name="body">The body.</param>
    /// <param name="online">Whether npm packages can be loaded; see <see cref="OpenDocumentAsync"/>.</param>
    /// <param name="head">The head.</param>
    public Task<OpenPage> OpenAsync(string body, bool online, string head = "") =>
        OpenDocumentAsync($"<!doctype html><html><head><meta charset=\"utf-8\">{head}</head><body>{body}</body></html>", online);

    /// <summary>
    /// Opens a whole page. Every request fails, but for files of the public copy of the npm packages when
    /// <paramref name="online"/> is set: those are answered from node_modules. Skips the test where there is no Chromium.
    /// </summary>
    public async Task<OpenPage> OpenDocumentAsync(string html, bool online)
    {
        OpenPage open = await NewPageAsync(online);
        await open.Page.RouteAsync("**/*", route => AnswerAsync(route, html, online, open));
        await open.Page.GotoAsync(PageAddress, new() { WaitUntil = WaitUntilState.Load });
        return open;
    }

    /// <summary>Opens a page of a server on this machine; beside it only files of the public copy of the npm packages can be loaded.</summary>
    public async Task<OpenPage> OpenSiteAsync(Uri address)
    {
        OpenPage open = await NewPageAsync(online: true);
        await open.Page.RouteAsync(url => !url.StartsWith(address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal), route => AnswerAsync(route, "", online: true, open));
        await open.Page.GotoAsync(address.ToString(), new() { WaitUntil = WaitUntilState.Load });
        return open;
    }

    /// <summary>A profile with nothing in it, in which nothing is routed. Skips the test where there is no Chromium.</summary>
    public async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options)
    {
        if (Outside.FindChromium() is null) Outside.SkipOrFail("Chromium is not installed (Debian: apt-get install chromium).");
        IBrowser browser = await StartAsync();
        IBrowserContext context = await browser.NewContextAsync(options);
        // A whole lesson with thirty charts is drawn without a graphics card, beside other tests.
        context.SetDefaultTimeout(180_000);
        return context;
    }

    private async Task<OpenPage> NewPageAsync(bool online, int width = 1100, bool script = true)
    {
        if (online) Outside.RequireNodeModules();
        IBrowserContext context = await NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, JavaScriptEnabled = script });
        IPage page = await context.NewPageAsync();
        var open = new OpenPage(page, context);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !Outside.IsWithheld(message.Location)) open.Errors.Add(message.Text);
        };
        page.PageError += (_, error) => open.Errors.Add(error);
        return open;
    }

    /// <summary>
    /// Opens a page from the disk, as a reader does who double-clicks it. Files are read, npm packages answered as above, and
    /// nothing else.
    /// </summary>
    /// <param name="path">The file, with a fragment if need be.</param>
    /// <param name="online">Whether npm packages can be loaded.</param>
    /// <param name="script">Whether scripts run at all.</param>
    public async Task<OpenPage> OpenFileAsync(string path, bool online = false, bool script = true)
    {
        OpenPage open = await NewPageAsync(online, width: 1400, script);
        await open.Page.RouteAsync(url => !url.StartsWith("file:", StringComparison.Ordinal), route => AnswerAsync(route, "", online, open));
        await open.Page.GotoAsync(new Uri(path).AbsoluteUri, new() { WaitUntil = WaitUntilState.Load });
        return open;
    }

    private static Task AnswerAsync(IRoute route, string html, bool online, OpenPage open)
    {
        if (route.Request.Url == PageAddress) return route.FulfillAsync(new() { Body = html, ContentType = "text/html; charset=utf-8" });
        open.Requests.Add(route.Request.Url);
        return online && Outside.NodeModule(route.Request.Url) is { } file
            ? route.FulfillAsync(new() { Path = file, Headers = Headers(file) })
            : route.AbortAsync("internetdisconnected");
    }

    private static Dictionary<string, string> Headers(string file) => new()
    {
        ["Access-Control-Allow-Origin"] = "*",
        ["Content-Type"] = Path.GetExtension(file) switch { ".js" => "text/javascript", ".css" => "text/css", _ => "application/octet-stream" },
    };

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
    public Task ScreenshotAsync(string name, bool whole = false) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Outside.Screenshots, name + ".png"), FullPage = whole });

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
