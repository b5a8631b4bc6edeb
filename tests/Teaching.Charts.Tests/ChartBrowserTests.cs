using Microsoft.Playwright;
using Teaching.Tests.Browsing;

namespace Teaching.Charts.Tests;

/// <summary>What a reader's browser makes of every chart of the gallery; pictures are left in artifacts/screenshots.</summary>
public class ChartBrowserTests(Browser browser)
{
    public static TheoryData<string> Names => [.. Gallery.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Without_a_network_the_html_shows_the_svg(string name)
    {
        await using OpenPage open = await browser.OpenAsync(Gallery.All[name]().ToHtml(), online: false);
        await open.Page.WaitForFunctionAsync("window.teachingPlotly.then(() => false, () => true)");

        Assert.Equal([FigureHtml.Address], open.Requests);
        Assert.True(await open.Page.Locator("img[alt]").IsVisibleAsync());
        Assert.True(await open.Page.EvaluateAsync<bool>("document.querySelector('img').decode().then(() => document.querySelector('img').naturalWidth > 200)"));
        Assert.Equal(0, await open.Page.Locator(".js-plotly-plot").CountAsync());
        Assert.All(open.Errors, error => Assert.Contains("ERR_INTERNET_DISCONNECTED", error));
        await open.ScreenshotAsync($"offline-{name}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task With_plotly_at_hand_the_html_becomes_an_interactive_chart(string name)
    {
        await using OpenPage open = await browser.OpenAsync(Gallery.All[name]().ToHtml(), online: true);
        await open.Page.WaitForSelectorAsync(".js-plotly-plot .main-svg");
        await open.Page.WaitForFunctionAsync("getComputedStyle(document.querySelector('img[alt]')).display === 'none'");

        await open.ScreenshotAsync($"plotly-{name}");
        Assert.Empty(open.Errors);
        Assert.True(await HoverShowsALabelAsync(open.Page), "no point of the chart answers to hovering");
        if (Gallery.All[name]().Frames.Slider is not null) await SliderMovesAsync(open, name);
        Assert.Empty(open.Errors);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_svg_alone_is_a_picture(string name)
    {
        string svg = Gallery.All[name]().ToSvg();
        string address = "data:image/svg+xml;base64," + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(svg));
        await using OpenPage open = await browser.OpenAsync($"<img id=\"picture\" src=\"{address}\">", online: false);
        bool loaded = await open.Page.EvaluateAsync<bool>("document.getElementById('picture').decode().then(() => true, () => false)");

        Assert.True(loaded);
        Assert.Empty(open.Errors);
        await open.Page.Locator("#picture").ScreenshotAsync(new() { Path = Path.Combine(Outside.Screenshots, $"svg-{name}.png") });
    }

    [Fact]
    public async Task Plotly_finds_nothing_wrong() =>
        Assert.Empty(await browser.PlotlyComplaintsAsync(Gallery.All.Select(chart => (chart.Key, chart.Value().ToJson()))));

    [Fact]
    public async Task Plotly_objects_to_a_planted_mistake()
    {
        string json = Gallery.All["line-slider"]().ToJson();
        Assert.NotEmpty(await browser.PlotlyComplaintsAsync(("a layout", json.Replace("\"linecolor\"", "\"line_color\""))));
        Assert.NotEmpty(await browser.PlotlyComplaintsAsync(("a trace", json.Replace("\"mode\":\"lines\"", "\"mode\":\"wiggles\""))));
    }

    [Fact]
    public async Task Many_charts_on_a_page_load_plotly_once()
    {
        string chart = Gallery.All["line"]().ToHtml();
        await using OpenPage open = await browser.OpenAsync(chart + Gallery.All["bar"]().ToHtml() + chart, online: true);
        await open.Page.WaitForFunctionAsync("document.querySelectorAll('.js-plotly-plot').length === 3");

        Assert.Equal([FigureHtml.Address], open.Requests);
        Assert.Equal(3, await open.Page.Locator("[data-drawn]").CountAsync());
    }

    [Fact]
    public async Task A_page_with_an_amd_loader_still_gets_its_chart()
    {
        const string Loader = "<script>window.define = function () { window.wasDefined = true; }; define.amd = {}; window.require = function () {};</script>";
        await using OpenPage open = await browser.OpenAsync(Gallery.All["line"]().ToHtml(), online: true, Loader);
        await open.Page.WaitForSelectorAsync(".js-plotly-plot .main-svg");

        Assert.Empty(open.Errors);
        Assert.False(await open.Page.EvaluateAsync<bool>("!!window.wasDefined"));
    }

    [Fact]
    public async Task A_page_that_has_plotly_already_loads_nothing()
    {
        Outside.RequireNodeModules();
        string script = $"<script>{await File.ReadAllTextAsync(Outside.NodeModule(FigureHtml.Address)!, TestContext.Current.CancellationToken)}</script>";
        await using OpenPage open = await browser.OpenAsync(Gallery.All["line"]().ToHtml(), online: false, script);
        await open.Page.WaitForSelectorAsync(".js-plotly-plot .main-svg");

        Assert.Empty(open.Requests);
    }

    [Fact]
    public async Task A_plotly_too_old_for_the_chart_stays_the_pages_own()
    {
        const string Old = "<script>window.Plotly = { version: '1.58.5' };</script>";
        await using OpenPage open = await browser.OpenAsync(Gallery.All["line"]().ToHtml(), online: true, Old);
        await open.Page.WaitForSelectorAsync(".js-plotly-plot .main-svg");

        Assert.Equal("1.58.5", await open.Page.EvaluateAsync<string>("window.Plotly.version"));
    }

    // Points that should answer, in pixels of the page: middles of bars, points of series, the middle of a filled panel.
    private const string HoverPlaces = """
        () => {
          const gd = document.querySelector('.js-plotly-plot'), box = gd.getBoundingClientRect();
          return gd.calcdata.flatMap(points => {
            const trace = points[0].trace;
            if (!trace || trace.hoverinfo === 'skip') return [];
            const axis = id => gd._fullLayout[id.replace(/^[xy]/, '$&axis')], x = axis(trace.xaxis), y = axis(trace.yaxis);
            const at = (px, py) => [box.x + x._offset + px, box.y + y._offset + py];
            if (trace.type === 'heatmap' && trace.x0 !== undefined && !trace.x) return [at(x.l2p(trace.x0), y.l2p(trace.y0))];
            if (trace.type !== 'scatter' && trace.type !== 'bar') return [at(x._length / 2.1, y._length / 2.1)];
            return points.filter(p => isFinite(p.x) && isFinite(p.y)).slice(0, 3)
              .map(p => at(x.c2p(p.x), trace.type === 'bar' ? (y.c2p(0) + y.c2p(p.y)) / 2 : y.c2p(p.y)));
          });
        }
        """;

    private static async Task<bool> HoverShowsALabelAsync(IPage page)
    {
        double[][] places = await page.EvaluateAsync<double[][]>(HoverPlaces);
        Assert.NotEmpty(places);
        foreach (double[] place in places)
        {
            await page.Mouse.MoveAsync((float)place[0], (float)place[1]);
            try
            {
                await page.WaitForSelectorAsync(".hoverlayer .hovertext", new() { Timeout = 3000 });
                return true;
            }
            catch (TimeoutException)
            {
                // The next place may do better.
            }
        }
        return false;
    }

    private static async Task SliderMovesAsync(OpenPage open, string name)
    {
        IPage page = open.Page;
        Chart chart = Gallery.All[name]();
        bool back = chart.Frames.Start > 0;
        string before = await page.Locator(".js-plotly-plot .main-svg").First.InnerHTMLAsync();
        LocatorBoundingBoxResult rail = (await page.Locator(".slider-rail-touch-rect").BoundingBoxAsync())!;
        await page.Mouse.ClickAsync(rail.X + (back ? 0.02f : 0.99f) * rail.Width, rail.Y + rail.Height / 2);
        await page.WaitForFunctionAsync("before => document.querySelector('.js-plotly-plot .main-svg').innerHTML !== before", before);
        string label = await page.Locator(".slider-label").First.TextContentAsync() ?? "";
        Assert.EndsWith(": " + chart.Frames.All[back ? 0 : ^1].Label, label);
        await open.ScreenshotAsync($"plotly-{name}-moved");
    }
}
