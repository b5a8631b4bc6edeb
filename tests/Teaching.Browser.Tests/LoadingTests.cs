using Microsoft.Playwright;

namespace Teaching.Browser.Tests;

/// <summary>What a page loads, and when, and what it says where that does not work.</summary>
public sealed class LoadingTests(Teaching.Tests.Browsing.Browser browser, LiveSite site) : LiveTests(browser, site)
{
    private const string Lesson = "02-backpropagation-by-hand";

    [Fact]
    public async Task Nothing_of_the_runtime_is_loaded_before_the_first_press()
    {
        Tab tab = await OpenAsync(Lesson);
        await tab.Button("Run all").WaitForAsync();
        await tab.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.Contains(tab.Requests, address => address.EndsWith("/live/live.js", StringComparison.Ordinal));
        Assert.DoesNotContain(tab.Requests, address => address.Contains("_framework", StringComparison.Ordinal) || address.Contains("/editor-", StringComparison.Ordinal));
        Assert.Matches(@"The first run loads \d+\.\d MB, once\.", await tab.Says.InnerTextAsync());
        Assert.Empty(tab.Errors);
    }

    [Fact]
    public async Task Without_scripts_all_code_and_outputs_are_there_to_read()
    {
        Tab tab = await OpenAsync(Lesson, new() { JavaScriptEnabled = false });
        Assert.Equal(0, await tab.Page.Locator(".live").CountAsync());
        Assert.Contains("double sigmoid(double z)", await tab.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await tab.Page.Locator("section.cell pre.output").First.IsVisibleAsync());
    }

    [Fact]
    public async Task The_first_press_runs_the_cell_with_those_above_it_and_loads_at_most_12_MB_and_no_file_twice()
    {
        await using Meter meter = new(await Site.AddressAsync());
        Tab tab = await Tab.OpenAsync(await ProfileAsync(), $"{meter.Address}{Lesson}.html");
        await tab.Button("Run all").WaitForAsync();
        await tab.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        long before = meter.Received;
        await tab.RunAsync(4);
        long after = meter.Received;
        Assert.Equal("1,2,3,4", await tab.NumbersAsync("done"));
        TestContext.Current.TestOutputHelper?.WriteLine($"{before} bytes to read, {after - before} to run; {await tab.Says.InnerTextAsync()}");
        Assert.InRange(after - before, 1_000_000, 12_000_000);
        Assert.DoesNotContain(meter.Fetched.CountBy(path => path), one => one.Value > 1);
        Assert.Empty(tab.Errors);
    }

    [Fact]
    public async Task A_second_visit_takes_the_runtime_from_the_browser_and_a_third_without_a_network_all_of_it()
    {
        IBrowserContext profile = await ProfileAsync();
        Meter meter = new(await Site.AddressAsync());
        string address = $"{meter.Address}{Lesson}.html";
        Tab tab = await Tab.OpenAsync(profile, address);
        string first = await tab.RunAsync(4);

        long before = meter.Received;
        tab = await Tab.OpenAsync(profile, address);
        Assert.Equal(first, await tab.RunAsync(4));
        Assert.InRange(meter.Received - before, 0, 1_000_000);

        await meter.DisposeAsync();
        await profile.SetOfflineAsync(true);
        await tab.Page.ReloadAsync();
        Assert.Equal(first, await tab.RunAsync(4));
        Assert.Equal("1,2,3,4", await tab.NumbersAsync("done"));
    }

    [Fact]
    public async Task A_site_below_a_path_works_as_well_with_and_without_a_network()
    {
        await Site.AddressAsync();
        IBrowserContext profile = await ProfileAsync();
        Tab tab;
        await using (Served below = await Served.StartAsync(Site.Folder, "--base", "/course"))
        {
            Assert.EndsWith("/course/", below.Address, StringComparison.Ordinal);
            tab = await Tab.OpenAsync(profile, $"{below.Address}{LiveSite.Small}.html");
            Assert.Equal("42", await tab.RunAsync(2));
            Assert.Empty(tab.Errors);
        }
        await tab.Page.ReloadAsync();
        Assert.Equal("42", await tab.RunAsync(2));
    }

    [Fact]
    public async Task A_library_that_cannot_be_loaded_is_named_and_once_it_is_there_the_cell_runs()
    {
        // Playwright does not see what a service worker asks for.
        IBrowserContext profile = await ProfileAsync(new() { ServiceWorkers = ServiceWorkerPolicy.Block });
        Tab tab = await Tab.OpenAsync(profile, $"{await Site.AddressAsync()}{LiveSite.Small}.html");
        await profile.RouteAsync("**/System.Linq.dll.gz", route => route.AbortAsync("connectionreset"));
        await tab.RunButton(2).ClickAsync();
        await tab.SaidAsync("The session ended: ");
        string said = await tab.Says.InnerTextAsync();
        Assert.Contains("System.Linq.dll", said, StringComparison.Ordinal);
        Assert.EndsWith("What you wrote is kept; run again.", said, StringComparison.Ordinal);

        await profile.UnrouteAsync("**/System.Linq.dll.gz");
        Assert.Equal("42", await tab.RunAsync(2));
    }

    [Fact]
    public async Task A_browser_without_vectors_is_told_so_and_reads()
    {
        Tab tab = await Tab.OpenAsync(await ProfileAsync(), $"{await Site.AddressAsync()}{Lesson}.html",
            page => page.AddInitScriptAsync("WebAssembly.validate = () => false"));
        await tab.Page.Locator(".live").WaitForAsync();
        Assert.Equal("This browser's WebAssembly has no vectors (SIMD), so the cells of this page cannot run here. Any browser since 2023 has them.", await tab.Page.Locator(".live").InnerTextAsync());
        Assert.Equal(0, await tab.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("Run|Edit") }).CountAsync());
        Assert.Contains("double sigmoid(double z)", await tab.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(tab.Errors);
    }
}
