using Microsoft.Playwright;

namespace Teaching.Browser.Tests;

/// <summary>What all tests of live pages share: a browser profile of the test's own, and tabs in it. Nothing is routed, so that caches and service workers are as a student has them.</summary>
public abstract class LiveTests(Teaching.Tests.Browsing.Browser browser, LiveSite site) : IAsyncLifetime
{
    private readonly List<IBrowserContext> contexts = [];

    private protected LiveSite Site => site;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (IBrowserContext context in contexts) await context.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A browser profile with nothing in it.</summary>
    private protected async Task<IBrowserContext> ProfileAsync(BrowserNewContextOptions? options = null)
    {
        IBrowserContext context = await browser.NewContextAsync(options ?? new());
        // A session starts in seconds; only whole lessons take longer.
        context.SetDefaultTimeout(180_000);
        contexts.Add(context);
        return context;
    }

    /// <summary>A lesson in a profile of its own.</summary>
    private protected async Task<Tab> OpenAsync(string lesson = LiveSite.Small, BrowserNewContextOptions? options = null)
    {
        string address = await site.AddressAsync();
        return await Tab.OpenAsync(await ProfileAsync(options), $"{address}{lesson}.html");
    }
}
